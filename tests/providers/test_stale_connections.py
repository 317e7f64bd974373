"""Connections that a sleep or another network has cut are not waited on: F29."""

import asyncio

from avatar_browser.providers.http import Wire
from tests.support.raw_server import Connection, RawServer, hanging, json_answer, replies
from tests.support.wire import MIB, fetch, with_wire

GOOD = json_answer("{}")


async def ask(wire: Wire, server: RawServer) -> bytes:
    answer = await wire.api_exchange(server.url(), {}, silence=20, deadline=20, cap=MIB)
    return answer.body


def test_idle_connections_are_used_again_until_they_are_dropped() -> None:
    """F29."""
    with RawServer(replies(GOOD)) as server:

        async def work(wire: Wire) -> None:
            await ask(wire, server)
            await ask(wire, server)
            assert server.connections == 1
            await wire.drop_connections()
            await ask(wire, server)
            assert await fetch(wire, server.url()) == b"{}"
            assert server.connections == 3  # media have a client of their own

        with_wire(work)


def test_a_connection_that_leads_nowhere_is_not_asked_after_waking() -> None:
    """F29: the other side knows nothing of it any more, and says nothing at all."""

    def dead_after_one(connection: Connection) -> None:
        connection.request()
        connection.send(GOOD)
        connection.hang()

    with RawServer(dead_after_one, replies(GOOD)) as server:

        async def work(wire: Wire) -> None:
            await ask(wire, server)
            await wire.drop_connections()
            assert await ask(wire, server) == b"{}"

        with_wire(work)


def test_what_is_under_way_ends_on_the_connection_it_began_on() -> None:
    """F29."""
    with RawServer(
        hanging(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"), replies(GOOD)
    ) as server:

        async def work(wire: Wire) -> None:
            first = asyncio.ensure_future(ask(wire, server))
            await asyncio.to_thread(server.await_requests, 1)
            await wire.drop_connections()
            assert await ask(wire, server) == b"{}"
            assert not first.done()
            first.cancel()
            await asyncio.wait([first])

        with_wire(work)


def test_the_old_connections_are_closed_when_the_last_request_on_them_ends() -> None:
    """F29: nothing is left open, however often the computer sleeps."""

    def slowly(connection: Connection) -> None:
        connection.request()
        connection.send(GOOD[:-1])
        connection.request()  # returns only when the other side hangs up

    with RawServer(slowly) as server:

        async def work(wire: Wire) -> None:
            first = asyncio.ensure_future(ask(wire, server))
            await asyncio.to_thread(server.await_requests, 1)
            await wire.drop_connections()
            first.cancel()
            await asyncio.wait([first])
            assert await asyncio.to_thread(server.hang_ups.acquire, timeout=20)
            assert wire._clients._retired == set()

        with_wire(work)
