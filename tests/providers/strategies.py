"""JSON as an adversary would send it, for property tests of the record readers."""

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

_TEXT = st.text(alphabet=st.characters(), max_size=40)  # lone surrogates included
_LIKELY = st.sampled_from(
    [
        "https://media.example/a.mp4?X-Amz-Date=20260930T120000Z&X-Amz-Expires=3600",
        "http://[::1",
        "s3://bucket/key",
        "2024-02-30T00:00:00Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "1730419200",
        "true",
        "avatar_iv",
        "x" * 600,
    ]
)
_NUMBERS = (
    st.integers()
    | st.floats()
    | st.sampled_from([10**4000, -(10**400), 1.7e308, 2**63, 1_730_419_200, -62_135_596_801])
)
_SCALARS = st.none() | st.booleans() | _NUMBERS | _TEXT | _LIKELY
JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)


def records(
    fields: Iterable[str], ids: Iterable[str] = ()
) -> st.SearchStrategy[Mapping[str, object]]:
    """Objects with any of ``fields`` and others, each of any JSON value; many have good ``ids``."""
    anything = st.dictionaries(st.sampled_from(sorted(fields)) | _TEXT, JSON, max_size=20)
    good_ids = st.fixed_dictionaries({}, optional={name: st.just("one") for name in ids})
    return st.builds(lambda odd, good: {**odd, **good}, anything, good_ids)
