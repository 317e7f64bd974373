"""Avatars for tests that are about something else than how an avatar is read."""

from datetime import UTC, datetime
from typing import Any

from avatar_browser.domain.avatar import (
    Avatar,
    AvatarKey,
    Engine,
    Fact,
    Gender,
    Identifier,
    Media,
    MediaKind,
    Orientation,
    Ownership,
    Person,
    Status,
)


def an_avatar(identifier: str = "look-1", provider: str = "heygen", **fields: Any) -> Avatar:
    """A small avatar; ``fields`` as those of Avatar."""
    defaults: dict[str, Any] = {
        "name": f"Name of {identifier}",
        "ids": (Identifier("Look ID", identifier, "Goes into avatar_id.", primary=True),),
    }
    return Avatar(AvatarKey(provider, "looks", identifier), **(defaults | fields))


def a_full_avatar() -> Avatar:
    """Every field filled, so that a test can look for each of them on screen."""
    key = AvatarKey("heygen", "looks", "abigail_office")
    person = Person(
        "heygen",
        "group-9",
        "Abigail",
        looks_count=12,
        consent="signed",
        created_at=datetime(2024, 5, 1, tzinfo=UTC),
        default_voice_id="voice-of-person",
    )
    return Avatar(
        key,
        name="Abigail in the office",
        variant="Office",
        person_id="group-9",
        person=person,
        ids=(
            Identifier("Look ID", "abigail_office", "Goes into avatar_id.", primary=True),
            Identifier("Group ID", "group-9", "The video call refuses it."),
        ),
        media=(
            Media(
                "still", "Still", MediaKind.STILL, "https://files.example/a.png?Signature=s3cret"
            ),
            Media(
                "video",
                "Preview video",
                MediaKind.VIDEO,
                "https://files.example/a.mp4?Signature=s3cret",
                expires_at=datetime(2030, 1, 1, tzinfo=UTC),
            ),
        ),
        gender=Gender.FEMALE,
        gender_raw="Woman",
        tags=("office", "formal"),
        ownership=Ownership.CUSTOM,
        kind="Studio avatar",
        kind_raw="studio_avatar",
        engines=(Engine("Avatar IV", "avatar_iv"), Engine("cara-4", "cara-4")),
        active_engine=Engine("Avatar V", "avatar_v"),
        orientation=Orientation.LANDSCAPE,
        width=1920,
        height=1080,
        default_voice_id="voice-1",
        premium=True,
        status=Status.FAILED,
        status_raw="failed",
        error="Face not found",
        created_at=datetime(2024, 5, 2, 10, 30, tzinfo=UTC),
        updated_at=datetime(2024, 6, 2, 10, 30, tzinfo=UTC),
        description="A friendly host.",
        facts=(Fact("Render style", "Realistic", "renderStyle"),),
        raw={"GET /x": {"url": "https://files.example/a.mp4?Signature=s3cret", "name": "Abigail"}},
    )
