"""What must survive a restart; knows SQLAlchemy and nothing else of the bot."""

import sys
from types import ModuleType


class _Unused(ModuleType):
    """Stands where a module of SQLAlchemy's would: whatever is imported from it is a class."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


# `sqlalchemy.ext.asyncio` imports sessions, and they the object mapper, of which nothing is used
# here: six megabytes, and a tenth of the time that it takes to start.
for _name in ("sqlalchemy.ext.asyncio.scoping", "sqlalchemy.ext.asyncio.session"):
    sys.modules.setdefault(_name, _Unused(_name))
