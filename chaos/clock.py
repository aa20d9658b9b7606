"""Clock offset of a process, which its parent changes while the process runs."""

import datetime
import importlib
import mmap
import struct
import sys
import time
import types
from pathlib import Path
from typing import Any

_NUMBER = struct.Struct("d")
_real_datetime, _real_time = datetime.datetime, time.time


class ClockOffset:
    """Seconds by which a wall clock is wrong, in a file that two processes share."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.exists():
            path.write_bytes(_NUMBER.pack(0.0))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _NUMBER.size)

    @property
    def seconds(self) -> float:
        """Return the offset as it is now."""
        offset: float = _NUMBER.unpack(self._map[:])[0]
        return offset

    @seconds.setter
    def seconds(self, value: float) -> None:
        self._map[:] = _NUMBER.pack(value)


def shift_wall_clock(offset: ClockOffset) -> None:
    """Make the wall clock of this process wrong by `offset`; the monotonic one stays right."""

    class Kind(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, _real_datetime)

    class Shifted(datetime.datetime, metaclass=Kind):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return _real_datetime.now(tz) + datetime.timedelta(seconds=offset.seconds)

    time.time = lambda: _real_time() + offset.seconds
    shim = types.ModuleType("datetime")
    vars(shim).update({**vars(datetime), "datetime": Shifted})
    for name, module in list(sys.modules.items()):
        if not name.startswith(("bot.", "providers.", "discord.")):
            continue
        if getattr(module, "datetime", None) is _real_datetime:
            setattr(importlib.import_module(name), "datetime", Shifted)  # noqa: B010
        elif getattr(module, "datetime", None) is datetime:
            setattr(importlib.import_module(name), "datetime", shim)  # noqa: B010
