"""Jobs come from one place, and there the server's decisions are asked first."""

import ast
import functools

from tests.project.sources import modules

DOOR = "bot.intake.intake"
PREPARATION = "bot.intake.preparation"
LOADER = "bot.intake.input_loader"
# Accepts what was prepared, once the member has agreed to its price.
CONFIRMATION = "bot.intake.confirmation"
# Reads a request that waits for a yes.
QUESTION_FORM = "bot.intake.question_form"
# Makes a request that is kept, to be asked for again through the door.
UNPREPARED = "bot.intake.unprepared"
# Show reported pictures to moderators, compare, look for marks, and share: they make nothing.
SHOWN = {
    "bot.moderation.hiding",
    "bot.posts.comparison",
    "bot.posts.copies",
    "bot.posts.private_pictures",
}
RETRIES = "bot.posts.retries"
REMIX = "bot.posts.remix"
MODAL, REPEATS, REPLIES = "bot.edits.service", "bot.posts.repeats", "bot.edits.replies"


@functools.cache
def called(tree: ast.AST) -> list[str]:
    """Return the names of what is called, in order."""
    return [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def callers(name: str) -> set[str]:
    """The modules that call something of this name."""
    return {
        module
        for module, tree in modules("bot", "cogs").items()
        if any(one == name or one.endswith(f".{name}") for one in called(tree))
    }


def methods_calling(module: str, name: str) -> dict[str, str]:
    """Return the source of each method of a module that calls something of this name."""
    found = {
        node.name: ast.unparse(node)
        for node in ast.walk(modules("bot")[module])
        if isinstance(node, ast.AsyncFunctionDef) and name in called(node)
    }
    assert found
    return found


def in_order(source: str, *steps: str) -> bool:
    """Return True if all these calls are in the source, in this order."""
    places = [source.find(step) for step in steps]
    return places[0] >= 0 and places == sorted(places)


def test_only_the_intake_asks_for_jobs() -> None:
    assert callers("JobRequest") == {DOOR, QUESTION_FORM, UNPREPARED}
    assert callers("runner.accept") | callers("_runner.accept") == {DOOR, CONFIRMATION}


def test_every_way_in_asks_for_the_permission_of_the_presser_first() -> None:
    ways = {
        **methods_calling(DOOR, "check_presser"),
        **methods_calling(CONFIRMATION, "check_presser"),
        **methods_calling(REPEATS, "check_presser"),
    }
    retries = methods_calling(RETRIES, "check_presser")
    assert {*retries} == {"retry", "take_as_mask", "change", "submit_form", "offer", "try_with"}
    assert {*ways} == {"submit", "check_edit", "confirm", "again", "offer", "try_style", "try_with"}
    ways |= {f"retries: {name}": source for name, source in retries.items()}
    ways |= methods_calling(REMIX, "check_presser")
    assert methods_calling(REMIX, "check_presser").keys() == {"press", "submit_form"}
    for name, source in ways.items():
        assert source.find("check_presser(interaction)") < source.find("await "), name
    for name, source in methods_calling(DOOR, "check_author").items():
        assert source.find("check_author(message)") < source.find("await "), name
    assert methods_calling(DOOR, "check_author").keys() == {"submit_message"}
    [taken] = methods_calling(REPLIES, "check_author").values()
    assert in_order(taken, "check_author(", "check_replier(", "self._edits.submit_message(")
    assert methods_calling(MODAL, "self._intake.check_edit").keys() == {"open_modal"}


def test_intake_prepares_then_asks_about_the_price_then_loads_then_accepts() -> None:
    preparing = methods_calling(DOOR, "JobRequest")
    assert preparing.keys() == methods_calling(DOOR, "self._preparation.prepare").keys()
    for name, source in preparing.items():
        assert in_order(source, "check_", "self._preparation.prepare(", "self._finish"), name
    accepting = methods_calling(DOOR, "self._accept")
    assert accepting.keys() == methods_calling(DOOR, "self._preparation.load").keys()
    assert all(name.startswith("_finish") for name in accepting)
    for name, source in accepting.items():
        assert in_order(
            source,
            "self._confirmation.needed(",
            "self._preparation.load(",
            "self._accept(loaded.request)",
        ), name


def test_confirmation_checks_everything_again_before_it_loads_and_accepts() -> None:
    [source] = methods_calling(CONFIRMATION, "self._runner.accept").values()
    assert in_order(
        source,
        "self._preparation.prepare_again(",
        "self._preparation.load(prepared)",
        "self._runner.accept(loaded.request)",
    )


def test_preparation_has_one_order_for_first_and_second_looks() -> None:
    [(admitting, source)] = methods_calling(PREPARATION, "self._enforcement.admit").items()
    assert admitting == "_admitted"
    assert in_order(source, "self._enforcement.admit(", "self._catalogue.resolve(")
    looks = methods_calling(PREPARATION, "self._admitted")
    # Each task of several is admitted as the request is, once that is.
    several = methods_calling(PREPARATION, "self._with_tasks")
    assert looks.keys() - several.keys() == {"_with_tasks"}
    assert several.keys() == {"prepare", "prepare_again"}
    for name, source in several.items():
        assert in_order(
            source,
            "self._enforcement.snapshot(",
            "self._enforcement.admit_requester(",
            "self._admitted(",
            "self._permission.check(",
            "self._with_tasks(",
        ), name


def test_limits_are_checked_before_the_first_byte() -> None:
    [loading] = methods_calling(PREPARATION, "self._loader.load").values()
    assert in_order(loading, "self.check_limits(", "self._loader.load(")
    [limits] = methods_calling(PREPARATION, "self._runner.check").values()
    assert in_order(limits, "self._runner.check(", "self._loader.check_sizes(")
    [asking] = methods_calling(CONFIRMATION, "self._preparation.check_limits").values()
    assert "load" not in asking


def test_bytes_are_fetched_and_read_by_the_loader_alone() -> None:
    assert callers("_attachments.collect") | callers("_attachments.check_given") == {LOADER}
    assert callers("_loader.load") == {PREPARATION}
    downloading = callers("_downloader.fetch") - {"bot.intake.attachments"}
    assert downloading == SHOWN


def test_consent_is_decided_in_one_place() -> None:
    # The other one shows members their own choice.
    deciding = callers("refusing_edits") - {"bot.privacy.consent"}
    assert deciding == {"bot.policy.edit_permission"}
    assert callers("_permission.check") == {PREPARATION}


def test_only_one_service_changes_and_logs_the_settings_of_servers() -> None:
    service = "bot.policy.server_settings"
    assert callers("server_log.changed") | callers("_server_log.changed") == {service}
    for store in ("LimitStore", "RuleStore", "WordStore", "BlockStore", "AuditStore"):
        assert callers(store) == {service}
