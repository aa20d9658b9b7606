"""Nonces of messages: for some minutes Discord answers a second message with the first.

So a message is sent once, also if two processes send it, as during a deployment.
"""

import hashlib
from datetime import datetime

from bot.common.clock import unix_seconds

MAX_NONCE = 25
_SECONDS = 10


def nonce_about(kind: str, number: int) -> str:
    """Return the nonce of the only message of this kind about the thing with this id."""
    return f"{kind}{number}"[:MAX_NONCE]


def nonce_of_text(kind: str, place: object, text: str, now: datetime) -> str:
    """Return the nonce of a text that may be repeated after some seconds."""
    moment = int(unix_seconds(now)) // _SECONDS
    said = f"{place} {moment} {text}".encode()
    return f"{kind}{hashlib.blake2b(said, digest_size=8).hexdigest()}"[:MAX_NONCE]


def nonce_of(kind: str, *parts: object) -> str:
    """Return the nonce of the only message of this kind about all these things."""
    said = " ".join(map(str, parts)).encode()
    return f"{kind}{hashlib.blake2b(said, digest_size=8).hexdigest()}"[:MAX_NONCE]
