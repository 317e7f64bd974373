"""Where the demo's servers are. Apart from them, so that asking imports no art."""

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Origins of the servers, and the keys that they take. The keys open nothing else."""

    anam: str
    heygen: str
    media: str
    anam_key: str = field(repr=False)
    heygen_key: str = field(repr=False)

    def as_environment(self) -> dict[str, str]:
        """The variables that make the application use them."""
        return {
            "AVATAR_BROWSER_ANAM_URL": self.anam,
            "AVATAR_BROWSER_HEYGEN_URL": self.heygen,
            "ANAM_API_KEY": self.anam_key,
            "HEYGEN_API_KEY": self.heygen_key,
        }

    def as_json(self) -> dict[str, str]:
        return asdict(self)
