"""Anam as far as media go: avatars whose links lead to a media server, and the real adapter."""

from avatar_browser.domain.avatar import Avatar, AvatarKey, Media, MediaKind
from avatar_browser.domain.links import expires_at
from avatar_browser.domain.secret import Secret
from avatar_browser.providers import anam
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.sessions import Sessions
from tests.support.media_server import MediaServer, sends_json

KEY = "CANARY-0123456789-key"


def sessions_on(server: MediaServer, network: NetworkThread, *, with_key: bool = True) -> Sessions:
    """The real adapter, client and wire, with ``server`` for both the API and the media."""
    wire = LateWire()
    network.close_at_stop(wire.aclose)
    return Sessions(
        [anam.SPEC],
        wire,
        lambda _: Secret(KEY) if with_key else None,
        base_urls={"anam": server.url},
        environment={},
    )


def avatar_with(identifier: str, **links: str) -> Avatar:
    """As the listing told it: ``links`` by the provider's field name."""
    media = tuple(
        Media(
            field,
            field,
            MediaKind.VIDEO if "ideo" in field else MediaKind.STILL,
            url,
            expires_at=expires_at(url),
        )
        for field, url in links.items()
    )
    return Avatar(AvatarKey("anam", "avatars", identifier), name="Liv", media=media)


def api_target(identifier: str) -> str:
    return f"/v1/avatars/{identifier}"


def serve_avatar(server: MediaServer, identifier: str, **links: str) -> None:
    """What the API tells of the avatar from now on."""
    record = {"id": identifier, "displayName": "Liv", **links}
    server.serve(api_target(identifier), sends_json(record))
