"""The demo at its largest: no slower to begin with, and light."""

import psutil

from avatar_browser.demo.process import DemoServers
from avatar_browser.demo.size import LARGEST
from tests.demo.client import anam, get, heygen


def test_a_hundred_thousand_avatars_are_served_at_once_and_in_little_memory() -> None:
    with DemoServers(size=LARGEST, draw_ahead=0) as servers:
        endpoints = servers.endpoints
        listing = anam(endpoints, "/v1/avatars?page=155&perPage=100").json()
        looks = heygen(endpoints, "/v3/avatars/looks?ownership=public&limit=50").json()
        process = psutil.Process(servers.pid)
        times, used = process.cpu_times(), process.memory_info().rss
        last = listing["data"][-1]
        assert anam(endpoints, f"/v1/avatars/{last['id']}").json()["id"] == last["id"]
        assert get(looks["data"][0]["preview_image_url"]).status == 200
    assert (listing["meta"]["total"], looks["has_more"]) == (15_444, True)
    # Of its own time: how long others kept the machine busy says nothing about the servers.
    assert times.user + times.system < 2.5  # 0.4 s on an idle machine
    assert used < 250_000_000  # 90 MB, most of it Qt
