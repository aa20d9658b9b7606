"""Talk and instructions: which of the two a member's words under a picture are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edits.talk import Speech, speech_of
from bot.edits.vocabulary import LANGUAGES

INSTRUCTIONS = (
    "with this",
    "mit diesem Hut",
    "con este sombrero",
    "make the sky green",
    "turn it into a painting",
    "remove the hat",
    "add a cat please",
    "as a watercolour",
    "please make it blue",
    "can you make it blue?",
    "Could you please remove the text?",
    "nice! now make it darker",
    "lol make it blue",
    "darker",
    "make it so",
    "make it stop",
    "give him a hat",
    "in the style of van Gogh",
    "without the hat",
    "more contrast please",
    "i want it to be at night",
    "the sky should be green",
    "mach den Himmel grün",
    "entferne den Hut",
    "füge eine Katze hinzu",
    "kannst du den Himmel grün machen?",
    "bitte mach es heller",
    "als Aquarell",
    "ohne Hut",
    "verwandle es in ein Gemälde",
    "heller bitte",
    "schön! jetzt mach den Himmel grün",
    "haz el cielo verde",
    "quita el sombrero",
    "añade un gato",
    "conviértelo en una acuarela",
    "puedes quitar el sombrero?",
    "como acuarela",
    "¿Puedes hacer el cielo verde?",
    "sin sombrero",
    "pon un sombrero",
    "elimina el fondo",
    "Make it [fault:content]",
    "make the second cat blue",
    "#2 make it blue",
    "the third one, but make it green",
    "ponle un sombrero",
    "let there be light",
    "Wow, thanks! Can you add a dog?",
    "Entferne bitte den Text",
    "zoom out",
    "crop it",
    "color it red",
    "the cat is cute, but make it blue",
    "anade un gato",
    "conviertelo en una acuarela",
    "aendere den Himmel",
    "Bild 2: mach es heller",
    "picture 2 but make it darker",
    "más luz",
    "mehr Licht bitte",
    "with more trees and a dog",
    "Now in black and white",
    "could you change the hat to red",
    "let's make it night",
    "ok now remove the cat",
    "replace the dog with a cat",
    "dale un sombrero",
    "Mach bitte den Himmel grün!",
    "la tercera, pero sin sombrero",
    "no background",
    "not bad, but make it brighter",
    "I want it to look older",
)

TALK = (
    "lol",
    "LOOOOL",
    "nice!",
    "niiiice",
    "how did you make this?",
    "How did you do this?",
    "https://tenor.com/view/cat-123",
    "<:pepega:123456>",
    "😂😂",
    "👍",
    "haha that's hilarious",
    "thanks!",
    "thank you so much",
    "Danke schön!",
    "danke",
    "muchas gracias",
    "qué bonito",
    "wie hast du das gemacht?",
    "¿cómo lo hiciste?",
    "what model is this?",
    "is this AI?",
    "wow",
    "omg so cute",
    "love it",
    "I love this",
    "jajaja",
    "hahahaha",
    "super schön geworden",
    "10/10",
    "+1",
    "this is amazing",
    "who made this",
    "why is the cat blue?",
    "looks great",
    "sieht super aus",
    "me encanta",
    "no way",
    "not bad",
    "was ist das?",
    "good job",
    "same",
    ":joy: :joy:",
    "cool cool",
    "ok",
    "yes",
    "no",
    "xD",
    "what a beautiful picture",
    "let him cook",
    "makes sense",
    "what the hell",
    "😂 lol",
    "gg",
    "bro what",
    "das ist ja krass",
    "wunderschön!",
    "keine Ahnung",
    "really nice work, thanks",
    "W",
    "as always, great",
    "hell yeah",
    "let me see",
    "show me how you did this",
    "what the hell is that",
    "put this in a museum",
    "delete this lol",
    "color me impressed",
    "cut it out lol",
    "Keine Ahnung, aber cool",
    "no thanks",
    "lmaooo",
    "Wie hast du das gemacht",
    "wie geht das?",
    "¡Qué bonito!",
    "mas o menos",
    "gracias, me encanta",
    "macht Spaß",
    "dale!",
    "is this real?",
    "does it do anime?",
)

EITHER = (
    "blue sky",
    "that's my dog",
    "my grandma would like this",
    "what about a green sky?",
    "can it be blue?",
    "der Himmel ist blau",
    "sunset",
    "a cat on the left",
    "hat",
    "猫を追加して",
    "16:9",
    "y si fuera azul?",
    "i like the cat",
    "more",
    "i would hang this in my room",
    "the eyes look off",
    "as a fan, I love it",
    "the cat is cute",
    "wie im Film",
    "es könnte heller sein",
    "clean",
    "looks like my uncle Bob",
    "dragons",
    "night version",
    "could the sky be green?",
)


@pytest.mark.parametrize("words", INSTRUCTIONS)
def test_instruction_is_recognised(words: str) -> None:
    assert speech_of(words) is Speech.INSTRUCTION


@pytest.mark.parametrize("words", TALK)
def test_talk_is_recognised(words: str) -> None:
    assert speech_of(words) is Speech.TALK


@pytest.mark.parametrize("words", EITHER)
def test_words_that_may_be_either_are_not_guessed(words: str) -> None:
    assert speech_of(words) is Speech.EITHER


@pytest.mark.parametrize("words", INSTRUCTIONS[:12])
def test_case_marks_and_emoji_change_nothing(words: str) -> None:
    assert speech_of(f"  {words.upper()}!!! 😂 <:pog:123>") is Speech.INSTRUCTION


@given(st.text(max_size=300))
def test_any_text_is_judged(words: str) -> None:
    assert speech_of(words) in Speech


def test_no_verb_is_praise_as_well() -> None:
    for language in LANGUAGES:
        assert not language.verbs & language.fillers
        assert not language.comparatives & language.chat
