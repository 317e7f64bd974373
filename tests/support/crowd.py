"""Any number of avatars that are as different from each other as those of real catalogues."""

import random
from datetime import UTC, datetime, timedelta

from avatar_browser.domain.avatar import (
    Avatar,
    AvatarKey,
    Engine,
    Gender,
    Identifier,
    Media,
    MediaKind,
    Orientation,
    Ownership,
    Person,
)

PROVIDER_NAMES = {"anam": "Anam", "heygen": "HeyGen"}

_FIRST = ("Abigail", "Amélie", "Björn", "Cara", "Daisy", "Elif", "Jürgen", "Liv", "Mai", "Noor")
_LAST = ("Adler", "Brandt", "Costa", "Dubois", "Eriksen", "Ferrari", "Gupta", "Ito", "Kim")
_SCENES = ("office", "sofa", "kitchen", "street", "studio", "library", "garden", "lobby", "desk")
_WORDS = (*_SCENES, "warm", "calm", "formal", "suit", "smiling", "friendly", "seated", "front")
_ENGINES = (("Avatar III", "avatar_iii"), ("Avatar IV", "avatar_iv"), ("Avatar V", "avatar_v"))
_SINCE = datetime(2024, 1, 1, tzinfo=UTC)


def crowd(size: int) -> list[Avatar]:
    """The same ones each time; twelve looks a person, the first ones alike in every size."""
    dice = random.Random(7)
    people: list[Person] = []
    avatars = []
    for number in range(size):
        if number % 12 == 0:
            name = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
            created = _SINCE + timedelta(hours=number)
            people.append(
                Person("heygen", f"{dice.getrandbits(128):032x}", name, 12, created_at=created)
            )
        avatars.append(_look(number, people[-1], dice))
    return avatars


def _look(number: int, person: Person, dice: random.Random) -> Avatar:
    look_id = f"{dice.getrandbits(128):032x}"
    scene = dice.choice(_SCENES)
    address = f"https://files.example/{look_id}"
    return Avatar(
        AvatarKey("anam" if number % 30 == 29 else "heygen", "looks", look_id),
        name=f"{person.name} {scene} {number}",
        variant=f"{scene} {number % 12}",
        person_id=person.id,
        person=person,
        ids=(
            Identifier("Look ID", look_id, "Goes into avatar_id.", primary=True),
            Identifier("Group ID", person.id, "The video call refuses it."),
        ),
        media=(
            Media("still", "Still", MediaKind.STILL, f"{address}.webp"),
            *([Media("clip", "Clip", MediaKind.VIDEO, f"{address}.mp4")] if number % 3 else []),
        ),
        gender=dice.choice(tuple(Gender)),
        tags=tuple(dict.fromkeys(dice.choices(_WORDS, k=3))),
        ownership=Ownership.CUSTOM if number % 50 == 0 else Ownership.STOCK,
        kind=dice.choice(("Studio avatar", "Digital twin", "Photo avatar")),
        engines=tuple(Engine(n, raw, raw) for n, raw in dice.sample(_ENGINES, dice.randrange(3))),
        orientation=dice.choice((*Orientation, None)),
        description=" ".join(dice.choices(_WORDS, k=20)),
    )
