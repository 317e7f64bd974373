"""Copying: what goes on the clipboard, and the proof that it got there."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.text import displayable, escaped, isolated
from avatar_browser.ui.words import counted


def ids_text(avatars: Sequence[Avatar]) -> str:
    """The id that a video or session call accepts, of each avatar, one a line."""
    return "\n".join(avatar.copy_id for avatar in avatars)


def names_and_ids_text(avatars: Sequence[Avatar]) -> str:
    """Name, variant and id, tab-separated, one avatar a line."""
    return "\n".join(
        "\t".join((displayable(a.display_name), displayable(a.display_variant), a.copy_id))
        for a in avatars
    )


def environment_text(avatars: Sequence[Avatar]) -> str:
    """``ANAM_AVATAR_ID="…"``, one avatar a line, quoted as JSON quotes."""
    return "\n".join(f"{a.key.provider.upper()}_AVATAR_ID={json.dumps(a.copy_id)}" for a in avatars)


def json_text(avatars: Sequence[Avatar]) -> str:
    """One object an avatar: provider, id, name, variant; a list where there are several."""
    objects = [
        {
            "provider": a.key.provider,
            "id": a.copy_id,
            "name": a.display_name,
            "variant": a.display_variant,
        }
        for a in avatars
    ]
    return json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=2)


@dataclass(frozen=True, slots=True)
class CopyFormat:
    label: str
    text_of: Callable[[Sequence[Avatar]], str]


FORMATS = (
    CopyFormat("ID", ids_text),
    CopyFormat("Name and ID", names_and_ids_text),
    CopyFormat("Environment line", environment_text),
    CopyFormat("JSON", json_text),
)


class Copier(QObject):
    """Success is told only after the clipboard gave the text back (fault F97)."""

    copied = Signal(str)
    avatars_copied = Signal(list)
    """Those whose ids are on the clipboard now."""
    failed = Signal(str)
    """The text that did not get there, as it is."""

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard

    def copy_avatars(self, avatars: Sequence[Avatar], form: CopyFormat = FORMATS[0]) -> None:
        if not avatars:
            return
        if len(avatars) > 1 and form is FORMATS[0]:
            what = f"{len(avatars):,} IDs"
        elif len(avatars) > 1:
            what = f"{counted(len(avatars), 'avatar', 'avatars')} as {form.label}"
        elif form is FORMATS[0]:
            what = f"{self._id_label(avatars[0])} {isolated(escaped(avatars[0].copy_id))}"
        else:
            what = f"{isolated(avatars[0].display_name)} as {form.label}"
        if self.copy_text(form.text_of(avatars), what):
            self.avatars_copied.emit(list(avatars))

    def copy_text(self, text: str, what: str) -> bool:
        """Whether it is copied. ``what`` completes the sentence "Copied …"."""
        self._clipboard.setText(text)
        is_there = self._clipboard.text() == text
        if is_there:
            self.copied.emit(f"Copied {what}")
        else:
            self.failed.emit(text)
        return is_there

    @staticmethod
    def _id_label(avatar: Avatar) -> str:
        return next((i.label for i in avatar.ids if i.primary), "ID")
