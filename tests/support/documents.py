"""The vendors' documented answers under ``tests/data``."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"


def document(provider: str, name: str) -> Any:
    """``tests/data/<provider>/<name>.json``, read anew so that a test may change it."""
    return json.loads((DATA / provider / f"{name}.json").read_text("utf-8"))
