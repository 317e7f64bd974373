from collections.abc import Iterator

import pytest

from avatar_browser.demo.server import DemoThread


@pytest.fixture
def demo() -> Iterator[DemoThread]:
    """All three servers, answering."""
    with DemoThread() as running:
        yield running
