"""The same wish with another provider: who can take it now, and what becomes of its images."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.intake.catalogue import ModelCatalogue
from bot.storage.records import StoredInput
from providers.base import ImageRequest
from providers.registry import EDITORS, GENERATORS
from providers.translation import translate


def alternatives(
    offers: ModelCatalogue, request: ImageRequest, *, images: bool
) -> dict[str, type[ImageRequest]]:
    """What else is on offer for this, by family: with images it takes one that edits."""
    kinds = EDITORS if images else GENERATORS
    return {
        family: kind
        for family, kind in kinds.items()
        if family != request.family and offers.now(kind)
    }


@dataclass(frozen=True, slots=True)
class Converted:
    """A request as another provider has it; `left` are the options and images left out."""

    request: ImageRequest
    inputs: tuple[StoredInput, ...]
    left: tuple[str, ...]

    @property
    def names(self) -> str:
        """What was left out, in words."""
        return ", ".join(f"`{name}`" for name in self.left)


def convert(
    request: ImageRequest, images: Mapping[str, StoredInput], kind: type[ImageRequest]
) -> Converted:
    """The same wish, with its images, for `kind`."""
    translation = translate(request, kind)
    given, left = moved(images, type(request), kind)
    dropped = [name for name in translation.dropped if name not in images]
    return Converted(translation.request, given, (*left, *dropped))


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
