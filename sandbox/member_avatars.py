"""The bot's avatar in a server, which SimCord does not have: set and reset as Discord does it."""

import base64
import binascii
import hashlib
import re
from typing import Any

from simcord.backend import errors, serializers
from simcord.http import router
from simcord.http.routes.guilds import edit_my_member

_METHOD, _PATH = "PATCH", "/guilds/{guild_id}/members/@me"
_DATA_URI = re.compile(r"data:image/(?:png|jpeg|gif);base64,(?P<content>[A-Za-z0-9+/]+=*)")


def add_avatars() -> None:
    """Let SimCord take an avatar; it does nothing if that is done."""
    routes = router._ROUTES[_METHOD]  # noqa: SLF001 - there is no other way to replace one
    if all(handler is not _edit for _, handler in routes):
        routes.insert(0, (_PATH.strip("/").split("/"), _edit))


def _edit(ctx: router.RequestContext) -> Any:
    body = ctx.body()
    if "avatar" not in body:
        return edit_my_member(ctx)
    ctx.fields("avatar")
    backend, guild_id = ctx.backend, ctx.int_arg("guild_id")
    member = backend.get_member(guild_id, backend.bot_user.id)
    member.avatar = None if body["avatar"] is None else _hash(str(body["avatar"]))
    backend.announce_member_update(guild_id, member.user_id)
    return dict(serializers.member_payload(backend, backend.get_guild(guild_id), member))


def _hash(uri: str) -> str:
    found = _DATA_URI.fullmatch(uri)
    if found is None:
        raise errors.invalid_form_body("avatar: Invalid image data")
    try:
        content = base64.b64decode(found["content"], validate=True)
    except binascii.Error:
        raise errors.invalid_form_body("avatar: Invalid image data") from None
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
