import pytest

from avatar_browser.domain.completing import completions
from avatar_browser.domain.facets import Facet, Value

VALUES: dict[Facet, list[Value]] = {facet: [] for facet in Facet} | {
    Facet.GENDER: [Value(Facet.GENDER, "male", "Male"), Value(Facet.GENDER, "female", "Female")],
    Facet.TAG: [Value(Facet.TAG, f"office {n}", f"Office {n}") for n in range(20)],
    Facet.OWNERSHIP: [Value(Facet.OWNERSHIP, "custom", "Custom")],
}


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("", []),
        ("g", []),
        ("ge", ["gender:"]),
        ("anna GEN", ["anna gender:"]),
        ("anna -gen", ["anna -gender:"]),
        ("gender:", ["gender:male", "gender:female"]),
        ("anna gender:f", ["anna gender:female"]),
        ("-gender:fe", ["-gender:female"]),
        ("gender:female", []),
        ("gender:female ", []),
        ("gender:x", []),
        ("en", []),
        ("is:c", ["is:custom"]),
        ("is", ["is:"]),
        ('tag:"office 7', ['tag:"office 7"']),
        ("abigail", []),
    ],
)
def test_the_word_being_typed_is_completed(text: str, offers: list[str]) -> None:
    assert completions(text, VALUES) == offers


def test_a_dozen_at_most_and_quoted_where_needed() -> None:
    offers = completions("tag:off", VALUES)
    assert len(offers) == 12
    assert offers[0] == 'tag:"office 0"'
