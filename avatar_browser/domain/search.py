"""Finding avatars by words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress, repeat
from operator import contains, not_

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.facets import Value, Vocabulary
from avatar_browser.domain.folding import FIELD_END, fold
from avatar_browser.domain.query import Query, Word
from avatar_browser.domain.standing import Standing

_SHORTEST_ID = 6
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Digest:
    """An avatar as it is searched: ``text`` is folded, a blank before and after each word.

    It begins with the display name and holds variant, ids, tags, description and provider, with
    FIELD_END between fields. ``copy_id`` is folded too.
    """

    text: str
    copy_id: str
    values: tuple[Value, ...]


class Digests:
    """Makes digests, and keeps them for others that show the same avatars.

    ``provider_names`` maps provider ids to names.
    """

    def __init__(self, provider_names: Mapping[str, str]) -> None:
        self._provider_names = provider_names
        self._vocabulary = Vocabulary(provider_names)
        self._kept: dict[AvatarKey, tuple[Avatar, Digest]] = {}

    def of(self, avatar: Avatar) -> Digest:
        kept = self._kept.get(avatar.key)
        if kept is not None and kept[0] is avatar:
            return kept[1]
        digest = self._made(avatar)
        self._kept[avatar.key] = (avatar, digest)
        return digest

    def standing(self, avatar: Avatar, standing: Standing) -> Digest:
        """The same with what its user and its catalogue say of it; a note is searched too."""
        digest = self.of(avatar)
        values = self._vocabulary.values_of_standing(standing)
        if not values:
            return digest
        note = fold(standing.note)
        text = f"{digest.text}{FIELD_END} {note} " if note else digest.text
        return replace(digest, text=text, values=digest.values + values)

    def forget(self, keys: Iterable[AvatarKey]) -> None:
        for key in keys:
            self._kept.pop(key, None)

    def _made(self, avatar: Avatar) -> Digest:
        provider = avatar.key.provider
        fields = [
            avatar.display_name,
            avatar.display_variant,
            avatar.name,
            *dict.fromkeys((avatar.key.id, avatar.person_id, *(i.value for i in avatar.ids))),
            *avatar.tags,
            self._provider_names.get(provider, provider),
            avatar.description,
        ]
        text = f" {fold(FIELD_END.join(fields))} "
        return Digest(text, fold(avatar.copy_id), self._vocabulary.values_of(avatar))


class TextIndex:
    """Texts by place, counted from 0 in order of arrival."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._ids: list[str] = []
        self._known_ids: set[str] = set()
        self._last: tuple[tuple[Word, ...], list[bool]] = ((), [])

    @property
    def texts(self) -> Sequence[str]:
        return self._texts

    def extend(self, arrived: Iterable[Digest]) -> None:
        for digest in arrived:
            self._texts.append(digest.text)
            self._ids.append(digest.copy_id)
            self._known_ids.add(digest.copy_id)
        self._last = ((), [])

    def replace(self, place: int, digest: Digest) -> None:
        self._texts[place] = digest.text
        self._ids[place] = digest.copy_id
        self._known_ids.add(digest.copy_id)
        self._last = ((), [])

    def holds(self, place: int, query: Query) -> bool:
        return all(_holds(self._texts[place], self._ids[place], word) for word in query.words)

    def flags(self, words: Sequence[Word]) -> list[bool]:
        """For each place, whether all of ``words`` hold."""
        words = tuple(words)
        if words == self._last[0] and self._last[1]:
            return self._last[1]
        flags = [True] * len(self._texts)
        if self._narrows(words):
            flags, fresh = self._last[1], words[-1:]
        else:
            fresh = words
        for word in fresh:
            flags = self._narrowed(flags, word)
        self._last = (words, flags)
        return flags

    def with_id(self, ids: Iterable[str], words: Sequence[Word] = ()) -> list[int]:
        """The places that have one of ``ids``, which are folded, for one of their fields.

        Only those in which all of ``words`` hold.
        """
        texts = self._texts
        places = range(len(texts))
        among = list(compress(places, self.flags(words))) if words else places
        found: set[int] = set()
        for field in _as_fields(ids):
            found.update([n for n in among if field in texts[n]])
        return sorted(found)

    def ranked(self, places: list[int], query: Query) -> list[int]:
        """``places``, all of which hold, with the better match first.

        The id as a whole, then the first word begins the name and every other a word, then every
        word begins a word, then the rest. Ties keep their order.
        """
        if not query.wanted:
            return places
        probes = [f" {text}" for text in query.wanted]
        begun = places
        inside: list[int] = []
        for probe in probes:
            begins = self._contain(begun, probe)
            inside += compress(begun, map(not_, begins))
            begun = list(compress(begun, begins))
        exact = self._known_ids & query.exact_ids
        same = [self._ids[n] in exact for n in begun] if exact else [False] * len(begun)
        others = list(compress(begun, map(not_, same))) if exact else begun
        texts = map(self._texts.__getitem__, others)
        leads = list(map(str.startswith, texts, repeat(probes[0])))
        if len(probes) > 1:
            kept = set(inside)
            inside = [n for n in places if n in kept]
        return [
            *compress(begun, same),
            *compress(others, leads),
            *compress(others, map(not_, leads)),
            *inside,
        ]

    def rank(self, place: int, query: Query) -> int:
        """0 to 3, the better the smaller, as :meth:`ranked` has it."""
        probes = [f" {text}" for text in query.wanted]
        text = self._texts[place]
        if not all(probe in text for probe in probes):
            return 3
        if not probes or self._ids[place] in query.exact_ids:
            return 0
        return 1 if text.startswith(probes[0]) else 2

    def _narrows(self, words: tuple[Word, ...]) -> bool:
        """Whether only the last word says more than what was asked before."""
        before, flags = self._last
        if not flags or not words or not before:
            return False
        if words[:-1] == before:
            return True
        last, former = words[-1], before[-1]
        plain = not (last.negated or former.negated or last.ids or former.ids)
        return words[:-1] == before[:-1] and plain and last.text.startswith(former.text)

    def _narrowed(self, flags: list[bool], word: Word) -> list[bool]:
        text = word.text
        if word.ids:
            ids, fields, negated = word.ids, _fields_of(word), word.negated
            found = (
                i in ids or any(map(t.__contains__, fields))
                for i, t in zip(self._ids, self._texts, strict=True)
            )
            return [f and one != negated for f, one in zip(flags, found, strict=True)]
        if word.negated:
            return [f and text not in t for f, t in zip(flags, self._texts, strict=True)]
        if False not in flags:
            return list(map(contains, self._texts, repeat(text)))
        return [f and text in t for f, t in zip(flags, self._texts, strict=True)]

    def _contain(self, places: Sequence[int], probe: str) -> list[bool]:
        """At 100,000 texts, half the time that a comprehension takes; and so above."""
        return list(map(contains, map(self._texts.__getitem__, places), repeat(probe)))


def _holds(text: str, copy_id: str, word: Word) -> bool:
    if not word.ids:
        return (word.text in text) != word.negated
    found = copy_id in word.ids or any(map(text.__contains__, _fields_of(word)))
    return found != word.negated


def _fields_of(word: Word) -> list[str]:
    """Parts of an address that may be another id than the one to copy, as a person's."""
    return _as_fields(i for i in word.ids if len(i) >= _SHORTEST_ID and _DIGIT.search(i))


def _as_fields(ids: Iterable[str]) -> list[str]:
    return [f" {FIELD_END} {folded} {FIELD_END} " for folded in ids if folded]
