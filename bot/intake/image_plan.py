"""Plan of a request's images: where each comes from, known before any byte is fetched."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Self

from bot.storage.records import WHOLE
from providers.base import ImageRef, ImageRequest, MaskRef

# The canvas of an area in its frame.
_FRAMED = "image"


@dataclass(frozen=True, slots=True)
class ImagePlan:
    """Images by the names that the request has for them, and the names at their origin.

    The origin is the job `job_id`, with which they are stored, or else `uploads`.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    uploads: Mapping[str, ImageRef] = field(default_factory=dict)
    job_id: int | None = None

    @classmethod
    def of_uploads(cls, request: ImageRequest) -> Self:
        """Return the plan for the images that a request names itself."""
        uploads = request.images()
        return cls({name: name for name in uploads}, uploads)

    def renamed(self, names: Mapping[str, str]) -> Self:
        """Return the plan for another request, whose `names` map to those of this one."""
        own = {new: self.names[old] for new, old in names.items()}
        return type(self)(own, self.uploads, self.job_id)

    def without(self, names: Collection[str]) -> Self:
        """Return the plan without the images of these names."""
        own = {name: origin for name, origin in self.names.items() if name not in names}
        return type(self)(own, self.uploads, self.job_id)

    def of_whole(self) -> Self:
        """Return the plan for the whole picture of an area, without a mask."""
        names = {_FRAMED: self.names[WHOLE]} if WHOLE in self.names else self.names
        return type(self)(names, self.uploads, self.job_id)

    @property
    def has_guess(self) -> bool:
        """Return True if an upload is a mask unless it does not look like one."""
        return any(map(_is_guess, self.uploads.values()))

    def without_guess(self, *, is_mask: bool) -> Self:
        """Return the plan with the guessed file as a mask, or as any other picture."""
        kind = MaskRef if is_mask else ImageRef
        known = {
            name: kind(**one.model_dump(exclude={"guessed"})) if _is_guess(one) else one
            for name, one in self.uploads.items()
        }
        return type(self)(self.names, known, self.job_id)

    @property
    def is_veiled(self) -> bool:
        """Return True if an upload was hidden as a spoiler: what is made from it is hidden, too."""
        return any(upload.spoiler for upload in self.uploads.values())

    @property
    def wanted(self) -> dict[str, ImageRef]:
        """Return the uploads that the request takes, in order."""
        taken = {*self.names.values()}
        return {name: upload for name, upload in self.uploads.items() if name in taken}


def _is_guess(upload: ImageRef) -> bool:
    return isinstance(upload, MaskRef) and upload.guessed
