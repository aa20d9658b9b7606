"""Pictures of a message, wherever Discord shows them, and numbered as members see them.

They are attachments, those of a forwarded message, media galleries and thumbnails, the images of
embeds, and previews of links. What stands elsewhere is taken from Discord's copy. Where Discord
has a copy of none, they are refused when they are to be fetched.
"""

import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import discord
from discord.components import (
    Container,
    FileComponent,
    MediaGalleryComponent,
    SectionComponent,
    ThumbnailComponent,
    UnfurledMediaItem,
)

from bot.common.discord_hosts import is_discord_file
from providers.base import ImageRef

MAX_PICTURES = 25
"""Pictures of one message that can be chosen from: as many as a select has options."""
# Their pictures are stills of what moves.
_MOVING_EMBEDS = {"video", "gifv"}
_Content = discord.Message | discord.MessageSnapshot


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture in a message, veiled if it is a `spoiler`."""

    image: ImageRef
    spoiler: bool


def pictures_of(message: discord.Message) -> list[ShownPicture]:
    """Return the pictures of a message, in the order in which Discord shows them.

    They say that they are images; their bytes are judged when they are read.
    """
    found: dict[str, ShownPicture] = {}
    for content in _contents(message):
        for picture in _pictures_in(content):
            # One that was uploaded may be shown in an embed as well.
            found.setdefault(urlsplit(picture.image.url).path, picture)
    served = [one for one in found.values() if is_discord_file(one.image.url)]
    return (served or [*found.values()])[:MAX_PICTURES]


def forwarded_from(message: discord.Message) -> int | None:
    """Return the id of the message that this one forwards, if it does."""
    is_forward = bool(message.message_snapshots) and message.reference is not None
    return message.reference.message_id if is_forward and message.reference else None


def images_of(message: discord.Message) -> list[discord.Attachment]:
    """Return the attachments that say they are images."""
    return [*filter(is_image, message.attachments)]


def is_image(attachment: discord.Attachment) -> bool:
    """Return True if the attachment says that it is an image."""
    return _says_image(attachment.content_type, attachment.filename, attachment.width)


def image_ref(attachment: discord.Attachment) -> ImageRef:
    """Return where the attachment is."""
    return ImageRef(
        url=attachment.url,
        filename=attachment.filename,
        size=attachment.size,
        # Discord marks it in the name, or by a flag alone.
        spoiler=attachment.is_spoiler(),
    )


def is_unseen(message: discord.Message) -> bool:
    """Return True if Discord shows nothing of a message: the bot lacks the intent for it."""
    return not any(
        one.content or one.attachments or one.embeds or one.components for one in _contents(message)
    )


def _contents(message: discord.Message) -> list[_Content]:
    return [message, *message.message_snapshots]


def _pictures_in(content: _Content) -> Iterator[ShownPicture]:
    for attachment in filter(is_image, content.attachments):
        yield ShownPicture(image_ref(attachment), attachment.is_spoiler())
    yield from _in_components(content.components, veiled=False)
    for embed in content.embeds:
        yield from _in_embed(embed, content.content)


def _in_components(components: Iterable[object], *, veiled: bool) -> Iterator[ShownPicture]:
    for one in components:
        match one:
            case MediaGalleryComponent():
                for item in one.items:
                    yield from _media(item.media, veiled=veiled or item.spoiler)
            case ThumbnailComponent() | FileComponent():
                yield from _media(one.media, veiled=veiled or one.spoiler)
            case SectionComponent():
                yield from _in_components([one.accessory], veiled=veiled)
            case Container():
                yield from _in_components(one.children, veiled=veiled or one.spoiler)


def _media(media: UnfurledMediaItem, *, veiled: bool) -> Iterator[ShownPicture]:
    address = _address(media.url, media.proxy_url)
    if address and _says_image(media.content_type, _name(media.url), media.width):
        yield ShownPicture(ImageRef(url=address, filename=_name(address)), veiled)


def _in_embed(embed: discord.Embed, words: str) -> Iterator[ShownPicture]:
    """Yield the pictures of an embed; the preview of a link that is veiled is veiled, too."""
    if embed.type in _MOVING_EMBEDS:
        return
    veiled = _is_preview_veiled(embed.url, words)
    for shown in (embed.image, embed.thumbnail):
        if address := _address(shown.url, shown.proxy_url):
            yield ShownPicture(ImageRef(url=address, filename=_name(address)), veiled)


def _is_preview_veiled(link: str | None, words: str) -> bool:
    """Return True if a link is veiled in the words, or another one that may stand for it.

    A page names its own address, which need not be the one that the member wrote.
    """
    parts = words.split("||")
    is_open = link is not None and any(link in part for part in parts[::2])
    return not is_open and any("://" in part for part in parts[1:-1:2])


def _address(url: str | None, proxy_url: str | None) -> str | None:
    return next((one for one in (url, proxy_url) if is_discord_file(one)), url)


def _name(url: str) -> str:
    return PurePosixPath(urlsplit(url).path).name or "image"


def _says_image(content_type: str | None, name: str, width: int | None) -> bool:
    kind = content_type or mimetypes.guess_type(name)[0]
    # Videos have a width, too.
    return kind.startswith("image/") if kind else bool(width)
