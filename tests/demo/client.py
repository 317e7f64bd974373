"""A plain HTTP client for the demo's servers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from avatar_browser.demo.endpoints import Endpoints


@dataclass(frozen=True, slots=True)
class Answer:
    """Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def get(url: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
    """One request on a connection of its own."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection = HTTPConnection(parts.hostname, parts.port, timeout=20)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(method, target, headers=dict(headers or {}))
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, response.read())
    finally:
        connection.close()


def anam(endpoints: Endpoints, target: str) -> Answer:
    return get(endpoints.anam + target, {"Authorization": f"Bearer {endpoints.anam_key}"})


def heygen(endpoints: Endpoints, target: str) -> Answer:
    return get(endpoints.heygen + target, {"X-Api-Key": endpoints.heygen_key})


def all_of(endpoints: Endpoints, target: str) -> Iterator[Mapping[str, Any]]:
    """Every item of a cursor-paged list of HeyGen's."""
    joint = "&" if "?" in target else "?"
    token = ""
    for _ in range(200):
        page = heygen(endpoints, f"{target}{joint}limit=50{token}").json()
        yield from page["data"]
        if not page["has_more"]:
            assert page["next_token"] is None
            return
        token = f"&token={page['next_token']}"
    raise AssertionError("the list does not end")
