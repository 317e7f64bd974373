"""Keys from the environment: read, never stored."""

import os
from collections.abc import Mapping

from avatar_browser.domain.errors import KeyRejected
from avatar_browser.domain.secret import Secret


def key_from_environment(
    variable: str, environment: Mapping[str, str] = os.environ
) -> Secret | None:
    """The key in ``variable``, None where it is unset or blank.

    Raises KeyRejected, naming the variable and not its value, when it cannot be a key.
    """
    value = environment.get(variable, "")
    if not value.strip():
        return None
    try:
        return Secret.parse(value)
    except KeyRejected as error:
        raise KeyRejected(
            f"The environment variable {variable} does not look like a key, which has 8 to 1,000"
            " letters, digits and signs without spaces.",
            advice="correct it and start Avatar Browser again, or add a key here",
            code=error.code,
        ) from None
