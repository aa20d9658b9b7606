"""Conversion of a request, with its images, to another family that can take it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from providers.base import ImageRequest
from providers.translation import translate

_MASK = "mask"


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


def takes_mask(kind: type[ImageRequest]) -> bool:
    """Return True if a kind of requests takes a mask."""
    return _MASK in kind.image_fields()


def convert(
    request: ImageRequest,
    images: Collection[str],
    kind: type[ImageRequest],
    sources: Sequence[str],
    *,
    is_guessed: bool = False,
) -> Converted:
    """Convert a request with these images, given by their names, to another kind of request.

    `sources` are the fields of that kind that take pictures. A mask that `is_guessed` to be one
    becomes a picture where no mask is taken.
    """
    translation = translate(request, kind)
    own = type(request).sources
    if is_guessed and not takes_mask(kind):
        own = (*own, _MASK)
    names, dropped_images = _rename(images, own, kind, sources)
    dropped = [name for name in translation.dropped if name not in images]
    return Converted(translation.request, names, (*dropped_images, *dropped))


def _rename(
    images: Collection[str],
    own: Sequence[str],
    kind: type[ImageRequest],
    fields: Sequence[str],
) -> tuple[dict[str, str], list[str]]:
    """Return the images under the names that `kind` has for them, and the names that it lacks."""
    sources = [name for name in own if name in images]
    names = dict(zip(fields, sources, strict=False))
    if _MASK in images and takes_mask(kind):
        names[_MASK] = _MASK
    return names, [name for name in images if name not in names.values()]
