"""Conversion of a request, with its images, to another family that can take it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from providers.base import ImageRequest
from providers.translation import translate


def alternatives(
    kinds: Iterable[type[ImageRequest]], request: ImageRequest
) -> dict[str, type[ImageRequest]]:
    """Return those of the kinds that are of other families than a request, by family."""
    return {kind.family: kind for kind in kinds if kind.family != request.family}


@dataclass(frozen=True, slots=True)
class Converted:
    """A request for another family; `dropped` are the options and images that it cannot take.

    `names` are its images, each with the name that the first request has for it.
    """

    request: ImageRequest
    names: Mapping[str, str]
    dropped: tuple[str, ...]

    @property
    def dropped_names(self) -> str:
        """Return the dropped options and images, as the texts show them."""
        return ", ".join(f"`{name}`" for name in self.dropped)


def convert(
    request: ImageRequest,
    images: Collection[str],
    kind: type[ImageRequest],
    sources: Sequence[str],
) -> Converted:
    """Convert a request with these images, given by their names, to another kind of request.

    `sources` are the fields of that kind that take pictures.
    """
    translation = translate(request, kind)
    names, dropped_images = _rename(images, type(request), kind, sources)
    dropped = [name for name in translation.dropped if name not in images]
    return Converted(translation.request, names, (*dropped_images, *dropped))


def _rename(
    images: Collection[str],
    own: type[ImageRequest],
    kind: type[ImageRequest],
    fields: Sequence[str],
) -> tuple[dict[str, str], list[str]]:
    """Return the images under the names that `kind` has for them, and the names that it lacks."""
    sources = [name for name in own.sources if name in images]
    names = dict(zip(fields, sources, strict=False))
    if "mask" in images and "mask" in kind.image_fields():
        names["mask"] = "mask"
    return names, [name for name in images if name not in names.values()]
