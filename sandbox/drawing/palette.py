"""The colours of a picture: those the prompt names, else some that the seed chooses."""

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
    """The `word=value` pairs of a table."""
    return dict(pair.split("=", 1) for pair in table.split())


def rgb(code: str) -> Colour:
    """The colour of a `#rrggbb`."""
    red, green, blue = bytes.fromhex(code[1:])
    return red, green, blue


NAMED: dict[str, Colour] = {word: rgb(code) for word, code in pairs(_NAMED).items()}
IMPLIED = pairs(_IMPLIED)
DARK = frozenset(
    {"night", "midnight", "dark", "moon", "moonlight", "stars", "starry", "space", "galaxy", "neon"}
)


@dataclass(frozen=True)
class Palette:
    """`main` is what the picture is about, `second` what surrounds it; `dark` is a night."""

    main: Colour
    second: Colour
    dark: bool

    @property
    def sky(self) -> tuple[Colour, Colour, Colour]:
        """From the zenith to the horizon."""
        if self.dark:
            return (
                shade(self.second, 0.82),
                shade(self.second, 0.62),
                blend(self.main, (20, 18, 40), 0.35),
            )
        return shade(self.second, 0.12), tint(self.second, 0.4), tint(self.main, 0.72)

    @property
    def light(self) -> Colour:
        """The sun, or the moon."""
        return tint(self.second, 0.82) if self.dark else tint(self.main, 0.86)

    @property
    def ink(self) -> Colour:
        """The darkest colour, for what is near."""
        return shade(self.main, 0.78)

    def depth(self, near: float) -> Colour:
        """The colour of what stands at `near`: 0 is the horizon, 1 the foreground."""
        far = blend(self.main, self.sky[2], 0.62)
        return blend(far, self.ink, near**0.85)


def words(prompt: str) -> list[str]:
    """The prompt's words, in lower case and in order."""
    return re.findall(r"[a-z]+", prompt.lower())


def palette(prompt: str, unwanted: str, rng: random.Random) -> Palette:
    """The palette of a prompt; colours named in `unwanted` are not taken from it."""
    said, barred = words(prompt), set(words(unwanted))
    named = [NAMED[word] for word in said if word in NAMED and word not in barred]
    implied = [NAMED[IMPLIED[word]] for word in said if word in IMPLIED and word not in barred]
    found = list(dict.fromkeys(named + implied))
    main = found[0] if found else from_hue(rng.random(), 0.62, 0.5)
    second = found[1] if len(found) > 1 else neighbour(main, rng.choice((-0.07, 0.05, 0.08)))
    return Palette(main, second, bool(DARK & set(said)) or main == NAMED["black"])


def blend(one: Colour, other: Colour, share: float) -> Colour:
    """`one`, with `share` (0 to 1) of `other`."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def tint(colour: Colour, share: float) -> Colour:
    """Nearer to white by `share`."""
    return blend(colour, (255, 252, 244), share)


def shade(colour: Colour, share: float) -> Colour:
    """Nearer to black by `share`."""
    return blend(colour, (8, 8, 18), share)


def from_hue(hue: float, saturation: float, lightness: float) -> Colour:
    """The colour of a hue, each part from 0 to 1."""
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def neighbour(colour: Colour, turn: float) -> Colour:
    """The colour beside this one, `turn` of the wheel away."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    return from_hue(hue + turn, saturation, lightness)
