"""Tuning of Python's cycle collector, so that it pauses the event loop less.

A full collection visits every object, and takes a tenth of a second with a thousand jobs. Most of
the objects are modules and tables that never become garbage.
"""

import gc

# See `gc.set_threshold`. Collections can be rare, since hardly any object is part of a cycle.
_THRESHOLDS = (2_000, 20, 100)


def freeze_startup_objects() -> None:
    """Exempt all existing objects from collection, and make it rarer; call it after the start."""
    # Without a collection before, which would be as long as the pauses that this avoids.
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
