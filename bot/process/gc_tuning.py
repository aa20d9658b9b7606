"""Python's collector of reference cycles, kept out of the way of the event loop.

It looks at every object there is, again and again, and everybody waits: a tenth of a second with a
thousand jobs, most of it for modules and tables that never become garbage.
"""

import gc

# So many objects more than there were begin a look at the newest; so many looks at those begin one
# at the older, and so many of these one at all. Most die without it: nearly nothing is in a cycle.
_THRESHOLDS = (2_000, 20, 100)


def freeze_startup_objects() -> None:
    """Exempt all that there is now, and look at the rest less often; once all is loaded."""
    # Without a look before: that would take as long as what is to be avoided.
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
