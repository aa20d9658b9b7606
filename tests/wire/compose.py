"""Creation and changes of messages as in Discord: limits, files, components, mentions, nonces."""

import re
from copy import copy, deepcopy

from .bodies import Body, store_file
from .errors import JSON, invalid, refuse
from .media import references
from .state import (
    COMPONENTS_V2,
    EPHEMERAL,
    LOADING,
    Attachment,
    Channel,
    Message,
    User,
    World,
    walk,
)

# Flags that a bot can set when it sends, and those that it can change (docs/discord.md, section 4).
SETTABLE = 1 << 2 | 1 << 12 | COMPONENTS_V2
EDITABLE = 1 << 2 | COMPONENTS_V2
_USER_MENTION = re.compile(r"<@!?(\d+)>")
_ROLE_MENTION = re.compile(r"<@&(\d+)>")


def known_nonce(world: World, author: User, payload: JSON) -> Message | None:
    """Return the message that this author sent with this enforced nonce recently, if any."""
    nonce = payload.get("nonce")
    if nonce is None or not payload.get("enforce_nonce"):
        return None
    sent, message = world.nonces.get((author.id, str(nonce)), (0.0, None))
    fresh = message is not None and not message.deleted
    return message if fresh and world.now() - sent < world.nonce_window else None


