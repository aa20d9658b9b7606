"""The real bot, killed at every line that matters, and its state after the next start."""
