"""Discord's JSON objects of the world's state (the Response schemas of Discord's OpenAPI)."""

from datetime import UTC, datetime, timedelta

from .errors import JSON
from .media import references, shown_components, shown_embeds
from .state import DISCORD_EPOCH, Attachment, Channel, Guild, Message, Role, User, World

JOINED = "2024-01-01T00:00:00+00:00"
_GUILD_NULLS = (
    "icon",
    "description",
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "public_updates_channel_id",
    "incidents_data",
)
_GUILD_ZEROS = (
    "system_channel_flags",
    "verification_level",
    "default_message_notifications",
    "mfa_level",
    "explicit_content_filter",
    "premium_subscription_count",
    "nsfw_level",
)
_APPLICATION_NULLS = (
    "icon",
    "type",
    "interactions_endpoint_url",
    "role_connections_verification_url",
    "team",
)


def user_json(user: User) -> JSON:
    return {
        "id": str(user.id),
        "username": user.name,
        "global_name": None if user.bot else user.name.title(),
        "discriminator": "0001" if user.bot else "0",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def member_json(guild: Guild, user: User, *, with_user: bool = True) -> JSON:
    member: JSON = {
        "avatar": guild.bot_avatar if user.bot else None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": JOINED,
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(role.id) for role in guild.members.get(user.id, ())],
        "mute": False,
        "deaf": False,
    }
    return member | {"user": user_json(user)} if with_user else member


def role_json(role: Role, position: int) -> JSON:
    return {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel_json(channel: Channel) -> JSON:
    shared = {"id": str(channel.id), "flags": 0, "last_message_id": _id(channel.last_message_id)}
    if channel.guild is None:
        recipients = [user_json(channel.recipient)] if channel.recipient else []
        return shared | {"type": 1, "recipients": recipients}
    if channel.parent is not None:
        return shared | _thread_json(channel, channel.guild, channel.parent)
    denied = [
        {"id": str(user_id), "type": 1, "allow": "0", "deny": str(bits)}
        for user_id, bits in channel.denied.items()
    ]
    return shared | {
        "type": 0,
        "guild_id": str(channel.guild.id),
        "name": channel.name,
        "position": 0,
        "permission_overwrites": denied,
        "topic": None,
        "nsfw": channel.nsfw,
        "parent_id": None,
        "rate_limit_per_user": 0,
    }


def _thread_json(thread: Channel, guild: Guild, parent: Channel) -> JSON:
    return {
        "type": 12 if thread.private else 11,
        "guild_id": str(guild.id),
        "name": thread.name,
        "parent_id": str(parent.id),
        "owner_id": str(thread.owner_id),
        "rate_limit_per_user": 0,
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "thread_metadata": {
            "archived": thread.archived,
            "locked": thread.locked,
            "auto_archive_duration": 1440,
            "archive_timestamp": JOINED,
            "create_timestamp": JOINED,
        },
    }


def guild_json(guild: Guild) -> JSON:
    none, zero = dict.fromkeys(_GUILD_NULLS), dict.fromkeys(_GUILD_ZEROS, 0)
    return {
        **none,
        **zero,
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner.id),
        "features": [],
        "region": "deprecated",
        "afk_timeout": 300,
        "widget_enabled": False,
        "roles": [role_json(role, position) for position, role in enumerate(guild.roles)],
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": guild.premium_tier,
        "preferred_locale": guild.locale,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "emojis": [],
        "stickers": [],
        "approximate_member_count": len(guild.members),
        "approximate_presence_count": 1,
    }


def guild_create_json(world: World, guild: Guild) -> JSON:
    """Return GUILD_CREATE; its only member is the bot, as without the members intent."""
    all_channels = [channel for channel in world.channels.values() if channel.guild is guild]
    channels = [channel for channel in all_channels if channel.parent is None]
    threads = [c for c in all_channels if c.parent is not None and not c.archived]
    visible = [thread for thread in threads if thread.permissions(world.bot)]
    return guild_json(guild) | {
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_json(guild, world.bot)],
        "channels": [channel_json(channel) for channel in channels],
        "threads": [channel_json(thread) for thread in visible],
        **{key: [] for key in ("presences", "voice_states", "stage_instances")},
        **{key: [] for key in ("guild_scheduled_events", "soundboard_sounds")},
    }


