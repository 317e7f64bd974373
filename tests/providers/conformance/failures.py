"""Failures: one meaning for the user, and the vendor's words kept apart from ours."""

from collections.abc import Mapping

import pytest

from avatar_browser.domain.errors import (
    KeyRejected,
    NotPermitted,
    Problem,
    RateLimited,
    ServiceFailed,
    UnexpectedAnswer,
)
from avatar_browser.providers.protocol import Answer, Provider
from tests.providers.conformance.dialect import Dialect
from tests.providers.session import all_pages, pages_of, run
from tests.support.json_server import JsonServer, Reply

PROBLEM_BY_STATUS: Mapping[int, type[Problem]] = {
    400: UnexpectedAnswer,
    401: KeyRejected,
    402: NotPermitted,
    403: NotPermitted,
    418: UnexpectedAnswer,
    429: RateLimited,
    500: ServiceFailed,
    502: ServiceFailed,
    503: ServiceFailed,
    504: ServiceFailed,
}
BODIES = (b"", b"<html><h1>Trouble</h1></html>", b'{"error": "canary words"}', b"null", b"[1]")


class FailureConformance(Dialect):
    @pytest.mark.parametrize("status", PROBLEM_BY_STATUS)
    @pytest.mark.parametrize("body", BODIES)
    def test_a_status_means_the_same_whatever_the_body(self, status: int, body: bytes) -> None:
        with JsonServer(lambda _: Reply(body, status)) as server:

            async def first_stream(provider: Provider) -> None:
                await pages_of(provider.streams()[0])

            with pytest.raises(PROBLEM_BY_STATUS[status]) as caught:
                run(self.spec, server, first_stream)
        assert caught.value.code.startswith(str(status))
        assert "canary" not in str(caught.value)

    def test_a_rate_limit_tells_its_seconds(self) -> None:
        reply = Reply({"error": "Too many requests"}, 429, {"Retry-After": "42"})
        with JsonServer(lambda _: reply) as server, pytest.raises(RateLimited) as caught:
            run(self.spec, server, all_pages)
        assert caught.value.retry_after == 42

    def test_a_refused_key_is_asked_once(self) -> None:
        with (
            JsonServer(lambda _: Reply({"error": "Invalid API key"}, 401)) as server,
            pytest.raises(KeyRejected),
        ):
            run(self.spec, server, all_pages)
        assert len(server.asked) == 1

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
    def test_the_vendors_words_are_a_detail_without_secrets(self, status: int) -> None:
        words = (
            "canary https://m.example/x.mp4?X-Amz-Signature=SIGNED Authorization: Bearer HEADER\n"
            "\u202e" + "long " * 500
        )
        payload = {"message": words}
        problem = self.spec.read_error(Answer(status, payload, str(payload)))
        assert problem is not None
        assert "canary" not in str(problem) + problem.code
        assert "canary" in problem.detail
        assert not any(secret in problem.detail for secret in ("SIGNED", "HEADER", "\u202e", "\n"))
        assert len(problem.detail) <= 500

    @pytest.mark.parametrize("payload", [None, {}, {"data": []}, {"data": None}, [], "text", 7])
    def test_an_answer_without_an_error_is_none(self, payload: object) -> None:
        assert self.spec.read_error(Answer(200, payload, "")) is None
