"""Desktops with and without a keyring, and where a database file goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import secret_service
from tests.support.secret_service import Desktop, entered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of a database file that is not there yet, nor its folder."""
    return tmp_path / "data" / "list.sqlite3"


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """A session whose keyring is open; the test runs inside it."""
    secret_service.require_secret_service()
    with secret_service.desktop_with_keyring() as made, entered(made):
        yield made


@pytest.fixture
def locked_desktop() -> Iterator[Desktop]:
    """A session whose keyring is locked and whose prompts count as dismissed."""
    secret_service.require_secret_service()
    with secret_service.desktop_with_locked_keyring() as made, entered(made):
        yield made


@pytest.fixture
def mute_desktop() -> Iterator[Desktop]:
    """A session whose keyring never answers."""
    secret_service.require_secret_service()
    with secret_service.desktop_with_mute_keyring() as made, entered(made):
        yield made


@pytest.fixture
def desktop_without_keyring() -> Iterator[Desktop]:
    """A session with a D-Bus and nobody on it."""
    secret_service.require_secret_service()
    with secret_service.desktop_without_keyring() as made, entered(made):
        yield made


@pytest.fixture
def bare_desktop() -> Iterator[Desktop]:
    """No D-Bus."""
    with secret_service.desktop_without_bus() as made, entered(made):
        yield made
