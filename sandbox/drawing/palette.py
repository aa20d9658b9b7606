"""The colours of a picture: those that the prompt names, else some by the seed."""

import colorsys
import random
import re
from dataclasses import dataclass

Colour = tuple[int, int, int]

_NAMED = """
    red=#cc2c2a  crimson=#b01636  scarlet=#de341e  ruby=#aa103c
    orange=#ee7a20  amber=#f09e1e  copper=#b86836  rust=#a84824
    gold=#e2b234  golden=#e2b234  yellow=#f4cc3c
    green=#3e924c  emerald=#148a60  olive=#7a8434  lime=#92cc3e  mint=#7ad0aa
    teal=#168488  turquoise=#30babc  cyan=#28bed6  blue=#2e64ce  azure=#4092e2  navy=#1a2c68
    indigo=#46389c  violet=#804ec4  purple=#7c3aa6  lavender=#aa96dc
    pink=#ec80aa  magenta=#ce3094  rose=#de6882
    brown=#805434  beige=#d4be98  cream=#eee0bc
    white=#e2e6ec  silver=#b2bac4  grey=#7a808a  gray=#7a808a  black=#26262e
"""
_IMPLIED = """
    forest=green  jungle=emerald  meadow=green  spring=mint  sea=teal  ocean=azure  lake=azure
    desert=amber  sunset=orange  dawn=rose  fire=scarlet  snow=silver  winter=azure  ice=cyan
    autumn=rust  neon=magenta  space=indigo  galaxy=violet  fox=orange
"""


def pairs(table: str) -> dict[str, str]:
    """Return the `word=value` pairs of a table."""
    return dict(pair.split("=", 1) for pair in table.split())


def rgb(code: str) -> Colour:
    """Return the colour of a `#rrggbb`."""
    red, green, blue = bytes.fromhex(code[1:])
    return red, green, blue


NAMED: dict[str, Colour] = {word: rgb(code) for word, code in pairs(_NAMED).items()}
IMPLIED = pairs(_IMPLIED)
DARK = frozenset(
    {"night", "midnight", "dark", "moon", "moonlight", "stars", "starry", "space", "galaxy", "neon"}
)


@dataclass(frozen=True)
class Palette:
    """Colours of the subject (`main`) and its surroundings (`second`), by night if `dark`."""

    main: Colour
    second: Colour
    dark: bool

    @property
    def sky(self) -> tuple[Colour, Colour, Colour]:
        """The colours from the zenith to the horizon."""
        if self.dark:
            return (
                shade(self.second, 0.82),
                shade(self.second, 0.62),
                blend(self.main, (20, 18, 40), 0.35),
            )
        return shade(self.second, 0.12), tint(self.second, 0.4), tint(self.main, 0.72)

    @property
    def light(self) -> Colour:
        """The colour of the sun or the moon."""
        return tint(self.second, 0.82) if self.dark else tint(self.main, 0.86)

    @property
    def ink(self) -> Colour:
        """The darkest colour, for the foreground."""
        return shade(self.main, 0.78)

    def depth(self, near: float) -> Colour:
        """Return the colour at a distance: `near` is 0 at the horizon and 1 in the foreground."""
        far = blend(self.main, self.sky[2], 0.62)
        return blend(far, self.ink, near**0.85)


def words(prompt: str) -> list[str]:
    """Return the prompt's words, in lower case and in order."""
    return re.findall(r"[a-z]+", prompt.lower())


def palette(prompt: str, unwanted: str, rng: random.Random) -> Palette:
    """Return the palette of a prompt, without the colours named in `unwanted`."""
    prompt_words, barred = words(prompt), set(words(unwanted))
    named = [NAMED[word] for word in prompt_words if word in NAMED and word not in barred]
    implied = [
        NAMED[IMPLIED[word]] for word in prompt_words if word in IMPLIED and word not in barred
    ]
    colours = list(dict.fromkeys(named + implied))
    main = colours[0] if colours else from_hue(rng.random(), 0.62, 0.5)
    second = colours[1] if len(colours) > 1 else neighbour(main, rng.choice((-0.07, 0.05, 0.08)))
    return Palette(main, second, bool(DARK & set(prompt_words)) or main == NAMED["black"])


def blend(colour: Colour, other: Colour, share: float) -> Colour:
    """Return `colour` mixed with `share` (0 to 1) of `other`."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def tint(colour: Colour, share: float) -> Colour:
    """Return the colour nearer to white by `share`."""
    return blend(colour, (255, 252, 244), share)


def shade(colour: Colour, share: float) -> Colour:
    """Return the colour nearer to black by `share`."""
    return blend(colour, (8, 8, 18), share)


def from_hue(hue: float, saturation: float, lightness: float) -> Colour:
    """Return the colour of a hue, all values from 0 to 1."""
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def neighbour(colour: Colour, turn: float) -> Colour:
    """Return the colour at `turn` of the colour wheel from this one."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    return from_hue(hue + turn, saturation, lightness)
