"""Files for those who watch the bot: they name only what it serves."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.environment import environment_name
from bot.monitoring.health import Health
from bot.monitoring.monitoring import Monitoring
from bot.monitoring.prometheus import PrometheusMetrics
from bot.settings import MISCONFIGURED, Settings
from tests.project.plain_yaml import read
from tests.project.sources import ROOT

DEPLOY = ROOT / "deploy"
DASHBOARD = DEPLOY / "grafana-dashboard.json"
RULES = DEPLOY / "alerts.yaml"
_METRIC = re.compile(r"\b(?:easel|process)_\w+")
_SAMPLES = {
    "counter": ("_total",),
    "histogram": ("_bucket", "_sum", "_count"),
    "gauge": ("",),
}


def served() -> dict[str, set[str]]:
    """Return the names of the samples of each family that `/metrics` serves."""
    text = PrometheusMetrics(Monitoring(Health(90, 10))).render().decode()
    return {
        family.name: {family.name + end for end in _SAMPLES[family.type]}
        for family in text_string_to_metric_families(text)
    }


def rules() -> list[dict[str, Any]]:
    """Return the rules of the only group."""
    document: Any = read(RULES.read_text(encoding="utf-8"))
    [group] = document["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


def panels() -> list[dict[str, Any]]:
    """Return the panels of the dashboard."""
    found: list[dict[str, Any]] = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    return found


def expressions() -> Iterator[tuple[str, str]]:
    """Return each expression of both files, with where it is."""
    for rule in rules():
        yield rule["alert"], rule["expr"]
    for panel in panels():
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


@pytest.mark.parametrize(("where", "expression"), [*expressions()])
def test_expression_names_what_is_served(where: str, expression: str) -> None:
    named = {*_METRIC.findall(expression)}
    assert named, where
    assert named <= set().union(*served().values())
    for opening, closing in ("()", "[]", "{}"):
        assert expression.count(opening) == expression.count(closing)


def test_dashboard_shows_every_metric_of_our_own() -> None:
    named = {
        name
        for panel in panels()
        for target in panel["targets"]
        for name in _METRIC.findall(target["expr"])
    }
    unseen = {
        family
        for family, samples in served().items()
        if family.startswith("easel_") and not samples & named
    }
    assert not unseen


def test_variables_of_the_dashboard_name_what_is_served() -> None:
    board = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    queries = [one["query"] for one in board["templating"]["list"] if one["type"] == "query"]
    names = {name for query in queries for name in _METRIC.findall(query)}
    assert names
    assert names <= set().union(*served().values())


def test_panels_have_numbers_of_their_own_and_do_not_overlap() -> None:
    numbers = [panel["id"] for panel in panels()]
    assert len({*numbers}) == len(numbers)
    taken = [
        (row, column)
        for place in (panel["gridPos"] for panel in panels())
        for row in range(place["y"], place["y"] + place["h"])
        for column in range(place["x"], place["x"] + place["w"])
    ]
    assert len({*taken}) == len(taken)
    assert max(column for _, column in taken) < 24


def test_rule_says_what_is_wrong_and_how_bad_it_is() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len({*names}) == len(names)
    for rule in rules():
        assert rule["labels"]["severity"] in ("warning", "critical")
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["description"]


def test_outcomes_in_the_rules_are_those_of_jobs() -> None:
    english = (ROOT / "bot" / "texts" / "en.ftl").read_text(encoding="utf-8")
    known = {*re.findall(r"^(failed-[\w-]+) =", english, flags=re.MULTILINE)}
    patterns = [
        found for _, text in expressions() for found in re.findall(r'outcome=~"([^"]+)"', text)
    ]
    assert patterns
    for pattern in patterns:
        start, _, ends = pattern.partition("(")
        assert {start + end for end in ends.removesuffix(")").split("|")} <= known


def test_deployed_settings_are_settings() -> None:
    known = {environment_name(field) for field in Settings.model_fields}
    for path in (DEPLOY / "compose.yaml", DEPLOY / "easel.service", ROOT / "Dockerfile"):
        named = {*re.findall(r"\bEASEL_\w+", path.read_text(encoding="utf-8"))}
        assert named
        assert named <= known, path.name


def test_unit_is_not_started_again_for_what_only_a_person_can_mend() -> None:
    unit = (DEPLOY / "easel.service").read_text(encoding="utf-8")
    assert f"\nRestartPreventExitStatus={MISCONFIGURED}\n" in unit
    assert "\nRestart=always\n" in unit


def test_unit_waits_as_long_as_pictures_in_flight_may_take() -> None:
    unit = (DEPLOY / "easel.service").read_text(encoding="utf-8")
    found = re.search(r"^TimeoutStopSec=(\d+)$", unit, flags=re.MULTILINE)
    assert found
    assert int(found[1]) >= Settings().drain_timeout + 5


def test_container_may_write_to_its_volume_and_to_memory_alone() -> None:
    compose: Any = read((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    bot = compose["services"]["bot"]
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert bot["read_only"] == "true"
    [memory] = bot["tmpfs"]
    [volume] = bot["volumes"]
    # The health file is in memory; database and backups are in the working directory's `data`.
    beat = re.search(r"EASEL_HEALTH_FILE=(\S+)", dockerfile)
    assert beat
    assert Path(beat[1]).parent == Path(memory.partition(":")[0])
    mounted = Path(volume.partition(":")[2])
    home = Path("/app")
    assert mounted == home / "data"
    assert f"WORKDIR {home}\n" in dockerfile
    database = Settings().database_url.rpartition("///")[2]
    for path in (database, str(Settings().backup_dir)):
        assert mounted in (home / path).parents
    assert int(bot["stop_grace_period"].removesuffix("s")) >= Settings().drain_timeout + 5


@pytest.mark.parametrize("name", ["compose.yaml", "prometheus.yaml"])
def test_files_for_docker_are_plain_yaml(name: str) -> None:
    document: Any = read((DEPLOY / name).read_text(encoding="utf-8"))
    named = re.findall(r"(?<!\.)\./([\w.-]+)", (DEPLOY / name).read_text(encoding="utf-8"))
    # The password is the operator's own.
    missing = {one for one in named if not (DEPLOY / one).exists()} - {"postgresql-password"}
    assert document
    assert not missing


def test_prometheus_looks_where_the_bot_serves() -> None:
    compose: Any = read((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    prometheus: Any = read((DEPLOY / "prometheus.yaml").read_text(encoding="utf-8"))
    [scraped] = prometheus["scrape_configs"]
    [target] = scraped["static_configs"][0]["targets"]
    service, _, port = target.partition(":")
    assert compose["services"][service]["environment"]["EASEL_HTTP"].endswith(f":{port}")
