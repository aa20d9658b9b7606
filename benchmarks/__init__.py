"""Benchmarks of Easel and of the alternatives: `make bench`. Not shipped."""
