"""Harm, as a task in place of judging, to see that it is reported."""

import os
import signal

from tests.fuzz.campaign import MAX_PICTURE_BYTES, MAX_SECONDS


def harm(_use: str, content: bytes) -> tuple[str, float, int]:
    """Do some harm, by the size of the file."""
    match len(content) % 5:
        case 0:
            os.kill(os.getpid(), signal.SIGSEGV)
        case 1:
            raise RuntimeError("not a refusal")
        case 2:
            return "taken", MAX_SECONDS + 1, 0
        case 3:
            return "taken", 0.0, MAX_PICTURE_BYTES + 1
    return "taken", 0.0, 0
