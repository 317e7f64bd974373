"""What every adapter promises, tried over real HTTP. A provider's test class inherits it all."""

from tests.providers.conformance.details import DetailConformance
from tests.providers.conformance.failures import FailureConformance
from tests.providers.conformance.key import KeyConformance
from tests.providers.conformance.listing import ListingConformance


class ProviderConformance(
    ListingConformance, DetailConformance, FailureConformance, KeyConformance
):
    """A subclass says how its vendor speaks; the tests say what comes of it."""
