"""Whether the platform asks for less motion."""

from enum import Enum, auto

import pytest

from avatar_browser.ui.look.motion import is_reduced


class MotionPreference(Enum):
    """Qt's, from 6.12 on."""

    NoPreference = auto()
    ReducedMotion = auto()


class Hints:
    """The style hints of such a Qt, as far as motion goes."""

    def __init__(self, preference: MotionPreference) -> None:
        self._preference = preference

    def accessibility(self) -> "Hints":
        return self

    def motionPreference(self) -> MotionPreference:  # noqa: N802 - Qt's
        return self._preference


@pytest.mark.parametrize("preference", MotionPreference)
def test_a_platform_that_asks_for_less_motion_is_heard(preference: MotionPreference) -> None:
    assert is_reduced(Hints(preference)) is (preference is MotionPreference.ReducedMotion)


def test_where_qt_cannot_tell_nothing_is_reduced() -> None:
    assert not is_reduced(object())


def test_this_qt_can_be_asked() -> None:
    assert isinstance(is_reduced(), bool)
