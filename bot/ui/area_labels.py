"""Names of areas and moves, as members read them."""

from bot.imaging.areas import is_move
from bot.texts import Texts


def area_label(texts: Texts, name: str) -> str:
    """Return the name of an area; in English it is the choice of the command itself."""
    if is_move(name):
        return move_label(texts, name)
    key = f"choice-{name.replace(' ', '-')}"
    return texts.say(key) if key in texts else name


def move_label(texts: Texts, name: str) -> str:
    """Return the name of a way to show more of a picture."""
    kind, _, step = name.partition(" ")
    if kind == "zoom":
        return texts.say("extend-zoom", step=float(step.removesuffix("x")))
    return texts.say(f"extend-pan-{step}")