def compose(
    world: World,
    channel: Channel,
    author: User,
    body: Body,
    *,
    kind: int = 0,
    private: bool = False,
) -> Message:
    """Check a request's body, and store a new message.

    Raises ApiError 50006, 50035, 30015 or 160002 as Discord does.
    """
    message = Message(world.snowflake(), channel, author, type=kind)
    payload = body.payload
    message.flags = int(payload.get("flags") or 0) & SETTABLE | (EPHEMERAL if private else 0)
    message.nonce = payload.get("nonce")
    message.tts = bool(payload.get("tts"))
    if len(str(message.nonce or "")) > 25:
        raise invalid("nonce", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
    _reply(world, message, payload)
    _fill(world, message, body)
    world.messages[message.id] = message
    if not private:
        channel.last_message_id = message.id
    if message.nonce is not None and payload.get("enforce_nonce"):
        world.nonces[author.id, str(message.nonce)] = (world.now(), message)
    return message


def amend(world: World, message: Message, body: Body) -> None:
    """Change a message as PATCH does; fields that the body lacks stay."""
    draft = copy(message)
    requested = int(body.payload.get("flags") or 0) & EDITABLE
    kept = message.flags & ~(LOADING | EDITABLE)
    draft.flags = kept | requested | message.flags & COMPONENTS_V2
    draft.edited = None if message.thinking else world.stamp()
    _fill(world, draft, body)
    vars(message).update(vars(draft))


def _fill(world: World, message: Message, body: Body) -> None:
    payload = body.payload
    message.content = str(payload.get("content", message.content) or "")
    message.embeds = deepcopy(payload.get("embeds", message.embeds) or [])
    if "components" in payload:
        message.components = _numbered(payload["components"] or [])
    message.poll = deepcopy(payload.get("poll", message.poll))
    attached = _attached(message, payload, body)
    _check(message, len(attached))
    message.attachments = [_store(world, message, file) for file in attached]
    missing = references(message) - {file.filename for file in message.attachments}
    if missing:
        raise invalid("components", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "")
    _mention(world, message, payload)
    message.revisions = [*message.revisions, message.text]


def _attached(
    message: Message, payload: JSON, body: Body
) -> list[Attachment | tuple[str, bytes, str | None]]:
    """Return the message's files after this request: the kept ones, then the uploads."""
    listed = payload.get("attachments")
    if listed is None:
        uploads = [(name, data, None) for name, data in body.files.values()]
        return [*([] if "attachments" in payload else message.attachments), *uploads]
    old = {str(file.id): file for file in message.attachments}
    files: list[Attachment | tuple[str, bytes, str | None]] = []
    for entry in listed:
        key = str(entry["id"])
        if key in body.files:
            name, data = body.files[key]
            files.append((entry.get("filename") or name, data, entry.get("description")))
        elif key in old:
            files.append(old[key])
        else:
            raise invalid("attachments", "ATTACHMENT_NOT_FOUND", "Attachment data not found.")
    return files


def _store(
    world: World, message: Message, file: Attachment | tuple[str, bytes, str | None]
) -> Attachment:
    if isinstance(file, Attachment):
        return file
    name, data, description = file
    stored = store_file(world, message.channel.id, name, data, ephemeral=message.ephemeral)
    stored.description = description
    return stored


def _check_poll(message: Message, files: int) -> None:
    if message.poll and (files or message.components):
        # Nobody promises that one message may have both.
        raise invalid("poll", "POLL_ALONE", "A poll goes with nothing else.")


def _check(message: Message, files: int) -> None:
    """Check Discord's limits on one message (docs/discord.md, section 4)."""
    if len(message.content) > 2000:
        raise invalid("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.")
    if len(message.embeds) > 10:
        raise invalid("embeds", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    if files > 10:
        raise refuse(30015)
    parts = walk(message.components)
    new_style = bool(message.flags & COMPONENTS_V2)
    if new_style and (message.content or message.embeds):
        raise invalid("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "")
    if not new_style and any(part.get("type") != 1 for part in message.components):
        raise invalid("components", "UNION_TYPE_CHOICES", "Must be an action row.")
    if len(parts) > 40:
        raise invalid("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "")
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    if len(ids) != len(set(ids)):
        raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "")
    if any(not 1 <= len(custom_id) <= 100 for custom_id in ids):
        raise invalid("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    _check_poll(message, files)
    if not (message.content or message.embeds or message.components or files or message.poll):
        raise refuse(50006)


def _numbered(components: list[JSON]) -> list[JSON]:
    """Give each component without an id one, as Discord does."""
    tree = deepcopy(components)
    parts = walk(tree)
    taken = {part["id"] for part in parts if part.get("id")}
    free = (number for number in range(1, 2**31) if number not in taken)
    for part in parts:
        part["id"] = part.get("id") or next(free)
    return tree


def _reply(world: World, message: Message, payload: JSON) -> None:
    reference = payload.get("message_reference")
    if not reference:
        return
    guild = message.channel.guild
    if not message.channel.permissions(message.author) & 1 << 16:
        raise refuse(160002)
    target = world.messages.get(int(reference["message_id"]))
    if target is None or target.channel is not message.channel:
        if reference.get("fail_if_not_exists", True):
            raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        return
    message.type, message.referenced = 19, target
    message.reference = {
        "type": 0,
        "channel_id": str(message.channel.id),
        "message_id": str(target.id),
        **({"guild_id": str(guild.id)} if guild else {}),
    }


def _mention(world: World, message: Message, payload: JSON) -> None:
    """Set whom the message pings, as limited by allowed_mentions."""
    allowed = payload.get("allowed_mentions")
    kinds = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse", ()))
    named = {str(user_id) for user_id in (allowed or {}).get("users", ())}
    users = [
        user_id
        for user_id in _USER_MENTION.findall(message.content)
        if "users" in kinds or user_id in named
    ]
    message.ping_reply = message.referenced is not None and (
        allowed is None or bool(allowed.get("replied_user"))
    )
    if message.ping_reply and message.referenced is not None:
        users.append(str(message.referenced.author.id))
    ids = [int(user_id) for user_id in dict.fromkeys(users)]
    message.mentions = [world.users[user_id] for user_id in ids if user_id in world.users]
    roles = _ROLE_MENTION.findall(message.content) if "roles" in kinds else []
    message.mention_roles = [int(role) for role in dict.fromkeys(roles)]
    pings_all = "@everyone" in message.content or "@here" in message.content
    message.mention_everyone = pings_all and "everyone" in kinds
