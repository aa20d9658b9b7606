"""The arrival of many servers at the start."""
