"""Request models: one frozen model for each operation, from which everything else is derived."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from inspect import isclass
from typing import Annotated, Any, ClassVar, Literal, Self, cast, get_args, get_origin

import pybase64
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
)
from pydantic.config import JsonDict

from providers.shapes import Shape
from providers.styles import PromptStyle


class ImageRef(BaseModel):
    """The address of an image that the member gave. `size` is as declared, in bytes.

    `spoiler` is True if the image was hidden until it is clicked.
    """

    model_config = ConfigDict(frozen=True)

    url: str
    filename: str = ""
    size: int | None = None
    spoiler: bool = False


class MaskRef(ImageRef):
    """An image that marks the area of another one to change.

    If it is `guessed`, the member has not said so: it is taken for one if it looks like a mask.
    """

    guessed: bool = False


@dataclass(frozen=True, slots=True)
class EditFields:
    """Fields of a route that takes pictures to edit only on relays whose schema has them.

    `one` takes a single picture, `many` a list of them. `many_models` is part of the names of the
    models that take a list; the relay's default is one of them.
    """

    one: str
    many: str
    many_models: str


def optional_field(
    description: str,
    *,
    default: str | float | None = None,
    suggestions: Sequence[int] | Sequence[str] = (),
    **limits: Any,
) -> Any:
    """Declare a parameter that is left out unless the member chooses it.

    `default` is the relay's own: shown to members, never sent (docs/relay.md, section 2).
    `suggestions` are offered while a member types; other values stay possible.
    """
    shown: JsonDict = {} if default is None else {"relay_default": default}
    if suggestions:
        shown["suggestions"] = [*suggestions]
    return Field(default=None, description=description, json_schema_extra=shown, **limits)


MAX_TEXT = 6000
"""Characters of a free text, as many as a slash option takes."""


def _restored(text: object) -> object:
    """Return a text without unpaired surrogates, as of an emoji that a client has cut in two."""
    if not isinstance(text, str) or text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


FreeText = Annotated[str, BeforeValidator(_restored), Field(max_length=MAX_TEXT)]
"""A text of a member's: any that Discord's clients send."""
Prompt = Annotated[FreeText, Field(min_length=1)]
Seed = Annotated[int, Field(ge=0, le=2**32 - 1)]
DRAWN_SEEDS = 2**31
"""Seeds are drawn from this many: some providers take no larger ones."""


class ImageRequest(BaseModel):
    """A request for one operation; its fields are the parameters, with the relay's names.

    Unknown fields are ignored, so that a row stored by an older or newer version can be loaded.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    operation: ClassVar[str]
    """The name in stored rows and in the registry, such as `gpt-image-edit`. Never renamed."""
    command: ClassVar[str]
    """The slash command, such as `gpt-image edit`."""
    title: ClassVar[str]
    """The name that members read, such as `GPT Image`."""
    family: ClassVar[str]
    """The short name of its models, such as `gpt-image`."""
    sources: ClassVar[tuple[str, ...]] = ()
    """The fields of the picture to edit and of further references; empty if it cannot edit."""
    edit_fields: ClassVar[EditFields | None] = None
    """The fields that edits depend on; None if every relay takes the `sources`."""
    texts: ClassVar[tuple[str, ...]] = ("prompt",)
    """The fields that take free text."""
    path: ClassVar[str]
    """The path that it is submitted to, under the relay's address."""

    models: ClassVar[tuple[str, ...]]
    """The relay's names of the model, now and formerly; the catalogue is searched for these."""
    list_price: ClassVar[int | Mapping[str, int] | None] = None
    """Micro-dollars a picture for a relay that names no price, by `resolution` if that matters.

    Each operation declares its own, and None if there is none: it then never asks about its price.
    """
    shape_options: ClassVar[tuple[str, ...]] = ()
    """The options that determine width and height."""

    prompt: Prompt = Field(description="What the picture should show")
    # No option of the command: sent only if the operator has named one (docs/relay.md, section 2).
    model: str | None = Field(default=None, json_schema_extra={"hidden": True})
    # No parameter: the relay gets its words with the prompt.
    _style: PromptStyle | None = PrivateAttr(default=None)

    @property
    def style(self) -> PromptStyle | None:
        """The style whose words the relay gets with the prompt."""
        return self._style

    def with_style(self, style: PromptStyle | None) -> Self:
        """Return the request with this style, or without one."""
        made = self.model_copy()
        made._style = style  # noqa: SLF001 - its own
        return made

    @property
    def styled_prompt(self) -> str:
        """The prompt as the relay gets it."""
        return self._style.around(self.prompt) if self._style else self.prompt

    @property
    def pictures(self) -> int:
        """The number of pictures asked for, which counts against limits."""
        return 1

    @property
    def resolution(self) -> str:
        """The resolution that the price of a picture depends on; empty if it does not."""
        return ""

    @property
    def shape(self) -> Shape:
        """Width and height in pixels, the relay's defaults included."""
        return 1024, 1024

    @property
    def shape_label(self) -> str:
        """The shape as members read it, such as `992×1024`."""
        width, height = self.shape
        return f"{width}×{height}"

    @classmethod
    def options_for(cls, shape: Shape) -> Mapping[str, Any]:  # noqa: ARG003 - families use it
        """Return the `shape_options` that ask for the nearest shape that there is."""
        return {}

    def options_like(self, shape: Shape) -> Mapping[str, Any]:
        """Return the `shape_options` to add to the chosen ones for the nearest shape.

        What was chosen stays, so the result is empty where it determines the shape already.
        """
        return {} if self.chosen_shape_options else self.options_for(shape)

    def like(self, shape: Shape) -> Self:
        """Return the request for the nearest shape that its chosen options allow.

        A shape that the relay makes by itself is not asked for.
        """
        made = self.with_values(**self.options_like(shape))
        return self if made.shape == self.shape else made

    @property
    def chosen_shape_options(self) -> tuple[str, ...]:
        """The options of the shape that were chosen."""
        return tuple(name for name in self.shape_options if getattr(self, name) is not None)

    @property
    def sides(self) -> Mapping[str, int]:
        """The longest side in pixels by each option that determines one, defaults included."""
        width, height = self.shape
        own = {"width": width, "height": height}
        return {name: own.get(name, max(self.shape)) for name in self.shape_options}

    @property
    def side(self) -> int:
        """The longest side asked for, in pixels; 0 if no option determines it."""
        return max(self.sides.values(), default=0)

    @property
    def chosen_seed(self) -> int | None:
        """The seed that the member chose; None if there is none, or it is to be random."""
        seed = getattr(self, "seed", None)
        # AUTOMATIC1111's own value for a random seed.
        return None if seed == -1 else seed

    def with_drawn_seed(self) -> Self:
        """Return the request with a random seed if its model takes one and none was chosen."""
        if "seed" not in type(self).model_fields or self.chosen_seed is not None:
            return self
        return self.with_values(seed=secrets.randbelow(DRAWN_SEEDS))

    def with_model(self, model: str) -> Self:
        """Return the same request for a model of this name."""
        return self.with_values(model=model)

    def with_values(self, **values: Any) -> Self:
        """Return the request with these values changed. Raises pydantic's `ValidationError`."""
        made = type(self).model_validate({**self.model_dump(), **values})
        return made.with_style(self._style) if self._style else made

    def chosen(self) -> dict[str, Any]:
        """Return the chosen values without images, as JSON values in the order of the fields."""
        return self.model_dump(exclude_none=True, exclude=set(self.image_fields()), mode="json")

    def sent(self) -> dict[str, Any]:
        """Return the chosen values as the relay gets them, without images."""
        return {**self.chosen(), "prompt": self.styled_prompt}

    @classmethod
    def needs_image(cls) -> bool:
        """Return True if the operation requires an image."""
        return any(map(cls._needs, cls.image_fields()))

    @classmethod
    def from_chosen(cls, chosen: Mapping[str, Any]) -> Self:
        """Return the request of a stored row, which has the values of `chosen`.

        A row has no links to images, as they expire: images that the operation requires get an
        empty one. Raises pydantic's `ValidationError`.
        """
        needed = {name: {"url": ""} for name in cls.image_fields() if cls._needs(name)}
        return cls.model_validate({**needed, **chosen})

    @classmethod
    @cache
    def option_choices(cls) -> Mapping[str, tuple[str, ...]]:
        """Return the options by name, each with its choices as texts; without the model's name."""
        return {
            name: tuple(map(str, _literal(field.annotation)))
            for name, field in cls.model_fields.items()
            if name != "model"
        }

    def free_texts(self) -> dict[str, str]:
        """Return the free texts that were given, by the name of their field."""
        given = ((name, getattr(self, name)) for name in self.texts)
        return {name: text for name, text in given if text}

    def sent_texts(self) -> dict[str, str]:
        """Return the free texts as the relay gets them, by the name of their field."""
        return {**self.free_texts(), "prompt": self.styled_prompt}

    @classmethod
    def from_stored(cls, chosen: Mapping[str, Any]) -> Self:
        """Return the request of a stored row as it is, even if a field was tightened since.

        For a job that may be paid for: what was accepted once is not refused later.
        """
        try:
            return cls.from_chosen(chosen)
        except ValidationError:
            known = {name: value for name, value in chosen.items() if name in cls.model_fields}
            needed = {name: ImageRef(url="") for name in cls.image_fields() if cls._needs(name)}
            return cast("Self", cls.model_construct(**{"prompt": "", **needed, **known}))

    @classmethod
    def stored_body(cls, chosen: Mapping[str, Any], inputs: Mapping[str, bytes]) -> dict[str, Any]:
        """Return the JSON body of a stored row: its values as they are, images as base64.

        The same row and inputs give the same body, so that a repeated submit costs nothing.
        """
        encoded = {name: pybase64.b64encode_as_string(content) for name, content in inputs.items()}
        order = {name: index for index, name in enumerate(cls.model_fields)}
        items = {**chosen, **encoded}.items()
        return dict(sorted(items, key=lambda item: order.get(item[0], len(order))))

    def images(self) -> dict[str, ImageRef]:
        """Return the images that were given, by the name of their field."""
        given = ((name, getattr(self, name)) for name in self.image_fields())
        return {name: ref for name, ref in given if ref is not None}

    def body(self, inputs: Mapping[str, bytes]) -> dict[str, Any]:
        """Return the JSON body to submit: only values that were chosen, images as base64.

        The same request and inputs give the same body, so that a repeated submit costs nothing.
        """
        return self.stored_body(self.sent(), inputs)

    @classmethod
    def _needs(cls, name: str) -> bool:
        return cls.model_fields[name].is_required()

    @classmethod
    @cache
    def image_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that take an image, in order."""
        return tuple(
            name
            for name, field in cls.model_fields.items()
            if any(
                isclass(kind) and issubclass(kind, ImageRef)
                for kind in get_args(field.annotation) or (field.annotation,)
            )
        )


def _literal(annotation: Any) -> tuple[Any, ...]:
    """Return the values of the `Literal` in an annotation, if there is one."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    inner = (_literal(one) for one in get_args(annotation))
    return next((values for values in inner if values), ())


class RetiredRequest(ImageRequest):
    """A request for an operation that this version does not know.

    It is enough to describe a picture that an earlier version has paid for.
    """

    name: str = Field(default="", exclude=True)

    @staticmethod
    def of(operation: str, chosen: Mapping[str, Any]) -> "RetiredRequest":
        """Return the request of a stored row of that operation."""
        prompt = chosen.get("prompt")
        return RetiredRequest.model_construct(prompt=str(prompt or ""), name=operation)

    @property
    def title(self) -> str:  # type: ignore[override]
        """The operation's own name."""
        return self.name
