"""Everything that can go wrong, split by what the user can do about it.

::

    Problem
    ├── KeyProblem
    │   ├── KeyMissing          add a key
    │   └── KeyRejected         replace the key (401)
    ├── NotPermitted            the key is fine, the plan or workspace is not (402, 403)
    ├── NotFound                one item is not there (404, 410)
    ├── RateLimited             wait; carries the seconds (429)
    ├── Offline                 the service cannot be reached (DNS, connect, TLS)
    │   └── ProxyFailed         the proxy does not serve; it can be set
    ├── ServiceFailed           the service has trouble (5xx, time-outs, cut answers)
    ├── UnexpectedAnswer        an answer of unknown shape, or a redirect
    ├── MediaProblem
    │   ├── MediaRefused        the address is not one we fetch from
    │   ├── MediaExpired        the signed link is past and could not be renewed
    │   └── MediaUnusable       the file is not what it says, is too large, or cannot be decoded
    ├── KeyringProblem
    │   ├── KeyringMissing      no keyring on this machine that we trust
    │   ├── KeyringLocked       there, but locked or its prompt was dismissed
    │   └── KeyringRefused      it did not keep, give or delete the key, or did not answer in time
    └── StoreTrouble            what is kept on this computer is not as it should be
        ├── StoreRebuilt        a file was damaged or not ours; it was begun anew
        ├── StoreNewer          a newer version of this program wrote it; it is only read
        ├── StoreUnwritable     the folder cannot be written; nothing new is kept
        ├── StoreFull           the disk is full; what is there can still be read
        └── StoreBusy           another program holds the file

Errors are mapped to this tree once, at the door they came through. Anything else is a bug.
"""


class Problem(Exception):
    """A failure that the user is told of.

    ``str(problem)`` is our own sentence, fit for the window. ``code`` is short and stable
    (``"401 unauthorized"``); ``detail`` is the other side's text, redacted and cut to 500
    characters, for "Copy details" only.
    """

    default = "Something went wrong."
    passes_by_itself = False
    """Asking again later, without anybody having done anything, may well succeed."""

    def __init__(self, message: str = "", *, code: str = "", detail: str = "") -> None:
        super().__init__(message or self.default)
        self.code = code
        self.detail = detail[:500]


class KeyProblem(Problem):
    """The user has to do something about the key."""


class KeyMissing(KeyProblem):
    default = "No API key is set."


class KeyRejected(KeyProblem):
    default = "The service refused this key."


class NotPermitted(Problem):
    default = "The key is fine, but its plan or workspace does not allow this."


class NotFound(Problem):
    default = "The service does not know this item."
    is_about_item = True
    """The item asked for, as against the way of asking."""


class RateLimited(Problem):
    """``retry_after`` is the number of seconds to wait, 0 to 300."""

    default = "The service asks for a pause."

    def __init__(
        self, message: str = "", *, retry_after: float, code: str = "", detail: str = ""
    ) -> None:
        super().__init__(message, code=code, detail=detail)
        self.retry_after = retry_after


class Offline(Problem):
    default = "The service cannot be reached."
    passes_by_itself = True


class ProxyFailed(Offline):
    default = "The proxy of this computer did not serve."


class ServiceFailed(Problem):
    default = "The service has trouble answering."
    passes_by_itself = True


class UnexpectedAnswer(Problem):
    default = "The service answered in a way this version does not understand."


class MediaProblem(Problem):
    """A picture or preview cannot be shown; the avatar itself is fine."""


class MediaRefused(MediaProblem):
    default = "The address of this media file is not one that is safe to open."


class MediaExpired(MediaProblem):
    default = "The preview link has expired and could not be renewed."


class MediaUnusable(MediaProblem):
    default = "This media file cannot be shown."


class KeyringProblem(Problem):
    """The operating system's keyring did not serve."""


class KeyringMissing(KeyringProblem):
    default = "No trusted keyring was found on this computer."


class KeyringLocked(KeyringProblem):
    default = "The keyring is locked."


class KeyringRefused(KeyringProblem):
    default = "The keyring did not keep or give the key."


class StoreTrouble(Problem):
    """What is kept on this computer is not as it should be; the program works all the same."""


class StoreRebuilt(StoreTrouble):
    default = "A stored file was damaged and has been begun anew."


class StoreNewer(StoreTrouble):
    default = "A stored file was written by a newer version of this program; it is only read."


class StoreUnwritable(StoreTrouble):
    default = "The data folder cannot be written: nothing is kept after you quit."


class StoreFull(StoreTrouble):
    default = "The disk is full: what is new is not kept."


class StoreBusy(StoreTrouble):
    default = "Another program holds a stored file: what is new is not kept for now."
