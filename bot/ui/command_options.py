"""From a model to slash options: the only file that knows both sides.

A command is written with parameters of model types; `unfold` spreads their fields out as options
and builds the models from what the member chose. Only what Discord has is mapped; anything else
fails at import, naming the model and the field.
"""

import functools
import inspect
import types
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import annotated_types as at
import discord
from discord import app_commands
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from bot.errors import Reason, UserError
from bot.ui.discord_limits import MAX_CHOICES, MAX_DESCRIPTION
from bot.ui.pictures import image_ref
from providers.base import ImageRef, ImageRequest
from providers.near_values import near_request, rest_of_request
from providers.shapes import ShapeName

Handler = TypeVar("Handler", bound=Callable[..., Coroutine[Any, Any, Any]])


class DisplayOptions(BaseModel):
    """The options that every picture command has beside those of its model."""

    model_config = ConfigDict(frozen=True)

    shape: ShapeName | None = Field(
        default=None, description="Width to height; exact options come first"
    )
    style: str | None = Field(
        default=None,
        max_length=32,
        description="A style of this server, whose words are added to yours",
        json_schema_extra={"styles": True},
    )
    count: int | None = Field(
        default=None,
        ge=1,
        le=4,
        description="How many pictures; each one counts towards your limit",
        json_schema_extra={"relay_default": 1},
    )
    private: bool = Field(default=False, description="Show the picture only to you")
    spoiler: bool | None = Field(
        default=None,
        description="Hide the picture until it is clicked; no: show it, whatever you uploaded",
    )
    # No option: chosen by `/compare`, or by *All of them*.
    operations: tuple[str, ...] = Field(default=(), json_schema_extra={"hidden": True})
    poll: bool = Field(default=False, json_schema_extra={"hidden": True})


@dataclass(frozen=True, slots=True)
class Option:
    """One field as Discord sees it."""

    name: str
    annotation: Any
    default: Any
    description: app_commands.locale_str
    suggestions: tuple[int, ...] | tuple[str, ...] = ()
    is_style: bool = False

    def parameter(self) -> inspect.Parameter:
        """Return the parameter that discord.py reads an option from."""
        return inspect.Parameter(
            self.name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=self.annotation,
            default=self.default,
        )


class BadOptionError(UserError):
    """An option with a bad value, and the valid request that is nearest, if there is one.

    It has near values for the `options`; where none is near it does without them, and there are no
    `options`.
    """

    def __init__(
        self, reason: Reason, request: ImageRequest | None, options: Sequence[str] = ()
    ) -> None:
        super().__init__(reason.key, **reason.facts)
        self.request = request
        self.options = options


class CorrectableError(UserError):
    """A bad option of a command, with the request that can be made of the rest.

    `label` names the near values with which it can be made at once; it is None where none is near.
    """

    def __init__(
        self, error: BadOptionError, request: ImageRequest, display: DisplayOptions
    ) -> None:
        super().__init__(error.reason.key, **error.reason.facts)
        self.request = request
        self.display = display
        self.label = _label(request, error.options, display) if error.options else None


def _label(near: ImageRequest, options: Sequence[str], display: DisplayOptions) -> str:
    """Return the near values as a button names them."""
    shaped = near.images() or display.shape
    is_shape = set(options) <= {*near.shape_options} and (
        not shaped or set(near.chosen_shape_options) == {*near.shape_options}
    )
    values = (f"{name} {getattr(near, name)}" for name in options)
    return near.shape_label if is_shape else ", ".join(values)


def unfold(handler: Handler) -> Handler:
    """Spread every parameter of a model type out into options.

    The handler is called with the models; a combination that does not validate raises `UserError`
    before that. Raises `TypeError` at import for a field that Discord has no option for.
    """
    hints = get_type_hints(handler)
    models = {
        name: kind
        for name, kind in hints.items()
        if inspect.isclass(kind) and issubclass(kind, BaseModel)
    }
    if not models:
        raise TypeError(f"{handler.__qualname__} has no parameter of a model type")
    options = {name: list(options_of(model)) for name, model in models.items()}

    @functools.wraps(handler)
    async def callback(*args: Any, **chosen: Any) -> Any:
        given = {
            name: {option.name: chosen.pop(option.name) for option in options[name]}
            for name in models
        }
        return await handler(*args, **_built(models, given), **chosen)

    every = [option for some in options.values() for option in some]
    own = inspect.signature(handler, eval_str=True)
    kept = [parameter for parameter in own.parameters.values() if parameter.name not in models]
    callback.__signature__ = own.replace(  # type: ignore[attr-defined]
        parameters=[*kept, *(option.parameter() for option in every)]
    )
    app_commands.describe(**{option.name: option.description for option in every})(callback)
    suggested: dict[str, Any] = {
        option.name: _suggest(option.name, option.suggestions)
        for option in every
        if option.suggestions
    }
    suggested |= {option.name: style_choices for option in every if option.is_style}
    app_commands.autocomplete(**suggested)(callback)
    return callback  # type: ignore[return-value]


def options_of(model: type[BaseModel]) -> Iterator[Option]:
    """Yield the options of a model by the order of its fields; raises as `unfold` does."""
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        if extra.get("hidden"):
            continue
        try:
            annotation = _annotation(field)
        except TypeError as error:
            raise TypeError(f"{model.__name__}.{name}: {error}") from None
        required = field.is_required()
        yield Option(
            name=name,
            annotation=annotation,
            default=inspect.Parameter.empty if required else field.get_default(),
            description=_description(field, extra),
            suggestions=tuple(extra.get("suggestions", ())),  # type: ignore[arg-type]
            is_style=bool(extra.get("styles")),
        )


