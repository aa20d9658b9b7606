"""A job's life: accepted, queued, generated, posted, and recovered after a crash.

Nothing here knows Discord: posting is behind the protocol `bot.jobs.outcome.Delivery`. The values
that a job is stored as are handed on from here, for the commands.
"""

from bot.storage.records import COUNTED, Job, Posted, State

__all__ = ["COUNTED", "Job", "Posted", "State"]
