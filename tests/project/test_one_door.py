"""Jobs come from one place, and there the server's decisions are asked first."""

import ast
from collections.abc import Iterator

from tests.project.sources import modules

DOOR = "bot.intake.intake"
PREPARATION = "bot.intake.preparation"
# Accepts what was prepared, once the member has agreed to its price.
CONFIRMATION = "bot.intake.confirmation"


def called(tree: ast.AST) -> Iterator[str]:
    """The names of what is called, in order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


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


def test_only_the_intake_asks_for_jobs() -> None:
    assert callers("JobRequest") == {DOOR}
    assert callers("runner.accept") | callers("_runner.accept") == {DOOR, CONFIRMATION}


def test_intake_prepares_every_request_before_it_asks_about_the_price_or_accepts() -> None:
    for name, source in methods_calling(DOOR, "JobRequest").items():
        prepared = source.find("self._preparation.prepare(")
        asked = min(map(source.find, ("self._confirmation.needed(", "self._accept(")))
        assert 0 <= prepared < asked, name
        assert "self._accept(prepared.request)" in source, name


def test_confirmation_checks_a_request_again_before_it_is_accepted() -> None:
    for name, source in methods_calling(CONFIRMATION, "self._runner.accept").items():
        checked = source.find("self._preparation.check_again(")
        assert 0 <= checked < source.find("self._runner.accept("), name


def test_preparation_asks_the_policy_before_it_fetches_images() -> None:
    fetching = methods_calling(PREPARATION, "self._collect")
    fetching |= methods_calling(PREPARATION, "self._attachments.check_given")
    # Helper of the first, which has asked by then.
    del fetching["_collect"]
    for name, source in fetching.items():
        admitted = source.find("self._enforcement.admit(")
        fetched = max(map(source.find, ("self._collect(", "self._attachments.check_given(")))
        assert 0 <= admitted < fetched, name


def test_only_one_service_changes_and_logs_the_settings_of_servers() -> None:
    service = "bot.policy.server_settings"
    assert callers("server_log.changed") | callers("_server_log.changed") == {service}
    for store in ("LimitStore", "RuleStore", "WordStore", "BlockStore", "AuditStore"):
        assert callers(store) == {service}
