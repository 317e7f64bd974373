"""One avatar: the path it is asked for at, and what its details add to the list."""

from collections.abc import Mapping
from urllib.parse import quote

import pytest

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import (
    KeyRejected,
    NotFound,
    NotPermitted,
    Problem,
    UnexpectedAnswer,
)
from tests.providers.conformance.dialect import Dialect
from tests.providers.session import all_pages, avatars_in, run
from tests.support.json_server import Answerer, Asked, JsonServer, Reply

STRANGE_IDS = (
    "plain",
    "with space",
    "a/b",
    "../../etc/passwd",
    "..",
    ".",
    "100%",
    "%2e%2e",
    "?query=1&x",
    "#fragment",
    "semi;colon",
    "v2_public_name@abc",
    "emoji-😀",
    "ünïcödé",
    "tab\tand\nline",
    "\u202eright-to-left",
    "x" * 512,
)


class DetailConformance(Dialect):
    @pytest.mark.parametrize("avatar_id", STRANGE_IDS)
    def test_an_id_of_any_characters_is_one_segment_of_the_path(self, avatar_id: str) -> None:
        encoded = avatar_id.replace(".", "%2E") if avatar_id in {".", ".."} else None
        path = self.detail_root + (encoded or quote(avatar_id, safe=""))

        def answer(asked: Asked) -> Reply:
            return self.detail(self.record(avatar_id)) if asked.path == path else Reply(status=404)

        avatar = self.fetched(answer, avatar_id)
        assert avatar.key == self.key(avatar_id)
        assert avatar.detailed

    @pytest.mark.parametrize("avatar_id", ["", "  ", "x" * 513, "\ud800"])
    def test_an_id_that_no_list_would_give_is_not_asked_for(self, avatar_id: str) -> None:
        with JsonServer(lambda _: Reply(status=500)) as server, pytest.raises(NotFound):
            run(self.spec, server, lambda p: p.fetch_avatar(self.key(avatar_id)))
        assert server.asked == []

    def test_details_keep_what_only_the_list_told(self) -> None:
        with self.serving([{**self.full_record(), **self.record("one", "Ada")}]) as server:
            listed = avatars_in(run(self.spec, server, all_pages))["one"]
        fetched = self.fetched(self.answering_detail({"id": "one"}), "one", listed)
        assert (fetched.name, fetched.tags, fetched.media) == ("Ada", listed.tags, listed.media)
        assert (fetched.engines, fetched.ids) == (listed.engines, listed.ids)
        assert fetched.ownership is listed.ownership
        assert set(fetched.raw) > set(listed.raw)

    def test_details_renew_what_the_list_told(self) -> None:
        with self.serving([self.record("one", "old")]) as server:
            listed = avatars_in(run(self.spec, server, all_pages))["one"]
        fetched = self.fetched(self.answering_detail(self.record("one", "new")), "one", listed)
        assert fetched.name == "new"

    def test_details_without_an_id_are_those_of_the_avatar_asked_for(self) -> None:
        assert self.fetched(self.answering_detail({}), "one").key == self.key("one")

    def test_an_avatar_is_found_by_its_id_without_its_catalogue(self) -> None:
        key = AvatarKey(self.spec.id, "", "one")
        with JsonServer(self.answering_detail(self.record("one"))) as server:
            avatar = run(self.spec, server, lambda p: p.fetch_avatar(key))
        assert avatar.key == self.key("one")

    def test_details_of_another_avatar_are_not_taken(self) -> None:
        with pytest.raises(UnexpectedAnswer):
            self.fetched(self.answering_detail(self.record("other")), "one")

    @pytest.mark.parametrize(
        ("status", "problem"), [(404, NotFound), (403, NotPermitted), (401, KeyRejected)]
    )
    def test_details_that_are_refused_say_why(self, status: int, problem: type[Problem]) -> None:
        with pytest.raises(problem):
            self.fetched(lambda _: Reply({"error": "no"}, status), "one")

    def answering_detail(self, record: Mapping[str, object]) -> Answerer:
        return lambda asked: (
            self.detail(record) if asked.path.startswith(self.detail_root) else Reply(status=404)
        )

    def fetched(self, answerer: Answerer, avatar_id: str, known: Avatar | None = None) -> Avatar:
        with JsonServer(answerer) as server:
            return run(
                self.spec, server, lambda p: p.fetch_avatar(self.key(avatar_id), known=known)
            )
