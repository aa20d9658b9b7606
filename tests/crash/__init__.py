"""The real bot, killed at every line that matters, and what stands after its next start."""
