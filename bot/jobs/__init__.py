"""A job's life: accepted, queued, generated, posted, and recovered after a crash.

Nothing here knows Discord: posting is behind the protocol `bot.jobs.outcome.Delivery`.
"""
