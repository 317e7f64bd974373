"""What is fixed about a provider, and its key."""

from urllib.parse import urlsplit

import pytest

from avatar_browser.providers.protocol import Provider
from tests.providers.conformance.dialect import Dialect
from tests.providers.conformance.failures import PROBLEM_BY_STATUS
from tests.providers.session import KEY, all_pages, run
from tests.support.json_server import JsonServer, Reply


class KeyConformance(Dialect):
    def test_the_spec_is_complete(self) -> None:
        spec = self.spec
        assert spec.id == spec.id.lower()
        assert spec.name
        assert spec.key_purpose.endswith(".")
        for url in (spec.base_url, spec.keys_page):
            assert url.startswith("https://")
        assert urlsplit(spec.base_url).path == ""
        assert spec.base_url_variable == f"AVATAR_BROWSER_{spec.id.upper()}_URL"
        assert spec.key_variable == f"{spec.id.upper()}_API_KEY"

    def test_an_adapter_asks_nothing_until_it_is_asked(self) -> None:
        with self.serving([]) as server:

            async def look_at(provider: Provider) -> str:
                return f"{provider!r} {provider.streams()!r}"

            shown = run(self.spec, server, look_at)
        assert server.asked == []
        assert KEY.reveal() not in shown

    def test_streams_have_names_of_their_own(self) -> None:
        with self.serving([]) as server:

            async def names(provider: Provider) -> list[str]:
                return [stream.name for stream in provider.streams()]

            found = run(self.spec, server, names)
        assert len(set(found)) == len(found) > 0
        assert all(found)

    def test_every_request_carries_the_key_in_its_header_and_nowhere_else(self) -> None:
        name, value = self.key_header
        with self.serving([self.record("one")]) as server:
            run(self.spec, server, all_pages)
        assert {asked.headers.get(name) for asked in server.asked} == {value}
        for asked in server.asked:
            elsewhere = [v for n, v in asked.headers.items() if n != name]
            assert KEY.reveal() not in asked.path + str(asked.query) + str(elsewhere)

    def test_an_accepted_key_is_reported_in_a_few_words(self) -> None:
        with JsonServer(lambda _: self.account()) as server:
            report = run(self.spec, server, lambda p: p.check_key())
        assert 0 < len(report.summary) <= 256
        assert len(server.asked) == 1

    @pytest.mark.parametrize("payload", [{}, {"data": None}, {"data": []}, {"data": {"a": 1}}])
    def test_an_accepted_key_needs_no_account_data(self, payload: object) -> None:
        with JsonServer(lambda _: Reply(payload)) as server:
            assert run(self.spec, server, lambda p: p.check_key()).summary

    @pytest.mark.parametrize("status", PROBLEM_BY_STATUS)
    def test_a_key_that_cannot_be_used_says_why(self, status: int) -> None:
        with (
            JsonServer(lambda _: Reply({"error": "no"}, status)) as server,
            pytest.raises(PROBLEM_BY_STATUS[status]),
        ):
            run(self.spec, server, lambda p: p.check_key())
