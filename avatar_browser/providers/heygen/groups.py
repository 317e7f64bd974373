"""v3 groups: ``GET /v3/avatars`` and ``GET /v3/avatars/{group_id}``, the people behind looks."""

from avatar_browser.domain.avatar import Ownership, Person
from avatar_browser.providers.heygen.looks import PROVIDER, cursor_query, next_cursor
from avatar_browser.providers.heygen.words import gender_of, status_of
from avatar_browser.providers.protocol import Api, Page
from avatar_browser.providers.records import Record, document, read_records, record_about

LIST_ENDPOINT = "GET /v3/avatars"
DETAIL_ENDPOINT = "GET /v3/avatars/{group_id}"


async def fetch_groups(api: Api, ownership: Ownership, cursor: str | None) -> Page:
    """One page of people."""
    payload = await api.get("v3", "avatars", query=cursor_query(ownership, cursor))
    answer = document(payload)
    people, skipped = read_records(
        answer.items("data"), lambda record: read_group(record, LIST_ENDPOINT)
    )
    return Page(people=people, skipped=skipped, cursor=next_cursor(answer))


async def fetch_group(api: Api, group_id: str) -> Person:
    payload = await api.get("v3", "avatars", group_id)
    record = record_about(document(payload).source.get("data"), "id", group_id)
    return read_group(record, DETAIL_ENDPOINT)


def read_group(record: Record, endpoint: str) -> Person:
    """One Group object. Raises BadRecord without a usable id."""
    return Person(
        provider=PROVIDER,
        id=record.identity("id"),
        name=record.text("name"),
        looks_count=record.whole("looks_count"),
        gender=gender_of(record.text("gender")),
        default_voice_id=record.text("default_voice_id"),
        status=status_of(record.text("status")),
        consent=record.text("consent_status"),
        created_at=record.moment("created_at"),
        raw={endpoint: record.kept},
    )
