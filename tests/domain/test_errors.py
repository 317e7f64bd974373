import pytest

from avatar_browser.domain import errors
from avatar_browser.domain.errors import KeyMissing, Problem, RateLimited


def _all_problems(root: type[Problem] = Problem) -> list[type[Problem]]:
    here = [root] if root.__module__ == errors.__name__ else []
    return here + [p for child in root.__subclasses__() for p in _all_problems(child)]


@pytest.mark.parametrize("kind", [k for k in _all_problems() if k is not RateLimited])
def test_every_problem_has_a_sentence_of_its_own_words(kind: type[Problem]) -> None:
    assert str(kind()).endswith(".")
    assert str(kind())[0].isupper()


def test_every_problem_is_drawn_in_the_picture_of_the_tree() -> None:
    assert errors.__doc__ is not None
    assert [k.__name__ for k in _all_problems() if k.__name__ not in errors.__doc__] == []


def test_a_given_sentence_replaces_the_default_and_the_rest_stays_apart() -> None:
    problem = KeyMissing("Add a key.", code="no key", detail="theirs")
    assert (str(problem), problem.code, problem.detail) == ("Add a key.", "no key", "theirs")


def test_the_other_sides_text_is_cut_to_500_characters() -> None:
    assert len(Problem(detail="x" * 10_000).detail) == 500


def test_a_rate_limit_carries_its_seconds() -> None:
    problem = RateLimited(retry_after=12.5)
    assert problem.retry_after == 12.5
    assert str(problem) == RateLimited.default
