"""Errors of Discord's REST API, by code."""

from typing import Any

JSON = dict[str, Any]

# Discord's page "Opcodes and Status Codes"; for some HTTP statuses see docs/discord.md, section 1.
_KNOWN: dict[int, tuple[int, str]] = {
    0: (401, "401: Unauthorized"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    30015: (400, "Maximum number of attachments in a message reached (10)"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50109: (400, "The request body contains invalid JSON."),
    10014: (404, "Unknown Emoji"),
    160004: (400, "A thread has already been created for this message"),
    160005: (403, "Thread is locked"),
    160002: (400, "Cannot reply without permission to read message history"),
}


class ApiError(Exception):
    """A refusal with Discord's code, HTTP status and message."""

    def __init__(self, status: int, code: int, message: str, errors: JSON | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message, self.errors = status, code, message, errors

    def json(self) -> JSON:
        body: JSON = {"message": self.message, "code": self.code}
        return body if self.errors is None else body | {"errors": self.errors}


def refuse(code: int) -> ApiError:
    """Return Discord's error with this code."""
    status, message = _KNOWN[code]
    return ApiError(status, code, message)


def invalid(field: str, code: str, message: str) -> ApiError:
    """Return an Invalid Form Body (50035) about `field`, a dotted path into the body."""
    tree: JSON = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(field.split(".")):
        tree = {part: tree}
    return ApiError(400, 50035, "Invalid Form Body", tree)
