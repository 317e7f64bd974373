"""What a tab says while it has no key: where the key is looked for, and what is in the way."""

from avatar_browser.domain import errors
from avatar_browser.services.keys import KeyState
from avatar_browser.ui.notice import AGAIN, Act, Notice
from avatar_browser.ui.telling import told


def _article(provider: str) -> str:
    return f"{'an' if provider[:1].upper() in 'AEIOU' else 'a'} {provider}"


def about_key(provider: str, key: KeyState) -> Notice:
    problem = key.problem
    if key.busy and not key.waiting:
        return Notice("key", f"Looking for your {provider} key…", "Asking the system keyring.")
    if key.waiting:
        return Notice(
            "lock",
            "Waiting for the system keyring",
            "It may be asking for its password in another window: type it there, or press “Stop"
            " waiting”.",
            Act.STOP_WAITING,
            Act.ADD_KEY,
        )
    if isinstance(problem, errors.KeyringLocked):
        return Notice(
            "lock",
            "The system keyring is locked",
            f"Press “Unlock” to use the {provider} key kept there.",
            Act.UNLOCK,
            Act.ADD_KEY,
            problem,
        )
    if isinstance(problem, errors.KeyringMissing):
        return Notice(
            "key",
            f"Add {_article(provider)} key",
            "There is no system keyring here: a key that you add lasts until you quit, one in"
            " the environment is there at every start.",
            Act.ADD_KEY,
            Act.GET_KEY,
            problem,
        )
    if isinstance(problem, errors.KeyProblem):
        title = f"Add {_article(provider)} key"
        return Notice("key", title, told(problem), Act.ADD_KEY, Act.GET_KEY, problem)
    if problem is not None:
        return Notice(
            "alert",
            "No key came from the system keyring",
            told(problem, AGAIN),
            Act.ASK_KEYRING,
            Act.ADD_KEY,
            problem,
        )
    return Notice(
        "key",
        f"Add {_article(provider)} key",
        f"With an API key of your own, your {provider} avatars appear here. The key is"
        " kept in the system keyring.",
        Act.ADD_KEY,
        Act.GET_KEY,
    )
