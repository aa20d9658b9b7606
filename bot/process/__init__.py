"""The operating-system process: start, run, signals, logs, garbage collection."""
