"""The libraries inside Qt's wheels, for the SBOM: each with the file that holds it.

The version is read from that file, and left out where the file does not tell. When Qt changes what
it carries, this list has to follow: https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PySide6
from PySide6.QtCore import qVersion

NAME = "avatar-browser"
QT = Path(PySide6.__file__).parent

Json = dict[str, Any]


def properties(told: dict[str, str]) -> list[Json]:
    return [{"name": f"{NAME}:{key}", "value": value} for key, value in told.items()]


@dataclass(frozen=True)
class Bundled:
    """A library inside a wheel of Qt; ``files`` are globs below the folder of PySide6."""

    name: str
    publisher: str
    licence: str
    inside: str
    files: tuple[str, ...]
    version: Callable[[Path], str | None]

    def component(self) -> Json:
        file = next((found for glob in self.files for found in sorted(QT.glob(glob))), None)
        version = self.version(file) if file else None
        told: Json = {"version": version} if version else {}
        suffix = f"@{version}" if version else ""
        return {
            "type": "library",
            "bom-ref": f"bundled:{self.name}",
            "name": self.name,
            **told,
            "licenses": [{"expression": self.licence}],
            "purl": f"pkg:generic/{self.name.lower()}{suffix}",
            "cpe": f"cpe:2.3:a:{self.publisher}:{self.name.lower()}:{version or '*'}:*:*:*:*:*:*:*",
            "properties": properties(
                {"inside": self.inside, "file": file.name if file else "not in this system's wheel"}
            ),
        }


def _written(pattern: bytes) -> Callable[[Path], str | None]:
    """A version that stands as text in the file."""

    def version(file: Path) -> str | None:
        found = re.search(pattern, file.read_bytes())
        return found[1].decode() if found else None

    return version


def _named(pattern: str) -> Callable[[Path], str | None]:
    """A version that is part of the file's name."""

    def version(file: Path) -> str | None:
        found = re.search(pattern, file.name)
        return found[1] if found else None

    return version


def _webp(file: Path) -> str | None:
    """The library packs its version into a number, and has it nowhere as text."""
    try:
        packed: int = ctypes.CDLL(str(file)).WebPGetDecoderVersion()
    except (OSError, AttributeError):
        return None
    return f"{packed >> 16}.{packed >> 8 & 255}.{packed & 255}"


ESSENTIALS, ADDONS = "pyside6-essentials", "pyside6-addons"
BUNDLED = (
    Bundled(
        "Qt",
        "qt",
        "LGPL-3.0-only",
        ESSENTIALS,
        ("Qt/lib/libQt6Core.so.6", "Qt/lib/QtCore.framework/**/QtCore", "Qt6Core.dll"),
        lambda _file: qVersion(),
    ),
    Bundled(
        "FFmpeg",
        "ffmpeg",
        "LGPL-2.1-or-later",
        ADDONS,
        ("Qt/lib/libavutil.so.*", "Qt/lib/libavutil.*.dylib", "avutil-*.dll"),
        _written(rb"FFmpeg version n?([0-9][0-9.]+)"),
    ),
    Bundled(
        "libwebp",
        "webmproject",
        "BSD-3-Clause",
        ESSENTIALS,
        ("Qt/plugins/imageformats/*qwebp.*", "plugins/imageformats/qwebp.dll"),
        _webp,
    ),
    Bundled(
        "libjpeg-turbo",
        "libjpeg-turbo",
        "IJG AND BSD-3-Clause AND Zlib",
        ESSENTIALS,
        ("Qt/plugins/imageformats/*qjpeg.*", "plugins/imageformats/qjpeg.dll"),
        _written(rb"libjpeg-turbo version ([0-9.]+)"),
    ),
    Bundled(
        "libpng",
        "libpng",
        "libpng-2.0",
        ESSENTIALS,
        ("Qt/lib/libQt6Gui.so.6", "Qt/lib/QtGui.framework/**/QtGui", "Qt6Gui.dll"),
        _written(rb"\0(1\.6\.[0-9]+)\0"),
    ),
    Bundled(
        "PCRE2",
        "pcre",
        "BSD-3-Clause",
        ESSENTIALS,
        ("Qt/lib/libQt6Core.so.6", "Qt/lib/QtCore.framework/**/QtCore", "Qt6Core.dll"),
        _written(rb"\0(10\.[0-9]+) 20[0-9]{2}-[0-9]{2}-[0-9]{2}\0"),
    ),
    Bundled(
        "ICU",
        "unicode",
        "Unicode-3.0",
        ESSENTIALS,
        ("Qt/lib/libicuuc.so.*", "icuuc.dll"),
        _named(r"\.so\.([0-9]+)"),
    ),
)
