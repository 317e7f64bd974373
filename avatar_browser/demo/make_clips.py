"""Makes the clips under ``resources/demo/clips`` from the same art as the stills.

Run ``python -m avatar_browser.demo.make_clips`` in a checkout; it needs an ``ffmpeg`` with
libx264. Only what is missing is made, everything with ``--all``.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from avatar_browser.demo.anam_cast import AnamCast
from avatar_browser.demo.art.portrait import backdrop, draw_over
from avatar_browser.demo.art.traits import Portrait, Pose
from avatar_browser.demo.heygen_looks import clip_portrait, is_wide
from avatar_browser.demo.motion import idling, talking
from avatar_browser.demo.people import HEYGEN_PEOPLE

FRAMES_PER_SECOND = 15
FRAMES = 39
PORTRAIT = (384, 512)
LANDSCAPE = (544, 304)
_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "demo" / "clips"

Motion = Callable[[Pose, str, float], Pose]


@dataclass(frozen=True, slots=True)
class Clip:
    """``name`` is the path below the folder of clips."""

    name: str
    portrait: Portrait
    size: tuple[int, int]
    motion: Motion


def clips() -> Iterator[Clip]:
    """All that the catalogues name: each Anam avatar and its idling, each HeyGen person."""
    seen: set[str] = set()
    for avatar in AnamCast():
        yield Clip(avatar.clip, avatar.portrait, PORTRAIT, talking)
        if avatar.idle_clip not in seen:
            seen.add(avatar.idle_clip)
            yield Clip(avatar.idle_clip, avatar.portrait, PORTRAIT, idling)
    for number, person in enumerate(HEYGEN_PEOPLE):
        size = LANDSCAPE if is_wide(person) else PORTRAIT
        yield Clip(f"heygen/{person.key}.mp4", clip_portrait(number), size, talking)


def make(clip: Clip, path: Path, ffmpeg: str) -> None:
    """H.264, main profile, 4:2:0, the index first; the last frame leads back to the first."""
    width, height = clip.size
    colour = (
        "-colorspace",
        "smpte170m",
        "-color_primaries",
        "smpte170m",
        "-color_trc",
        "smpte170m",
        "-color_range",
        "tv",
    )
    command = [
        ffmpeg, "-y", "-loglevel", "error",
        "-f", "rawvideo", "-pix_fmt", "bgr0", "-video_size", f"{width}x{height}",
        "-framerate", str(FRAMES_PER_SECOND), "-i", "-",
        "-c:v", "libx264", "-preset", "veryslow", "-crf", "30", "-profile:v", "main",
        "-pix_fmt", "yuv420p", "-vf", "scale=out_color_matrix=bt601:out_range=tv", *colour,
        "-movflags", "+faststart", "-map_metadata", "-1", "-fflags", "+bitexact",
        "-flags:v", "+bitexact", "-bsf:v", "filter_units=remove_types=6", str(path),
    ]  # fmt: skip
    behind = backdrop(clip.portrait.scene, width, height)
    frames = bytearray()
    for number in range(FRAMES):
        frame = behind.copy()
        pose = clip.motion(clip.portrait.pose, clip.name, number / FRAMES)
        draw_over(frame, replace(clip.portrait, pose=pose))
        frames += bytes(frame.constBits())
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(command, input=bytes(frames), check=True)  # noqa: S603


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m avatar_browser.demo.make_clips")
    parser.add_argument("--all", action="store_true", help="make those again that are there")
    given = parser.parse_args()
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        sys.stderr.write("make_clips needs the ffmpeg command with libx264.\n")
        return 1
    made = 0
    for clip in clips():
        path = _FOLDER / clip.name
        if given.all or not path.exists():
            make(clip, path, ffmpeg)
            made += 1
    total = sum(path.stat().st_size for path in _FOLDER.rglob("*.mp4"))
    sys.stdout.write(f"{made} clips made, {total / 1e6:.2f} MB in {_FOLDER}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
