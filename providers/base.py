"""What a member may ask for: one frozen model an operation, from which all else is derived."""

from collections.abc import Mapping, Sequence
from functools import cache
from inspect import isclass
from typing import Annotated, Any, ClassVar, Self, get_args

import pybase64
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict


class ImageRef(BaseModel):
    """An image the member gave: where it is. `size` is the declared size in bytes, not proof."""

    model_config = ConfigDict(frozen=True)

    url: str
    filename: str = ""
    size: int | None = None


class MaskRef(ImageRef):
    """An image that says where another one is to be changed."""


def unsent(
    description: str,
    *,
    default: str | float | None = None,
    suggestions: Sequence[int] | Sequence[str] = (),
    **limits: Any,
) -> Any:
    """A parameter that is left out unless it is chosen.

    `default` is what the relay takes then: shown to members, never sent (RELAY.md, section 2).
    `suggestions` are offered while a member types; other values stay possible.
    """
    shown: JsonDict = {} if default is None else {"relay_default": default}
    if suggestions:
        shown["suggestions"] = [*suggestions]
    return Field(default=None, description=description, json_schema_extra=shown, **limits)


def longest(size: str) -> int:
    """The longer side of `WxH`, in pixels."""
    return max(int(side) for side in size.split("x"))


MAX_TEXT = 6000
"""Characters of a free text, as many as a slash option takes."""
Prompt = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
Seed = Annotated[int, Field(ge=0, le=2**32 - 1)]


class ImageRequest(BaseModel):
    """One operation on the relay; its fields are the parameters, with the relay's names.

    Unknown values are ignored, so that a row stored by an older or newer version still loads.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    operation: ClassVar[str]
    """The name in stored rows and in the registry, such as `gpt-image-edit`. Never renamed."""
    command: ClassVar[str]
    """The slash command, such as `gpt-image edit`."""
    title: ClassVar[str]
    """What members call it, such as `GPT Image`."""
    family: ClassVar[str]
    """What its model is called among the others, such as `gpt-image`."""
    sources: ClassVar[tuple[str, ...]] = ()
    """The image fields that take the picture to edit, then further references; none: no edits."""
    texts: ClassVar[tuple[str, ...]] = ("prompt",)
    """The fields that take free text."""
    path: ClassVar[str]
    """Where it is submitted, under the relay's address."""

    models: ClassVar[tuple[str, ...]]
    """What the relay calls the model, now or formerly; the catalogue is searched for these."""

    prompt: Prompt = Field(description="What the picture should show")
    # No option: sent only where the operator has named one (RELAY.md, section 2).
    model: str | None = Field(default=None, json_schema_extra={"hidden": True})

    @property
    def pictures(self) -> int:
        """How many pictures this asks for, which is what it counts against a limit."""
        return 1

    @property
    def resolution(self) -> str:
        """What the price of a picture depends on, where it does."""
        return ""

    @property
    def sides(self) -> Mapping[str, int]:
        """The pixels a side that are asked for, the longest of each option that says so; what the
        relay takes by itself where nothing was chosen."""
        return {}

    @property
    def side(self) -> int:
        """The longest side that is asked for, in pixels."""
        return max(self.sides.values(), default=0)

    @property
    def chosen_seed(self) -> int | None:
        """The seed the member named, where the operation takes one."""
        seed = getattr(self, "seed", None)
        # AUTOMATIC1111's own word for chance.
        return None if seed == -1 else seed

    def with_model(self, model: str) -> Self:
        """The same request of this model by name."""
        return self.with_values(model=model)

    def with_values(self, **values: Any) -> Self:
        """The same request but for these; raises pydantic's `ValidationError`."""
        return type(self).model_validate({**self.model_dump(), **values})

    def chosen(self) -> dict[str, Any]:
        """What the member chose, without images: JSON-able, in the order of the fields."""
        return self.model_dump(exclude_none=True, exclude=set(self.image_fields()), mode="json")

    @classmethod
    def needs_image(cls) -> bool:
        """Whether it makes nothing from words alone."""
        return any(cls.model_fields[name].is_required() for name in cls.image_fields())

    @classmethod
    def from_chosen(cls, chosen: Mapping[str, Any]) -> Self:
        """The request of a stored row, which holds what `chosen` gave.

        The row keeps no links to images, which die: those that the operation must have are there
        with an empty one. Raises pydantic's `ValidationError`.
        """
        fields = cls.model_fields
        needed = {name: {"url": ""} for name in cls.image_fields() if fields[name].is_required()}
        return cls.model_validate({**needed, **chosen})

    def free_texts(self) -> dict[str, str]:
        """Return the free texts that were given, by the name of their field."""
        given = ((name, getattr(self, name)) for name in self.texts)
        return {name: text for name, text in given if text}

    def images(self) -> dict[str, ImageRef]:
        """The images that were given, by the name of their field."""
        given = ((name, getattr(self, name)) for name in self.image_fields())
        return {name: ref for name, ref in given if ref is not None}

    def body(self, inputs: Mapping[str, bytes]) -> dict[str, Any]:
        """The JSON body to submit: only what was chosen, images as base64.

        The same request and inputs give the same body, which is what makes a second submit free.
        """
        encoded = {name: pybase64.b64encode_as_string(content) for name, content in inputs.items()}
        order = {name: place for place, name in enumerate(type(self).model_fields)}
        return dict(sorted({**self.chosen(), **encoded}.items(), key=lambda item: order[item[0]]))

    @classmethod
    @cache
    def image_fields(cls) -> tuple[str, ...]:
        """The names of the fields that take an image, in order."""
        return tuple(
            name
            for name, field in cls.model_fields.items()
            if any(
                isclass(kind) and issubclass(kind, ImageRef)
                for kind in get_args(field.annotation) or (field.annotation,)
            )
        )
