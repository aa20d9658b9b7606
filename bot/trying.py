"""The same wish with another provider: who can take it now, and what becomes of its images."""

from collections.abc import Mapping
from dataclasses import replace

from bot.offers import Offers
from bot.storage.records import StoredInput
from providers.base import ImageRequest
from providers.registry import EDITORS, GENERATORS


def others(offers: Offers, request: ImageRequest, *, images: bool) -> dict[str, type[ImageRequest]]:
    """What else is on offer for this, by family: with images it takes one that edits."""
    kinds = EDITORS if images else GENERATORS
    return {
        family: kind
        for family, kind in kinds.items()
        if family != request.family and offers.now(kind)
    }


def moved(
    images: Mapping[str, StoredInput], own: type[ImageRequest], kind: type[ImageRequest]
) -> tuple[tuple[StoredInput, ...], list[str]]:
    """The images under the names that `kind` has for them, and the names it has nothing like."""
    given = [name for name in own.sources if name in images]
    places = dict(zip(kind.sources, given, strict=False))
    if "mask" in images and "mask" in kind.image_fields():
        places["mask"] = "mask"
    left = [name for name in images if name not in places.values()]
    return tuple(replace(images[old], name=new) for new, old in places.items()), left
