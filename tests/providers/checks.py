"""What holds for every avatar, whatever it was read from."""

from dataclasses import fields

from avatar_browser.domain.avatar import Avatar, Engine, Fact, Identifier, Media, MediaKind
from avatar_browser.domain.text import ID_LIMIT, NAME_LIMIT, TAG_LIMIT, TAGS_LIMIT, TEXT_LIMIT


def assert_valid(avatar: Avatar) -> None:
    """Types and limits of the record, and text that can be stored."""
    hash(avatar.key)
    assert 0 < len(avatar.key.id) <= ID_LIMIT
    assert 0 < len(avatar.name) <= NAME_LIMIT
    assert len(avatar.description) <= TEXT_LIMIT
    assert len(avatar.tags) <= TAGS_LIMIT
    assert all(0 < len(tag) <= TAG_LIMIT for tag in avatar.tags)
    assert all(size is None or size > 0 for size in (avatar.width, avatar.height))
    assert all(d is None or d.tzinfo for d in (avatar.created_at, avatar.updated_at))
    assert [i.value for i in avatar.ids if i.primary] == [avatar.key.id]
    for media in avatar.media:
        assert media.kind in MediaKind
        assert media.url.lower().startswith(("http://", "https://"))
    for text in _texts(avatar):
        text.encode()  # no lone surrogate is left
    repr(avatar)


def _texts(avatar: Avatar) -> list[str]:
    found = []
    for value in (
        getattr(avatar, f.name) for f in fields(avatar) if f.name not in {"raw", "person"}
    ):
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Engine | Fact | Identifier | Media):
                found += [v for f in fields(item) if isinstance(v := getattr(item, f.name), str)]
            elif isinstance(item, str):
                found.append(item)
    return found
