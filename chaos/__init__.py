"""Chaos: members ask at random while processes are killed and services fail at random."""
