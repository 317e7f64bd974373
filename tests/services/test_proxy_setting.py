"""The proxy in use, kept and tried before it is used: F30."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import Problem, ProxyFailed
from avatar_browser.providers.proxy import ProxyChoice, Way
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.proxy_setting import ProxySetting
from avatar_browser.services.sessions import Sessions
from avatar_browser.services.settings_keeper import SettingsKeeper
from avatar_browser.store.settings import SettingsFile
from tests.services.scripted import Keys, spec_of
from tests.support.raw_server import (
    TLS_DATA,
    Connection,
    RawServer,
    answer,
    once,
    replies,
    server_tls,
)

KEY = "CANARY-0123456789"


class Bench:
    def __init__(self, dispatcher: Dispatcher, path: Path, qtbot: QtBot, base_url: str) -> None:
        self.file = SettingsFile(path)
        self.keeper = SettingsKeeper(self.file)
        self.door = LateWire()
        self.sessions = Sessions([spec_of("one", base_url=base_url)], self.door, Keys(one=KEY).read)
        self.setting = ProxySetting(self.keeper, self.sessions, self.door, dispatcher)
        self.changes: list[int] = []
        self.setting.changed.connect(lambda: self.changes.append(1))
        self._qtbot = qtbot

    def tried(self, choice: ProxyChoice) -> list[tuple[str, Problem | None]]:
        """What the test of it told, once it is over."""
        told: list[tuple[str, Problem | None]] = []
        over: list[Problem | None] = []
        self.setting.check(
            choice,
            owner=self.setting,
            answered=lambda name, problem: told.append((name, problem)),
            failed=over.append,
            done=lambda: over.append(None),
        )
        self._qtbot.waitUntil(lambda: bool(over))
        assert over == [None]
        return told

    def use(self, choice: ProxyChoice) -> None:
        before = len(self.changes)
        self.setting.use(choice)
        self._qtbot.waitUntil(lambda: len(self.changes) > before)


MakeBench = Callable[[str], Bench]


@pytest.fixture
def make_bench(dispatcher: Dispatcher, qtbot: QtBot, tmp_path: Path) -> Iterator[MakeBench]:
    made: list[Bench] = []

    def make(base_url: str) -> Bench:
        made.append(Bench(dispatcher, tmp_path / "settings.json", qtbot, base_url))
        return made[-1]

    yield make
    for bench in made:
        assert bench.keeper.finish(timeout=20)


def tunnel(connection: Connection) -> None:
    connection.request()
    connection.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
    connection.start_tls(server_tls())
    connection.request()
    connection.send(answer(401, b"{}"))


def test_a_proxy_that_lets_the_service_be_reached_passes_the_test(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F30: whatever the service says to someone without a key; and it is asked without one."""
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / "valid.pem"))
    with RawServer(tunnel) as proxy:
        bench = make_bench("https://media.example.com")
        assert bench.tried(ProxyChoice.of_proxy(proxy.url())) == [("One", None)]
        assert len(proxy.requests) == 2
        assert KEY.encode() not in proxy.received
    assert bench.setting.choice == ProxyChoice(), "a test changes nothing"


def test_a_dead_proxy_fails_the_test_by_its_own_name(make_bench: MakeBench) -> None:
    """F30."""
    with RawServer(once(answer(503))) as proxy:
        bench = make_bench("https://media.example.com")
        [(name, problem)] = bench.tried(ProxyChoice.of_proxy(proxy.url()))
        assert isinstance(problem, ProxyFailed)
        assert (name, str(problem)) == ("One", f"The proxy 127.0.0.1:{proxy.port} did not serve.")


def test_a_service_on_this_computer_needs_no_proxy(make_bench: MakeBench) -> None:
    """T04."""
    with RawServer(replies(answer())) as server, RawServer(once(answer())) as proxy:
        assert make_bench(server.url()).tried(ProxyChoice.of_proxy(proxy.url())) == []
        assert (server.connections, proxy.connections) == (0, 0)


def test_an_address_of_a_service_that_cannot_be_used_is_told(make_bench: MakeBench) -> None:
    [(name, problem)] = make_bench("http://plain.example").tried(ProxyChoice(Way.STRAIGHT))
    assert (name, problem.code if problem else "") == ("One", "base url")


def test_the_choice_is_used_at_once_and_kept(make_bench: MakeBench) -> None:
    """F30."""
    bench = make_bench("https://media.example.com")
    chosen = ProxyChoice.of_proxy("proxy.example:8080")
    bench.use(chosen)
    assert bench.setting.choice == chosen
    assert bench.door._proxy == chosen
    assert bench.keeper.finish(timeout=20)
    assert ProxyChoice.stored(bench.file.load().proxy) == chosen


def test_the_same_choice_again_changes_nothing(make_bench: MakeBench) -> None:
    bench = make_bench("https://media.example.com")
    bench.use(ProxyChoice(Way.STRAIGHT))
    bench.setting.use(ProxyChoice(Way.STRAIGHT))
    bench.use(ProxyChoice())
    assert len(bench.changes) == 2
