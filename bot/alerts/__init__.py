"""Alerts: what those who run the bot are told when it cannot help itself.

Each trouble is told once, and once that it is over; the database keeps what was told, so that a
restart repeats nothing. No job waits for it, and none fails with it.
"""
