"""The documented HeyGen account, behind v3 and behind v2."""

from avatar_browser.providers.heygen import SPEC
from avatar_browser.providers.protocol import Page
from tests.providers.session import all_pages, run
from tests.support.documents import document
from tests.support.json_server import Answerer, Asked, JsonServer, Reply

LOOKS = "/v3/avatars/looks"
GROUPS = "/v3/avatars"
V2_LIST = "/v2/avatars"
NOT_THERE = Reply(b"<html>404 page not found</html>", 404)


def account(asked: Asked) -> Reply:
    """The documented account: two pages of stock looks, own looks, people, and v2."""
    names: dict[tuple[str, str | None, str | None], str] = {
        (LOOKS, "public", None): "looks-public-1",
        (LOOKS, "public", "b3BhcXVl+/="): "looks-public-2",
        (LOOKS, "private", None): "looks-private",
        (GROUPS, "public", None): "groups-public",
        (GROUPS, "private", None): "groups-private",
        (V2_LIST, None, None): "v2-avatars",
    }
    name = names.get((asked.path, asked.query.get("ownership"), asked.query.get("token")))
    return Reply(document("heygen", name)) if name else NOT_THERE


def without_v3(asked: Asked) -> Reply:
    return NOT_THERE if asked.path.startswith("/v3/") else account(asked)


def read_all(answerer: Answerer) -> tuple[list[Page], list[Asked]]:
    with JsonServer(answerer) as server:
        return run(SPEC, server, all_pages), server.asked
