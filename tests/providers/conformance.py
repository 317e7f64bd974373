"""What every adapter promises, tried over real HTTP. A provider's test class inherits it all."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from urllib.parse import quote, urlsplit

import pytest

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import (
    KeyRejected,
    NotFound,
    NotPermitted,
    Problem,
    RateLimited,
    ServiceFailed,
    UnexpectedAnswer,
)
from avatar_browser.providers.protocol import Answer, Provider, ProviderSpec
from tests.providers.session import KEY, all_pages, avatars_in, pages_of, run
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


class ProviderConformance:
    """A subclass says how its vendor speaks; the tests say what comes of it."""

    spec: ClassVar[ProviderSpec]
    catalogue: ClassVar[str]
    """The catalogue of the avatars that ``listing`` offers."""
    key_header: ClassVar[tuple[str, str]]
    """The name and the whole value of the header that carries ``session.KEY``."""
    list_path: ClassVar[str]
    """The path of the main listing, and ``<detail_root><encoded id>`` that of one avatar."""
    detail_root: ClassVar[str]

    def record(self, avatar_id: object, name: str = "Somebody") -> dict[str, object]:
        """A record of the main listing with nothing but what is required."""
        raise NotImplementedError

    def listing(self, records: Sequence[object], asked: Asked, *, more: bool = False) -> Reply:
        """A page of the main listing; ``more`` claims that another page follows, without end."""
        raise NotImplementedError

    def full_record(self) -> Mapping[str, object]:
        """A record of the main listing with every documented field."""
        raise NotImplementedError

    def detail(self, record: Mapping[str, object]) -> Reply:
        """The answer that tells ``record`` of one avatar."""
        raise NotImplementedError

    def account(self) -> Reply:
        """The answer to the key check."""
        raise NotImplementedError

    def serving(self, records: Sequence[object], *, more: bool = False) -> JsonServer:
        """A server with one page of ``records``, and empty or missing everything else."""

        def answer(asked: Asked) -> Reply:
            if self.asks_main_listing(asked):
                return self.listing(records, asked, more=more)
            return Reply({"data": []}) if asked.path == self.list_path else Reply(status=404)

        return JsonServer(answer)

    def asks_main_listing(self, asked: Asked) -> bool:
        return asked.path == self.list_path

    def key(self, avatar_id: str) -> AvatarKey:
        return AvatarKey(self.spec.id, self.catalogue, avatar_id)

    # What is fixed

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

    # Listing

    def test_every_request_carries_the_key_in_its_header_and_nowhere_else(self) -> None:
        name, value = self.key_header
        with self.serving([self.record("one")]) as server:
            run(self.spec, server, all_pages)
        assert {asked.headers.get(name) for asked in server.asked} == {value}
        for asked in server.asked:
            elsewhere = [v for n, v in asked.headers.items() if n != name]
            assert KEY.reveal() not in asked.path + str(asked.query) + str(elsewhere)

    def test_listed_avatars_have_the_key_the_name_and_the_id_to_copy(self) -> None:
        with self.serving([self.record("one", "Ada"), self.record("two", "Bo")]) as server:
            avatars = avatars_in(run(self.spec, server, all_pages))
        assert {a.key for a in avatars.values()} == {self.key("one"), self.key("two")}
        assert [(a.name, a.copy_id) for a in avatars.values()] == [("Ada", "one"), ("Bo", "two")]
        for avatar in avatars.values():
            assert [i.value for i in avatar.ids if i.primary] == [avatar.key.id]
            assert all(i.label and i.purpose for i in avatar.ids)
            assert avatar.detailed is False

    def test_an_empty_account_lists_nothing_and_is_no_failure(self) -> None:
        with self.serving([]) as server:
            pages = run(self.spec, server, all_pages)
        assert [(p.avatars, p.skipped) for p in pages if p.avatars or p.skipped] == []

    def test_records_without_a_usable_id_are_skipped_and_counted(self) -> None:
        bad: list[object] = [
            self.record(None),
            self.record(""),
            self.record("  "),
            self.record(True),
            self.record([1]),
            self.record({"a": 1}),
            self.record("x" * 513),
            self.record("lone \ud800 surrogate"),
            None,
            "text",
            7,
            [],
            {},
        ]
        with self.serving([*bad, self.record("good")]) as server:
            pages = run(self.spec, server, all_pages)
        assert sum(page.skipped for page in pages) == len(bad)
        assert set(avatars_in(pages)) == {"good"}

    @pytest.mark.parametrize(
        "wrong", [None, "", "text", 0, -1, 1.5, True, [], [None], {}, {"a": []}]
    )
    def test_a_field_of_the_wrong_type_never_costs_the_record(self, wrong: object) -> None:
        fields = self.full_record().keys() - {"id"}
        records = [{**self.full_record(), "id": field, field: wrong} for field in fields]
        with self.serving(records) as server:
            pages = run(self.spec, server, all_pages)
        assert sum(page.skipped for page in pages) == 0
        assert set(avatars_in(pages)) == fields

    def test_fields_nobody_knows_are_left_alone(self) -> None:
        record = {**self.record("one"), "brandNew": {"deep": [1, 2]}}
        with self.serving([record]) as server:
            avatars = avatars_in(run(self.spec, server, all_pages))
        assert list(avatars["one"].raw.values()) == [record]

    def test_an_id_that_comes_twice_is_the_same_avatar(self) -> None:
        records = [self.record("one", "old"), self.record("one", "new")]
        with self.serving(records) as server:
            avatars = avatars_in(run(self.spec, server, all_pages))
        assert [(a.key.id, a.name) for a in avatars.values()] == [("one", "new")]

    def test_a_listing_that_repeats_a_page_for_ever_ends(self) -> None:
        with self.serving([self.record("one")], more=True) as server:
            pages = run(self.spec, server, all_pages)
        assert len([a for a in server.asked if self.asks_main_listing(a)]) == 2
        assert set(avatars_in(pages)) == {"one"}

    def test_a_listing_of_bad_records_without_end_ends(self) -> None:
        with self.serving([self.record(None)], more=True) as server:
            pages = run(self.spec, server, all_pages)
        assert len([a for a in server.asked if self.asks_main_listing(a)]) == 1
        assert sum(page.skipped for page in pages) == 1

    def test_a_listing_goes_on_from_a_cursor(self) -> None:
        made = iter(range(100))

        def answer(asked: Asked) -> Reply:
            if not self.asks_main_listing(asked):
                return Reply({"data": []})
            return self.listing([self.record(f"id-{next(made)}")], asked, more=True)

        async def first_then_resumed(provider: Provider) -> tuple[list[str], list[str]]:
            stream = provider.streams()[0]
            before: list[str] = []
            cursor = None
            async for page in stream.pages():
                before += [a.key.id for a in page.avatars]
                cursor = page.cursor
                if len(before) == 2:
                    break
            after = []
            async for page in stream.pages(cursor):
                after += [a.key.id for a in page.avatars]
                if len(after) == 2:
                    break
            return before, after

        with JsonServer(answer) as server:
            before, after = run(self.spec, server, first_then_resumed)
            main = [dict(a.query) for a in server.asked if self.asks_main_listing(a)]
        assert (before, after) == (["id-0", "id-1"], ["id-2", "id-3"])
        assert len({tuple(sorted(query.items())) for query in main}) == 4

    @pytest.mark.parametrize("payload", [[], "text", 5, True, {}, {"data": "none"}, {"data": 3}])
    def test_an_answer_of_unknown_shape_is_a_typed_problem(self, payload: object) -> None:
        with (
            JsonServer(lambda _: Reply(payload)) as server,
            pytest.raises(UnexpectedAnswer),
        ):
            run(self.spec, server, all_pages)

    # Errors

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

    # One avatar

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

    # The key

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
