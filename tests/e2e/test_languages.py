"""Members are answered in their own language, and the channel in the server's."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from simcord import MemberActor, interactions

from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, said, until, updated
from tests.e2e.images import png
from tests.e2e.pictures import delete_post
from tests.e2e.replying import answers, made, mention, pictures, reply_unpinged, thread
from tests.e2e.reporting import MENU, moderated

pytestmark = pytest.mark.slow

Speak = Callable[[MemberActor, str], None]


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Speak:
    """Sets the language of a member's client, which SimCord says is English for everybody."""
    spoken: dict[int, str] = {}
    english = interactions.base_payload

    def in_own_language(backend: Any, **facts: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = english(backend, **facts)
        return record, payload | {"locale": spoken.get(facts["user_id"], "en-US")}

    monkeypatch.setattr(interactions, "base_payload", in_own_language)
    return lambda member, locale: spoken.update({member.id: locale})


def of_server(world: World, locale: str) -> None:
    """Set the language of the server."""
    world.env.backend.edit_guild(world.guild.id, {"preferred_locale": locale})


@pytest.mark.parametrize(
    ("locale", "quota", "models", "done"),
    [
        ("de", "Du hast in den letzten 24 Stunden 0 von 25 Bildern", "**Modelle**", "✅ Fertig: "),
        ("es-ES", "Has usado 0 de 25 imágenes", "**Modelos**", "✅ Listo: "),
        ("es-419", "Has usado 0 de 25 imágenes", "**Modelos**", "✅ Listo: "),
        ("en-GB", "You've used 0 of 25 pictures", "**Models**", "✅ Done: "),
        # Not spoken yet.
        ("it", "You've used 0 of 25 pictures", "**Models**", "✅ Done: "),
    ],
)
async def test_answers_are_in_the_members_language(
    world: World, speak: Speak, locale: str, quota: str, models: str, done: str
) -> None:
    speak(world.maya, locale)

    assert quota in said(await world.maya.slash(world.pictures, "quota"))
    assert said(await world.maya.slash(world.pictures, "models")).startswith(models)
    made = await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
    assert said(made).startswith(done)


async def test_members_of_different_languages_are_answered_side_by_side(
    world: World, speak: Speak
) -> None:
    speak(world.maya, "de")
    speak(world.noor, "es-419")

    for member, words in ((world.maya, "Bildern"), (world.noor, "imágenes")):
        assert words in said(await member.slash(world.pictures, "quota"))


@pytest.mark.parametrize(
    ("locale", "title", "change"),
    [
        ("de", "**Änderungen an den Einstellungen dieses Servers**", "hat `/easel pause` benutzt"),
        ("es-ES", "**Cambios en los ajustes de este servidor**", "usó `/easel pause`"),
    ],
)
async def test_history_of_a_server_is_in_the_language_of_who_reads_it(
    world: World, speak: Speak, locale: str, title: str, change: str
) -> None:
    await world.noor.slash(world.pictures, "easel pause")
    speak(world.noor, locale)

    history = said(await world.noor.slash(world.pictures, "easel history"))
    assert history.startswith(title)
    assert history.endswith(change)


async def test_refusals_are_in_the_members_language(world: World, speak: Speak) -> None:
    speak(world.maya, "de")
    speak(world.noor, "es-ES")

    german = await world.maya.slash(world.pictures, "flux", prompt="a fox", width=65)
    spanish = await world.noor.slash(world.pictures, "flux", prompt="a fox", width=65)

    assert said(german) == (
        "⚠️ `width` muss ein Vielfaches von 32 sein, zum Beispiel 64. "
        "Dein Limit bleibt unangetastet."
    )
    assert said(spanish) == (
        "⚠️ `width` debe ser un múltiplo de 32, por ejemplo 64. No se descontó nada de tu límite."
    )


async def test_why_a_job_failed_is_in_the_members_language(world: World, speak: Speak) -> None:
    speak(world.maya, "de")

    failed = await world.maya.slash(world.pictures, "flux", prompt="no fox [fault:content]")

    assert said(failed).startswith("⚠️ Der Bilddienst erstellt das wegen seiner Inhaltsregeln nicht")
    assert said(failed).endswith("Das wird nicht auf dein Limit angerechnet.")


async def test_the_post_is_in_the_servers_language_whoever_asks(world: World, speak: Speak) -> None:
    speak(world.maya, "de")
    of_server(world, "es-ES")

    await world.maya.slash(world.pictures, "flux", prompt="a fox", seed=7)

    [post] = world.pictures.history()
    assert "semilla 7" in post.content
    button(post, "Otra vez")


async def test_buttons_answer_who_presses_them_in_their_language(
    world: World, speak: Speak
) -> None:
    speak(world.maya, "de")
    await world.maya.slash(world.pictures, "flux", prompt="a fox")
    [post] = world.pictures.history()

    details = await world.maya.click(post, custom_id=button(post, "Details"))
    asked = await world.maya.click(post, custom_id=button(post, "Delete"))
    assert said(asked) == "Dieses Bild löschen? Ich kann es nicht wiederherstellen."
    gone = await world.maya.click(asked.response, label="Löschen")

    assert "dauerte" in said(details)
    assert updated(gone) == "Gelöscht."


async def test_what_is_shown_to_a_member_alone_is_in_their_language(
    world: World, speak: Speak
) -> None:
    speak(world.maya, "de")
    of_server(world, "es-ES")

    alone = await world.maya.slash(world.pictures, "flux", prompt="a fox", seed=7, private=True)

    assert said(alone).startswith("✅ Bitte sehr. Nur du kannst das sehen")
    assert "Seed 7" in said(alone)
    button(alone.response.message, "Noch einmal")


async def test_the_modal_is_in_the_members_language(world: World, speak: Speak) -> None:
    speak(world.maya, "de")
    photo = await world.maya.send(world.pictures, "", attachments=[("fox.png", png(64, 64))])

    shown = await world.maya.context_menu(world.pictures, "Edit this picture", photo)

    assert shown.modal["title"] == "Dieses Bild ändern"


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_a_members_language_outlives_a_restart(
    open_here: OpenWorld, speak: Speak, crash: bool
) -> None:
    async with open_here(background=True) as world:
        speak(world.maya, "de")
        world.emulator.task_store.delay = 0.2
        result = await world.maya.slash(world.pictures, "flux", prompt="a fox")
        assert said(result).startswith("🎨 Dein Bild entsteht gerade … (begonnen <t:")

        await world.restart(crash=crash)
        if crash:
            # What died holds its jobs until their lease has run out.
            await world.env.advance_time(90)

        await until(world, lambda: said(result).startswith("✅ Fertig: "))


async def test_a_direct_message_is_in_the_language_of_its_member(
    open_here: OpenWorld, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_here(background=True, upkeep_interval=9999, status_interval=9999) as world:
        speak(world.maya, "es-ES")
        may_draw = asyncio.Event()
        monkeypatch.setattr(world.emulator.task_store, "_pause", lambda _: may_draw.wait())
        await world.maya.slash(world.pictures, "flux", prompt="a fox")
        # By then nothing can be added to the private answer any more.
        await world.env.advance_time(15 * 60)
        path = f"/channels/{world.pictures.id}/messages"
        world.env.inject_error("POST", path, status=403, code=50001, times=None)
        may_draw.set()

        direct = world.maya.user.dm_channel
        await until(world, lambda: direct.history())

        [message] = direct.history()
        assert f"La pediste en <#{world.pictures.id}>" in message.content


async def test_replies_are_answered_in_the_servers_language(world: World) -> None:
    of_server(world, "de")
    picture = await made(world)
    wordless = await world.maya.send(world.pictures, mention(world), reply_to=picture)
    unpinged = await reply_unpinged(world, world.maya, world.pictures, "blue", picture.id)

    [refused] = answers(world.pictures, wordless)
    [hint] = answers(world.pictures, unpinged)
    assert refused == "⚠️ Bitte sag, was geändert werden soll. Dein Limit bleibt unangetastet."
    assert hint.startswith("Ich sehe nur Antworten, die mich erwähnen.")


@pytest.mark.parametrize(
    ("locale", "legend", "show", "shown"),
    [
        ("de", "Vorher (links) und nachher (rechts).", "Allen zeigen", "Jetzt"),
        (
            "es-ES",
            "Antes (izquierda) y después (derecha).",
            "Mostrar a todos",
            "Ahora",
        ),
    ],
)
async def test_comparison_is_labelled_for_who_reads_it(
    world: World, speak: Speak, locale: str, legend: str, show: str, shown: str
) -> None:
    speak(world.maya, locale)
    await made(world)
    await world.noor.slash(world.pictures, "edit", prompt="make it blue")
    edit = pictures(thread(world.pictures))[0]

    private = await world.maya.click(edit, label="Before / after")
    assert said(private) == legend
    pressed = await world.maya.click(private.response, label=show)

    assert updated(pressed).startswith(f"✅ {shown}")
    # The server speaks English.
    public = pictures(thread(world.pictures))[-1]
    assert public.content.startswith("Before (left) and after (right).\n")
    drawn = [await one.attachments[0].read() for one in (private.response.message, public)]
    assert drawn[0] != drawn[1]

    of_server(world, locale)
    await world.settle()
    await delete_post(world.noor, public)
    again = await world.noor.click(edit, label="Before / after")
    await world.noor.click(again.response, label="Show everyone")
    assert pictures(thread(world.pictures))[-1].content.startswith(f"{legend}\n")


@pytest.mark.parametrize(
    ("locale", "label", "shared", "reason", "why"),
    [
        (
            "de",
            "Teilen",
            "✅ Jetzt sehen es hier alle: ",
            "Angegebener Grund: „x“",
            "Grund (freiwillig)",
        ),
        (
            "es-ES",
            "Compartir",
            "✅ Ahora todos aquí pueden verla: ",
            "Motivo indicado: «x»",
            "Motivo (opcional)",
        ),
    ],
)
async def test_share_and_report_speak_the_members_language(
    world: World, speak: Speak, locale: str, label: str, shared: str, reason: str, why: str
) -> None:
    channel = await moderated(world)
    speak(world.maya, locale)
    options = {"prompt": "a fox", "width": 64, "height": 64, "private": True}
    answer = await world.maya.slash(world.pictures, "flux", **options)

    pressed = await world.maya.click(answer.response, label=label)

    [post] = world.pictures.history()
    assert updated(pressed) == f"{shared}{post.jump_url}"
    button(post, "Delete")
    of_server(world, locale)
    await world.settle()
    asked = await world.maya.context_menu(world.pictures, MENU, post)
    assert asked.modal["components"][0]["label"] == why
    await world.maya.submit_modal(asked, {"reason": "x"})
    assert reason in channel.history()[0].content
