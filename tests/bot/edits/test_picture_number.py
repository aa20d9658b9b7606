"""Numbers of pictures in members' words."""

import pytest

from bot.edits.picture_number import picture_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("#3 make it blue", 3),
        ("make # 2 blue", 2),
        ("picture 2 but at night", 2),
        ("make the sky of image 4 red", 4),
        ("the third", 3),
        ("the third one, please, in blue", 3),
        ("make the 2nd picture darker", 2),
        ("make the second darker", 2),
        ("the last one without the hat", 4),
        ("number 2 as a watercolour", 2),
        ("Bild 3 heller", 3),
        ("mach das zweite dunkler", 2),
        ("das dritte Bild als Aquarell", 3),
        ("Nr. 2 ohne Hut", 2),
        ("Nummer 2 ohne Hut", 2),
        ("beim letzten bitte mehr Licht", 4),
        ("la tercera imagen sin sombrero", 3),
        ("imagen 2 con un gato", 2),
        ("el segundo, pero de noche", 2),
        ("la última con más luz", 4),
        ("picture 7", 7),
        ("make the third cat blue", None),
        ("mach die zweite Katze blau", None),
        ("haz la segunda gata azul", None),
        ("make the sky #333", None),
        ("make it #12ab", None),
        ("make 2 cats", None),
        ("mach die Nummer 2 dunkler", 2),
        ("la número 2 sin sombrero", 2),
        ("das fünfte", 5),
        ("put number 23 on his shirt", None),
        ("add the number 2 to his shirt", None),
        ("ponle el número 3 en la camiseta", None),
        ("wait a second, make it blue", None),
        ("add a second one", None),
        ("füge eine zweite, größere Katze hinzu", None),
        ("un segundo, ponle un gato", None),
        ("por último, quita el fondo", None),
        ("at last! now make it blue", None),
        ("make the sky green", None),
        ("", None),
    ],
)
def test_picture_is_named(words: str, number: int | None) -> None:
    assert picture_number(words, 4) == number
