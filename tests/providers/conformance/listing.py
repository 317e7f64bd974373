"""Listings: what becomes of records, and that every listing ends."""

import pytest

from avatar_browser.domain.errors import UnexpectedAnswer
from avatar_browser.providers.protocol import Provider
from tests.providers.conformance.dialect import Dialect
from tests.providers.session import all_pages, avatars_in, run
from tests.support.json_server import Asked, JsonServer, Reply


class ListingConformance(Dialect):
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
        """F36."""
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
        """F39."""
        fields = self.full_record().keys() - {"id"}
        records = [{**self.full_record(), "id": field, field: wrong} for field in fields]
        with self.serving(records) as server:
            pages = run(self.spec, server, all_pages)
        assert sum(page.skipped for page in pages) == 0
        assert set(avatars_in(pages)) == fields

    def test_fields_nobody_knows_are_left_alone(self) -> None:
        """F37."""
        record = {**self.record("one"), "brandNew": {"deep": [1, 2]}}
        with self.serving([record]) as server:
            avatars = avatars_in(run(self.spec, server, all_pages))
        assert list(avatars["one"].raw.values()) == [record]

    def test_an_id_that_comes_twice_is_the_same_avatar(self) -> None:
        """F40."""
        records = [self.record("one", "old"), self.record("one", "new")]
        with self.serving(records) as server:
            avatars = avatars_in(run(self.spec, server, all_pages))
        assert [(a.key.id, a.name) for a in avatars.values()] == [("one", "new")]

    def test_a_listing_that_repeats_a_page_for_ever_ends(self) -> None:
        """F48."""
        with self.serving([self.record("one")], more=True) as server:
            pages = run(self.spec, server, all_pages)
        assert len([a for a in server.asked if self.asks_main_listing(a)]) == 2
        assert set(avatars_in(pages)) == {"one"}

    def test_a_listing_of_bad_records_without_end_ends(self) -> None:
        """F36, F48."""
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
