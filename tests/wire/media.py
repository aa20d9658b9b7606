"""Resolution of attachment:// addresses in embeds and components."""

from copy import deepcopy

from .errors import JSON
from .state import Attachment, Message, World, walk

_REF = "attachment://"
_FILE = 13


def references(message: Message) -> set[str]:
    """Return the names of the files that the message's embeds and components refer to."""
    slots = [*_slots(message.components), *_pictures(message.embeds)]
    urls = [slot.get("url", "") for slot in slots]
    return {url.removeprefix(_REF) for url in urls if url.startswith(_REF)}


def shown_embeds(world: World, message: Message) -> list[JSON]:
    """Return the embeds with links in place of references."""
    embeds = deepcopy(message.embeds)
    for picture in _pictures(embeds):
        file = _referenced(message, picture)
        picture |= {} if file is None else _media_json(world, file)
    return embeds


def shown_components(world: World, message: Message) -> list[JSON]:
    """Return the components as Discord does: with links, ids of media, names of files."""
    components = deepcopy(message.components)
    for part in walk(components):
        if part["type"] == _FILE:
            file = _referenced(message, part["file"])
            part |= {"name": file.filename, "size": len(file.data)} if file else {}
        for item in part.get("items", ()):
            item.setdefault("description", None)
    for slot in _slots(components):
        file = _referenced(message, slot)
        slot |= {"id": str(message.id), "proxy_url": slot["url"], "loading_state": 2}
        slot |= {} if file is None else _media_json(world, file) | {"attachment_id": str(file.id)}
    return components


def _slots(components: list[JSON]) -> list[JSON]:
    """Return the media objects of all components."""
    parts = walk(components)
    holders = [*parts, *(item for part in parts for item in part.get("items", ()))]
    slots = [holder.get(key) for holder in holders for key in ("media", "file")]
    return [slot for slot in slots if slot is not None]


def _pictures(embeds: list[JSON]) -> list[JSON]:
    pictures = [embed.get(key) for embed in embeds for key in ("image", "thumbnail")]
    return [picture for picture in pictures if picture is not None]


def _referenced(message: Message, slot: JSON) -> Attachment | None:
    name = slot["url"].removeprefix(_REF)
    files = {file.filename: file for file in message.attachments}
    return files.get(name) if slot["url"].startswith(_REF) else None


def _media_json(world: World, file: Attachment) -> JSON:
    link = world.link(file)
    shape: JSON = {"url": link, "proxy_url": link}
    shape |= {"content_type": file.content_type} if file.content_type else {}
    if file.dimensions is None:
        return shape
    return shape | {"width": file.dimensions[0], "height": file.dimensions[1]}
