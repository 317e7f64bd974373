"""How a vendor speaks: what a provider's test class has to supply."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.providers.protocol import ProviderSpec
from tests.support.json_server import Asked, JsonServer, Reply


class Dialect:
    """What a conformance test has to know of a vendor."""

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
