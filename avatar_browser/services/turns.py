"""How long a thread may go on with Python code while others wait for their turn."""

import sys

SWITCH_SECONDS = 0.0001
"""Python's own 5 ms add up: whenever the GUI thread has called into Qt it waits for its turn again,
and while pages are read, stored and decoded, several threads are in the line. Measured with 10,000
avatars arriving on two cores: of a stall of the GUI thread of more than 50 ms, 27 ms were such
waiting, with half a millisecond 14 ms; with this there are a third as many stalls as with that. The
whole takes no more of the processor than before."""


class ShortTurns:
    """From its making to :meth:`end`."""

    def __init__(self) -> None:
        self._before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)

    def end(self) -> None:
        """Give Python its own measure back."""
        sys.setswitchinterval(self._before)