def _built(
    models: Mapping[str, type[BaseModel]], given: Mapping[str, Mapping[str, Any]]
) -> dict[str, BaseModel]:
    """Return every model of a command; a bad value raises `CorrectableError` where one can be."""
    built: dict[str, BaseModel] = {}
    bad: BadOptionError | None = None
    for name, model in models.items():
        try:
            built[name] = build(model, given[name])
        except BadOptionError as error:
            bad = bad or error
    if bad is None:
        return built
    display = next((one for one in built.values() if isinstance(one, DisplayOptions)), None)
    if bad.request is None or display is None:
        raise bad
    raise CorrectableError(bad, bad.request, display) from None


def build(model: type[BaseModel], values: Mapping[str, Any]) -> BaseModel:
    """Build the model from options; attachments become image references. Raises `UserError`."""
    plain = {name: _image(value) for name, value in values.items() if value is not None}
    try:
        return model.model_validate(plain)
    except ValidationError as error:
        raise _bad_option(model, plain, error) from None


def _bad_option(
    model: type[BaseModel], values: Mapping[str, Any], error: ValidationError
) -> BadOptionError:
    reason = _problem(error).reason
    if not issubclass(model, ImageRequest):
        return BadOptionError(reason, None)
    if found := near_request(model, values):
        return BadOptionError(reason, *found)
    return BadOptionError(reason, rest_of_request(model, values))


def _image(value: Any) -> Any:
    if isinstance(value, discord.Attachment):
        return image_ref(value).model_dump()
    return value


def _problem(error: ValidationError) -> UserError:
    """Return the first thing that is wrong, with what would be right."""
    fault = error.errors(include_url=False)[0]
    option = str(fault["loc"][0]) if fault["loc"] else "?"
    facts = fault.get("ctx", {})
    match fault["type"]:
        case "multiple_of":
            step, given = int(facts["multiple_of"]), int(fault["input"])
            near = max(step, round(given / step) * step)
            return UserError("problem-multiple", option=option, step=str(step), near=str(near))
        case "greater_than_equal" | "less_than_equal" as kind:
            bound = facts["ge"] if kind == "greater_than_equal" else facts["le"]
            word = "least" if kind == "greater_than_equal" else "most"
            return UserError(f"problem-at-{word}", option=option, bound=str(bound))
        case "ratio-not-offered":
            return UserError("problem-ratio", option=option, near=str(facts["near"]))
        case "ratio-form":
            return UserError("problem-ratio-form", option=option)
        case "size-form":
            return UserError("problem-size-form", option=option)
        case "size-sides":
            low, high = str(facts["low"]), str(facts["high"])
            return UserError("problem-size-sides", option=option, low=low, high=high)
        case _:
            return UserError("problem-other", option=option, problem=fault["msg"])


def _description(field: FieldInfo, extra: Mapping[str, Any]) -> app_commands.locale_str:
    default = extra.get("relay_default")
    words = field.description or ""
    text = words if default is None else f"{words} (default {default})"
    if not 1 <= len(text) <= MAX_DESCRIPTION:
        raise TypeError(f"a description has 1 to {MAX_DESCRIPTION} characters: {text!r}")
    return app_commands.locale_str(text, default=default)


def _annotation(field: FieldInfo) -> Any:
    kind, limits, optional = _taken_apart(field.annotation)
    option = _option_type(kind, [*field.metadata, *limits])
    return Union[option, None] if optional else option  # noqa: UP007 - built at run time


def _option_type(kind: Any, limits: list[Any]) -> Any:
    if inspect.isclass(kind) and issubclass(kind, ImageRef):
        return discord.Attachment
    if get_origin(kind) is Literal:
        if len(get_args(kind)) > MAX_CHOICES:
            raise TypeError(f"more than {MAX_CHOICES} choices")
        return kind
    if kind is bool:
        return bool
    if kind in (str, int, float):
        low, high = _bounds(limits)
        return kind if low is None and high is None else app_commands.Range[kind, low, high]
    raise TypeError(f"Discord has no option for {kind!r}")


def _bounds(limits: list[Any]) -> tuple[Any, Any]:
    low = high = None
    for limit in limits:
        match limit:
            case at.Ge(ge=value) | at.MinLen(min_length=value):
                low = value
            case at.Le(le=value) | at.MaxLen(max_length=value):
                high = value
    return low, high


def _taken_apart(annotation: Any) -> tuple[Any, list[Any], bool]:
    """Return the type inside `Annotated[...] | None`, its limits, and whether None is allowed."""
    limits: list[Any] = []
    optional = False
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [kind for kind in get_args(annotation) if kind is not types.NoneType]
        if len(inner) != 1:
            raise TypeError(f"Discord has no option for {annotation!r}")
        annotation, optional = inner[0], True
    if hasattr(annotation, "__metadata__"):
        for item in annotation.__metadata__:
            limits += item.metadata if isinstance(item, FieldInfo) else [item]
        annotation = annotation.__origin__
    return annotation, limits, optional


def _suggest(
    option: str, values: Sequence[int | str]
) -> Callable[..., Coroutine[Any, Any, list[app_commands.Choice[Any]]]]:
    async def suggest(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[Any]]:
        client: Any = interaction.client
        fitting = [value for value in values if str(value).startswith(current.strip())]
        taken = await client.suggested(interaction, option, fitting)
        return [app_commands.Choice(name=str(v), value=v) for v in taken[:MAX_CHOICES]]

    return suggest


async def style_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the styles of the server that fit what a member has typed."""
    client: Any = interaction.client
    names: Mapping[str, str] = await client.suggested_styles(interaction, current)
    choices = [app_commands.Choice(name=label, value=name) for name, label in names.items()]
    return choices[:MAX_CHOICES]
