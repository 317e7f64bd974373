"""What is fixed about HeyGen."""

from collections.abc import Mapping

from avatar_browser.domain.secret import Secret
from avatar_browser.providers.heygen.adapter import HeyGen
from avatar_browser.providers.heygen.failures import read_error
from avatar_browser.providers.heygen.looks import PROVIDER
from avatar_browser.providers.protocol import ProviderSpec


def _headers(key: Secret) -> Mapping[str, str]:
    return {"X-Api-Key": key.reveal()}


SPEC = ProviderSpec(
    id=PROVIDER,
    name="HeyGen",
    base_url="https://api.heygen.com",
    base_url_variable="AVATAR_BROWSER_HEYGEN_URL",
    key_variable="HEYGEN_API_KEY",
    keys_page="https://app.heygen.com/settings/api",
    key_purpose="Reads the stock avatars of HeyGen and your own.",
    headers=_headers,
    read_error=read_error,
    connect=HeyGen,
)
