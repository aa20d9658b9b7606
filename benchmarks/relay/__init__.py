"""Measurements of the relay's clients; each module here runs as a process."""
