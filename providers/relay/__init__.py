"""The HTTP client of the relay: submit a request, wait for its task, read its pictures.

`Relay` is all that other packages need, with the values that it takes and returns. The modules
beside this one are its parts. Its errors are in `providers.errors`.
"""

from providers.options import RelayOptions
from providers.relay.answers import Inline, Link, Result, Source
from providers.relay.catalogue import Catalogue
from providers.relay.client import Relay
from providers.relay.health import Health
from providers.relay.tasks import Task

__all__ = [
    "Catalogue",
    "Health",
    "Inline",
    "Link",
    "Relay",
    "RelayOptions",
    "Result",
    "Source",
    "Task",
]