def application_json(world: World) -> JSON:
    owner = next((guild.owner for guild in world.guilds.values()), world.bot)
    none = dict.fromkeys(_APPLICATION_NULLS)
    return {
        **none,
        "id": str(world.application_id),
        "name": "Easel",
        "description": "",
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "bot": user_json(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "redirect_uris": [],
        "owner": user_json(owner),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
    }


def attachment_json(world: World, file: Attachment) -> JSON:
    link = world.link(file)
    shape: JSON = {
        "id": str(file.id),
        "filename": file.filename,
        "size": len(file.data),
        "url": link,
        "proxy_url": link,
    }
    if file.dimensions is not None:
        shape |= {"width": file.dimensions[0], "height": file.dimensions[1]}
    optional = {
        "content_type": file.content_type,
        "description": file.description,
        "ephemeral": file.ephemeral or None,
    }
    return shape | {key: value for key, value in optional.items() if value is not None}


def readable(world: World, message: Message) -> bool:
    """Return True if a bot without the message content intent gets the content.

    See docs/discord.md, section 6.
    """
    if message.author is world.bot or message.channel.guild is None:
        return True
    if f"<@{world.bot.id}>" in message.content or f"<@!{world.bot.id}>" in message.content:
        return True
    target = message.referenced
    pinged = message.ping_reply and target is not None and target.author is world.bot
    return pinged and target is not None and target.metadata is None


def poll_json(message: Message) -> JSON:
    """Return the poll object of a message that has one."""
    poll = message.poll or {}
    answers = enumerate(poll.get("answers", []), start=1)
    ends = _when(message.id) + timedelta(hours=int(poll.get("duration") or 24))
    return {
        "question": poll["question"],
        "answers": [{"answer_id": n, "poll_media": one["poll_media"]} for n, one in answers],
        "expiry": ends.isoformat(),
        "allow_multiselect": bool(poll.get("allow_multiselect")),
        "layout_type": 1,
    }


def message_json(world: World, message: Message, *, content_intent: bool = False) -> JSON:
    """Return the message object, without content if the bot may not read it."""
    visible = content_intent or readable(world, message)
    referenced = references(message)
    loose = [file for file in message.attachments if file.filename not in referenced]
    shape: JSON = {
        "id": str(message.id),
        "type": message.type,
        "channel_id": str(message.channel.id),
        "author": user_json(message.author),
        "content": message.content if visible else "",
        "attachments": [attachment_json(world, file) for file in loose] if visible else [],
        "embeds": shown_embeds(world, message) if visible else [],
        "components": shown_components(world, message) if visible else [],
        "timestamp": _when(message.id).isoformat(),
        "edited_timestamp": message.edited.isoformat() if message.edited else None,
        "flags": message.flags,
        "tts": message.tts,
        "pinned": False,
        "mentions": [user_json(user) for user in message.mentions],
        "mention_roles": [str(role) for role in message.mention_roles],
        "mention_everyone": message.mention_everyone,
    }
    if message.poll is not None and visible:
        shape["poll"] = poll_json(message)
    if message.nonce is not None:
        shape["nonce"] = message.nonce
    if message.metadata is not None:
        shape |= {"interaction_metadata": message.metadata}
        shape |= dict.fromkeys(("application_id", "webhook_id"), str(world.application_id))
    if message.reference is not None:
        target = message.referenced
        shape["message_reference"] = message.reference
        shape["referenced_message"] = (
            None
            if target is None or target.deleted
            else message_json(world, target, content_intent=content_intent)
        )
    return shape


def event_json(world: World, message: Message, *, content_intent: bool) -> JSON:
    """Return the message as the gateway sends it, with the server and the author's membership."""
    shape = message_json(world, message, content_intent=content_intent)
    guild = message.channel.guild
    if guild is None:
        return shape
    member = member_json(guild, message.author, with_user=False)
    return shape | {"guild_id": str(guild.id), "member": member}


def _when(snowflake: int) -> datetime:
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH) / 1000, UTC)


def _id(snowflake: int | None) -> str | None:
    return None if snowflake is None else str(snowflake)
