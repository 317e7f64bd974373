"""Avatars that a file told of before any catalogue did: recognised when they arrive."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Slot

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.marks import Marks


class Strays(QObject):
    """Gives the marks of an id to the avatar with that id, once a catalogue brings one."""

    def __init__(
        self, marks: Marks, catalogues: Sequence[Catalogue], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._marks = marks
        self._catalogues = catalogues
        self._strays: set[AvatarKey] = set()
        marks.changed.connect(self._on_marks_changed)
        for catalogue in catalogues:
            catalogue.avatars_added.connect(self._recognise)

    @Slot(list)
    def _on_marks_changed(self, keys: list[AvatarKey]) -> None:
        if not all(key.catalogue for key in keys):
            former, self._strays = self._strays, self._marks.strays
            if self._strays - former:
                self._recognise(avatar for c in self._catalogues for avatar in c.avatars)

    @Slot(list)
    def _recognise(self, avatars: Iterable[Avatar]) -> None:
        if not self._strays:
            return
        found: dict[AvatarKey, Avatar] = {}
        for avatar in avatars:
            for key in _stray_keys(avatar):
                if key in self._strays:
                    found.setdefault(key, avatar)
        if found:
            self._marks.adopt(found)


def _stray_keys(avatar: Avatar) -> Iterable[AvatarKey]:
    for provider in (avatar.key.provider, ""):
        for avatar_id in {avatar.copy_id, avatar.key.id}:
            yield AvatarKey(provider, "", avatar_id)
