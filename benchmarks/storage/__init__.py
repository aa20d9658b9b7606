"""Accepting jobs, measured at the door of the store."""
