"""Everything that can go wrong, split by what the user can do about it.

::

    Problem
    ├── AddressUnusable         what is set in place of the service's own address is none
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
    │   └── MediaUnusable       the file is too large, or cannot be decoded
    │       └── MediaDamaged    it is not whole, or not what it should be; it may come well later
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

LOG_IN = "log in to this network with your browser"
"""What to do where this network answers in place of the service."""
NEWER = "look for a newer version of Avatar Browser"
"""What may help where asking again does not."""


class Problem(Exception):
    """A failure that the user is told of.

    ``str(problem)`` is our own sentence: what happened. ``advice`` is what the user can do about
    it, or how it goes on: words that go behind the sentence and a colon, mostly an imperative.
    Where it is empty, asking again is all, or the sentence itself says what to do.
    ``code`` is short and stable (``"401 unauthorized"``); ``detail`` is the other side's text,
    redacted and cut to 500 characters, for "Copy details" only.
    """

    default = "Something went wrong."
    default_advice = ""
    asking_again_helps = True
    """The same question may be answered better, once the advice is followed."""
    passes_by_itself = False
    """Asking again later, without anybody having done anything, may well succeed."""
    retry_after: float = 0.0
    """Seconds that the service asks to wait, up to 300; 0 where it says nothing of it."""

    def __init__(
        self, message: str = "", *, advice: str | None = None, code: str = "", detail: str = ""
    ) -> None:
        """``advice`` is that of the kind where it is None."""
        super().__init__(message or self.default)
        self.advice = self.default_advice if advice is None else advice
        self.code = code
        self.detail = detail[:500]


class AddressUnusable(Problem):
    """It is read at the start alone."""

    default = "The address set for the service cannot be used."
    default_advice = "correct it, then start Avatar Browser again"
    asking_again_helps = False


class KeyProblem(Problem):
    """The user has to do something about the key."""

    asking_again_helps = False


class KeyMissing(KeyProblem):
    default = "No API key is set."
    default_advice = "add one in the File menu, under the service's accounts"


class KeyRejected(KeyProblem):
    default = "The service refused this key."
    default_advice = "replace it in the File menu, under the service's accounts"


class NotPermitted(Problem):
    default = "The key is fine, but its plan or workspace does not allow this."
    default_advice = "have that changed at the service, or use another key"


class NotFound(Problem):
    default = "The service does not know this item."
    default_advice = "it may no longer be offered, so choose another one"
    asking_again_helps = False
    is_about_item = True
    """The item asked for, as against the way of asking."""


class RateLimited(Problem):
    """Nothing is to be asked for ``retry_after`` seconds."""

    default = "The service asks for a pause."

    def __init__(
        self, message: str = "", *, retry_after: float, code: str = "", detail: str = ""
    ) -> None:
        super().__init__(message, code=code, detail=detail)
        self.retry_after = retry_after


class Offline(Problem):
    default = "The service cannot be reached."
    default_advice = "check this computer's network"
    passes_by_itself = True


class ProxyFailed(Offline):
    default = "The proxy of this computer did not serve."
    default_advice = "check it with “Proxy…” in the File menu"


class ServiceFailed(Problem):
    default = "The service has trouble answering."
    passes_by_itself = True


class UnexpectedAnswer(Problem):
    default = "The service answered in a way this version does not understand."
    default_advice = NEWER


class MediaProblem(Problem):
    """A picture or preview cannot be shown; the avatar itself is fine."""

    default_advice = "nothing is to be done, the avatar works all the same"
    asking_again_helps = False


class MediaRefused(MediaProblem):
    default = "The address of the file is not one that is safe to open."


class MediaExpired(MediaProblem):
    default = "The link to the file has expired and could not be renewed."
    default_advice = "choose “Refresh” in the View menu for a new one"


class MediaUnusable(MediaProblem):
    default = "The file cannot be shown."


class MediaDamaged(MediaUnusable):
    default = "The file is damaged."
    default_advice = ""
    asking_again_helps = True


class KeyringProblem(Problem):
    """The operating system's keyring did not serve."""

    asking_again_helps = False
    """Not without what the advice says."""


class KeyringMissing(KeyringProblem):
    default = "No trusted keyring was found on this computer."
    default_advice = "set the key in the environment to have it at every start"


class KeyringLocked(KeyringProblem):
    default = "The keyring is locked."
    default_advice = "press “Unlock”"


class KeyringRefused(KeyringProblem):
    default = "The keyring did not keep or give the key."
    default_advice = "press “Try again”"


class StoreTrouble(Problem):
    """What is kept on this computer is not as it should be; the program works all the same."""

    asking_again_helps = False


class StoreRebuilt(StoreTrouble):
    default = "A stored file was damaged and has been begun anew."
    default_advice = "nothing is to be done"


class StoreNewer(StoreTrouble):
    default = "A stored file was written by a newer version of this program and is only read."
    default_advice = "start that version to keep what is new"


class StoreUnwritable(StoreTrouble):
    default = "The data folder cannot be written, so that nothing is kept after you quit."
    default_advice = "make Avatar Browser's data folder writable, then start it again"


class StoreFull(StoreTrouble):
    default = "The disk is full, so that nothing new is kept."
    default_advice = "free some space"


class StoreBusy(StoreTrouble):
    default = "Another program holds a stored file, so that nothing new is kept for now."
    default_advice = "close that program, or wait, since it is tried again by itself"
