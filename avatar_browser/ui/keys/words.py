"""What is said about accounts and keys."""

from avatar_browser.domain import errors
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.text import isolated
from avatar_browser.providers.protocol import KeyReport
from avatar_browser.services.key_state import KeyAccount, KeySource, KeyState
from avatar_browser.ui.telling import to_do, told

IN_USE = "in use"
_CHECK = "press “Check” again"


def account_words(account: KeyAccount) -> str:
    """Where the account's key is, in one line."""
    state = account.state
    if account.is_of_environment:
        key = state.masked or "No key"
        return f"{key} from the variable {state.variable}; read, never stored"
    if account.is_going:
        return "Removed; to delete its key is tried again at the next start"
    if state.source is KeySource.KEYRING:
        return f"{state.masked} kept in {state.backend}"
    if state.source is KeySource.SESSION:
        return f"{state.masked} for this session only; it is gone when you quit"
    if state.busy:
        return "Asking the system keyring…"
    if isinstance(state.problem, errors.KeyringLocked):
        return f"Kept in {account.kept_in or 'the system keyring'}, which is locked"
    if account.kept_in and state.problem is None:
        return f"Kept in {account.kept_in}; it is read when it is used"
    return "No key is here"


def spoken(account: KeyAccount) -> str:
    """For a screen reader."""
    current = f", {IN_USE}" if account.is_current else ""
    return f"{isolated(account.name)}{current}. {account_words(account)}"


def keyring_words(state: KeyState) -> str:
    """What the keyring says, empty where there is nothing to say."""
    if state.waiting:
        return (
            "Waiting for the system keyring, which may be asking for its password in another"
            " window: type it there, or press “Stop waiting”."
        )
    return told(state.problem) if state.problem is not None else ""


def checked_words(provider: str, report: KeyReport) -> str:
    """With the plan or the count, where the API tells one."""
    told = f": {isolated(report.summary)}" if report.summary else ""
    return f"{provider} accepts this key{told}."


def check_failed_words(provider: str, problem: Problem) -> str:
    """Rejected, not permitted, unreachable and the rest, told apart."""
    if isinstance(problem, errors.KeyRejected):
        return (
            f"{provider} refused this key, which may be revoked, mistyped or cut off: copy all of"
            " it once more, or make another with “Get a key”."
        )
    if isinstance(problem, errors.NotPermitted):
        return (
            f"{provider} knows this key, but its plan or workspace does not allow to list avatars:"
            " have that changed there, or use another key."
        )
    if str(problem) == errors.Offline.default:
        said = f"{provider} cannot be reached, so that the key could not be checked"
        return f"{said}: {to_do(problem, _CHECK)}."
    return f"The key could not be checked. {told(problem, _CHECK)}"
