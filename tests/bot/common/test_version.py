"""The version, installed or not."""

from importlib import metadata

import pytest

from bot.common.version import own_version


def test_checkout_has_the_version_that_is_installed_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installed = own_version()
    assert installed == metadata.version("easel")

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert own_version() == installed
