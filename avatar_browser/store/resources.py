"""Where the program's own data files are, in a checkout and in an installed wheel alike."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """The file or folder ``resources/<parts>``.

    The wheel carries the folder inside the package, a checkout beside it. Raises
    FileNotFoundError where there is none: an installation without it is broken.
    """
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parent / "resources"
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"The program's file {'/'.join(('resources', *parts))} is missing.")
    return path
