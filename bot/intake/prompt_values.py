"""Values at the end of a prompt, such as `--ar 16:9`, and the request that they become.

Only what a model has is taken out of the prompt. Anything else stays a part of the words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from bot.common.markdown import Markup, inline_code
from bot.errors import UserError
from bot.intake.shaping import without_ratio
from bot.texts import Texts
from providers.base import ImageRequest
from providers.shapes import ShapeName, ratio_distance, shape_of_name

Request = TypeVar("Request", bound=ImageRequest)

# Flags of other services, which no model here has: they neither end the words nor hide a flag.
_OTHERS = frozenset(
    re.findall(
        "[a-z]+",
        "v version s stylize style q quality c chaos w weird niji tile iw cw sw ow cref sref oref"
        " p profile stop repeat r raw fast relax turbo hd draft exp",
    )
)
_SAME = {"aspect": "ar"}
_NAMES = "|".join(sorted(("ar", "no", "seed", *_SAME, *_OTHERS)))
# Phones write a dash in place of two hyphens.
_FLAG = re.compile(rf"(?:^|\s)(?:--|[—–])(?P<name>{_NAMES})(?:\s*=\s*|\s+|\Z)", re.IGNORECASE)
_SIDE = r"((?=[0-9.,]*[1-9])[0-9]{1,5}(?:[.,][0-9]{1,3})?)"
_RATIO = re.compile(rf"{_SIDE}\s*[:x×/∶：]\s*{_SIDE}", re.IGNORECASE)
# An edit of nothing but the shape, as in a reply: "make it 16:9", "quadratisch bitte".
_BEFORE_SHAPE = (
    "please|now|make (?:it|this)|change (?:it )?to|convert (?:it )?to|crop (?:it )?to"
    "|extend (?:it )?to|in|to|as|bitte|jetzt|mach (?:es|das|mal)|im|ins|auf|als|por favor|ahora"
    "|hazl[oa]|ponl[oa]|en|format|formato"
    "|s'il te pla[iî]t|stp|maintenant|(?:rends|mets|passe)[ -]l[ea]|(?:mets|passe)|au"
    "|agora|deix[ae]|coloque|coloca|põe|faz|faça|em|no"
)
_AFTER_SHAPE = (
    "please|pls|bitte|format|ratio|aspect ratio|por favor|porfa|s'il te pla[iî]t|stp|maintenant"
    "|agora"
)
_LYING = "landscape|querformat|paysage|paisagem|apaisado|apaisada|horizontal"
_STANDING = "portrait|hochformat|retrato|vertical"
# These words alone are what a picture may show, too: the format has to be named beside them.
_ORIENTATION = (
    rf"(?:format|formato|mode|modo) (?:{_LYING}|{_STANDING})"
    rf"|(?:{_LYING}|{_STANDING}) (?:format|mode|orientation)|querformat|hochformat"
)
_SQUARE = "square|quadratisch|quadrat|cuadrad[oa]|quadrad[oa]|carrée?"
_SHAPE_ALONE = re.compile(
    rf"(?:(?:{_BEFORE_SHAPE}) +)*"
    rf"(?:(?P<ratio>[0-9]{{1,2}} ?[:x×] ?[0-9]{{1,2}})|(?P<square>{_SQUARE})|(?P<wide>widescreen)"
    rf"|(?P<orientation>{_ORIENTATION}))"
    rf"(?: +(?:{_AFTER_SHAPE}))*[ .!]*",
    re.IGNORECASE,
)
_LANDSCAPE = re.compile(_LYING, re.IGNORECASE)
_SEED = re.compile(r"[0-9]{1,10}")
# Copied along with a value, and not seen by anybody.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MAX_SHOWN = 100
# Each of them takes a copy of the prompt.
_MAX_FLAGS = 32
# The names without a word, so that `--ar 16:9` becomes `16:9` and not `wide`.
_RATIOS: tuple[ShapeName, ...] = tuple(name for name in get_args(ShapeName) if ":" in name)
_FIELDS = {"seed": "seed", "no": "negative_prompt"}


@dataclass(frozen=True, slots=True)
class Flag:
    """A value at the end of a prompt; `text` is how it was written.

    `is_readable` is False if the value is none that the flag can have.
    """

    name: str
    value: str
    text: str
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class ReadPrompt:
    """A request whose prompt has no values any more, and the shape that they name.

    `taken` are the options that were set with their values; `left` are the flags that the model
    does not have, `unusable` those whose values it does not have.
    """

    request: ImageRequest
    shape: ShapeName | None
    taken: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()
    unusable: tuple[str, ...] = ()

    def remarks(self, texts: Texts) -> list[str]:
        """Return what the member should know about the values."""
        said = []
        if self.taken:
            values = " ".join(
                f"`{name}: {inline_code(value, _MAX_SHOWN)}`" for name, value in self.taken
            )
            said.append(texts.say("prompt-values", values=Markup(values)))
        if self.left:
            flags = _listed(self.left)
            said.append(texts.say("prompt-values-left", title=self.request.title, flags=flags))
        if self.unusable:
            said.append(texts.say("prompt-values-unusable", flags=_listed(self.unusable)))
        return said


def _listed(flags: Iterable[str]) -> Markup:
    return Markup(", ".join(f"`{inline_code(flag, _MAX_SHOWN)}`" for flag in flags))


def split_prompt(prompt: str) -> tuple[str, list[Flag]]:
    """Return the words of a prompt and the flags at its end, as far as they can be read."""
    flags: list[Flag] = []
    words = prompt
    for found in reversed([*_FLAG.finditer(prompt)][-_MAX_FLAGS:]):
        name = _SAME.get(found["name"].lower(), found["name"].lower())
        value = _stripped(words[found.end() :])
        if name != "no":
            value = value.rstrip(".,;")
        is_readable = _is_readable(name, value)
        is_typed = name != "no" and "--" in found.group()
        if not is_readable and (not is_typed or len(value.split()) > 1):
            # The words go on behind it.
            break
        flags.insert(0, Flag(name, value, _stripped(words[found.start() :]), is_readable))
        words = words[: found.start()].rstrip()
    if all(flag.name in _OTHERS for flag in flags):
        return prompt, []
    return words, flags


def has_values(prompt: str) -> bool:
    """Return True if a prompt ends with a value that can be read."""
    _, flags = split_prompt(prompt)
    return any(flag.is_readable and flag.name not in _OTHERS for flag in flags)


def _stripped(text: str) -> str:
    return text.strip().strip(_INVISIBLE).strip()


def read_prompt(request: ImageRequest, shape: ShapeName | None) -> ReadPrompt:
    """Return the request with the values at the end of its prompt as options.

    What is written last counts. Raises `UserError` for a prompt that has nothing but values.
    """
    words, flags = split_prompt(request.prompt)
    taken: dict[str, str] = {}
    is_edit = bool(request.images())
    if is_edit and not words:
        # `--ar 16:9` alone means the same as `16:9`.
        words = next((flag.value for flag in reversed(flags) if flag.name == "ar"), "")
        flags = [flag for flag in flags if flag.name != "ar"]
        request = request.with_values(prompt=words or request.prompt)
    alone = _shape_alone(words) if is_edit and shape is None and request.shape_options else None
    if alone is not None:
        request, shape, taken["shape"] = without_ratio(request), alone, alone
    if not flags:
        return ReadPrompt(request, shape, tuple(taken.items()))
    if not words:
        raise UserError("refused-empty-prompt")
    left: list[Flag] = []
    for flag in flags:
        name, ratio = _FIELDS.get(flag.name), _named_ratio(flag)
        if ratio is not None and request.shape_options:
            request, shape, taken["shape"] = without_ratio(request), ratio, ratio
        elif name and (changed := _with(request, name, flag)) is not None:
            request, taken[name] = changed, str(getattr(changed, name))
        else:
            left.append(flag)
    if len(left) < len(flags):
        request = request.with_values(prompt=" ".join([words, *(flag.text for flag in left)]))
    unusable = [flag for flag in left if _has(request, flag.name)]
    return ReadPrompt(
        request,
        shape,
        tuple(taken.items()),
        tuple(dict.fromkeys(f"--{flag.name}" for flag in left if flag not in unusable)),
        tuple(flag.text for flag in unusable),
    )


def _has(request: ImageRequest, name: str) -> bool:
    """Return True if the model has what the flag is about."""
    if name == "ar":
        return bool(request.shape_options)
    return _FIELDS.get(name) in type(request).model_fields


def _is_readable(name: str, value: str) -> bool:
    match name:
        case "ar":
            return _RATIO.fullmatch(value) is not None
        case "seed":
            return _SEED.fullmatch(value) is not None
        case "no":
            return bool(value)
        case _:
            return len(value.split()) <= 1


def _named_ratio(flag: Flag) -> ShapeName | None:
    """Return the nearest shape that has a name; None for another flag."""
    return _nearest(flag.value) if flag.name == "ar" else None


def _shape_alone(words: str) -> ShapeName | None:
    """Return the shape that words are about, None where they say anything else."""
    found = _SHAPE_ALONE.fullmatch(words.strip())
    if found is None:
        return None
    if found["ratio"]:
        return _nearest(found["ratio"])
    if found["orientation"]:
        return "landscape" if _LANDSCAPE.search(found["orientation"]) else "portrait"
    return "wide" if found["wide"] else "1:1"


def _nearest(ratio: str) -> ShapeName | None:
    """Return the shape with a name that is nearest to a ratio; None where it is none."""
    if not (sides := _RATIO.fullmatch(ratio)):
        return None
    wanted = _number(sides[1]), _number(sides[2])
    return min(_RATIOS, key=lambda name: ratio_distance(shape_of_name(name), wanted))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _with(request: Request, name: str, flag: Flag) -> Request | None:
    """Return the request with an option; None if its model has no such option, or value."""
    if name not in type(request).model_fields or not flag.is_readable:
        return None
    given: Any = int(flag.value) if name == "seed" else flag.value
    if name == "negative_prompt" and (before := getattr(request, name)):
        given = f"{before}, {flag.value}"
    try:
        return request.with_values(**{name: given})
    except ValidationError:
        return None
