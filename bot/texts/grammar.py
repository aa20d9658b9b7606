"""What Fluent has to know of a language: its plurals, and how it writes numbers.

It asks Babel, which reads all that Unicode knows of a language and of every other's kin: names of
countries, units and time zones, which nobody here asks for, take eight megabytes.
"""

from copy import deepcopy
from typing import Any

from babel import localedata

_ASKED_FOR = {
    *("plural_form", "number_symbols", "decimal_formats", "percent_formats"),
    *("default_numbering_system", "numbering_systems"),
}
# What every language inherits from.
_ROOT = "root"


def learn(language: str) -> None:
    """Have Babel know so much of a language and no more, for as long as the process lives.

    Those that inherit from more than the root, such as `zh-TW`, are left to Babel.
    """
    if not localedata.exists(language):
        return
    known = deepcopy(_little_of(_ROOT))
    # The very dictionary that Babel hands out from now on.
    own = _little_of(language)
    localedata.merge(known, own)
    own.update(known)


def _little_of(name: str) -> dict[str, Any]:
    known = localedata.load(name, merge_inherited=False)
    for subject in known.keys() - _ASKED_FOR:
        del known[subject]
    return known
