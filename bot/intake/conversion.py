"""Conversion of a request, with its images, to another family that can take it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.intake.catalogue import ModelCatalogue
from bot.storage.records import StoredInput
from providers.base import ImageRequest
from providers.registry import EDITORS, GENERATORS
from providers.translation import translate


def alternatives(
    catalogue: ModelCatalogue, request: ImageRequest, *, images: bool
) -> dict[str, type[ImageRequest]]:
    """Return the other families on offer for a request; one with images needs a family that edits.

    Each comes with the kind of request that it takes.
    """
    kinds = EDITORS if images else GENERATORS
    return {
        family: kind
        for family, kind in kinds.items()
        if family != request.family and catalogue.offers(kind)
    }


@dataclass(frozen=True, slots=True)
class Converted:
    """A request for another family; `dropped` are the options and images that it cannot take."""

    request: ImageRequest
    inputs: tuple[StoredInput, ...]
    dropped: tuple[str, ...]

    @property
    def dropped_names(self) -> str:
        """Return the dropped options and images, as the texts show them."""
        return ", ".join(f"`{name}`" for name in self.dropped)


def convert(
    request: ImageRequest, images: Mapping[str, StoredInput], kind: type[ImageRequest]
) -> Converted:
    """Convert a request and its images to another kind of request."""
    translation = translate(request, kind)
    inputs, dropped_images = _rename(images, type(request), kind)
    dropped = [name for name in translation.dropped if name not in images]
    return Converted(translation.request, inputs, (*dropped_images, *dropped))


def _rename(
    images: Mapping[str, StoredInput], own: type[ImageRequest], kind: type[ImageRequest]
) -> tuple[tuple[StoredInput, ...], list[str]]:
    """Return the images under the names that `kind` has for them, and the names that it lacks."""
    sources = [name for name in own.sources if name in images]
    new_names = dict(zip(kind.sources, sources, strict=False))
    if "mask" in images and "mask" in kind.image_fields():
        new_names["mask"] = "mask"
    dropped = [name for name in images if name not in new_names.values()]
    return tuple(replace(images[old], name=new) for new, old in new_names.items()), dropped
