"""Request bodies made from request models, for families that have none in `bodies`."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field, create_model

from providers.base import ImageRequest
from sandbox.drawing import FileFormat
from sandbox.relay.bodies import Body, Picture, Size

_MASK = "mask"
# An attribute of a body may have the name of a parameter: `size` is one.
_PREFIX = "given_"


class DerivedBody(Body):
    """A body that is drawn as its request model says."""

    kind: ClassVar[type[ImageRequest]]

    @property
    def request(self) -> ImageRequest:
        """The request that asks for the same, without its images."""
        images = {f"{_PREFIX}{name}" for name in self.kind.image_fields()}
        unset = {"asynchronous", *images}
        return self.kind.from_chosen(self.model_dump(by_alias=True, exclude=unset))

    @property
    def size(self) -> Size:
        return self.request.shape

    @property
    def count(self) -> int:
        return self.request.pictures

    @property
    def file_format(self) -> FileFormat:
        return "jpeg" if getattr(self.request, "output_format", None) == "jpeg" else "png"

    @property
    def fixed_seed(self) -> int | None:
        return self.request.chosen_seed

    @property
    def images(self) -> dict[str, str]:
        names = (name for name in self.kind.image_fields() if name != _MASK)
        given = {name: getattr(self, f"{_PREFIX}{name}") for name in names}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def mask_given(self) -> str | None:
        return getattr(self, f"{_PREFIX}{_MASK}", None)

    @property
    def price(self) -> int | None:
        listed = self.kind.list_price
        return listed.get(self.request.resolution) if isinstance(listed, Mapping) else listed

    @property
    def traits(self) -> str:
        return f"{self.request.chosen()}"


def derived_body(kind: type[ImageRequest]) -> type[Body]:
    """Return the body of an operation: the parameters of its request model, and `model`."""
    fields: dict[str, Any] = {
        f"{_PREFIX}{name}": _field(kind, name)
        for name in kind.model_fields
        if name not in ("prompt", "model")
    }
    # Each of these names is also accepted by the relay as the model to use.
    fields["model"] = (Literal[kind.models], kind.models[0])
    body = create_model(f"{kind.__name__}Body", __base__=DerivedBody, **fields)
    body.kind = kind
    return body


def _field(kind: type[ImageRequest], name: str) -> tuple[Any, Any]:
    """Return the type of a parameter, and its default and name."""
    field = kind.model_fields[name]
    required = field.is_required()
    if name in kind.image_fields():
        annotation: Any = Picture if required else Picture | None
    else:
        annotation = field.rebuild_annotation()
    return annotation, Field(default=... if required else field.default, alias=name)
