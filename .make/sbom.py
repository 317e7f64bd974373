"""What a release is made of, as CycloneDX 1.6 in dist/: `make sbom`, and part of `make wheel`.

Two parts. The Python packages are those of requirements/app.lock, for every system it serves;
licences and who needs whom come from the packages as they are installed here. What Qt's wheels
carry inside, which no tool of Python sees, is listed by hand in bundled.py.
"""

import json
import os
import re
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from bundled import BUNDLED, NAME, properties
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)(?: ; (.+?))? \\$", re.MULTILINE)

Json = dict[str, Any]


def main() -> int:
    version = _own_version()
    libraries = [*_packages()]
    bundled = [each.component() for each in BUNDLED]
    document: Json = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": _moment(), "component": _application(version)},
        "components": [*libraries, *bundled],
        "dependencies": [*_dependencies(libraries)],
    }
    body = json.dumps(document, sort_keys=True).encode()
    document["serialNumber"] = f"urn:uuid:{uuid.UUID(bytes=sha256(body).digest()[:16], version=4)}"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"
    folder.mkdir(exist_ok=True)
    target = folder / f"avatar_browser-{version}.cdx.json"
    target.write_text(json.dumps(document, indent=2) + "\n")
    print(
        f"{target}: {len(libraries)} Python packages, {len(bundled)} libraries inside Qt's wheels"
    )
    return 0


def _own_version() -> str:
    text = (ROOT / "avatar_browser" / "__init__.py").read_text()
    found = re.search(r'__version__ = "(.+)"', text)
    assert found, "the package tells no version"
    return found[1]


def _moment() -> str:
    """Of the build; SOURCE_DATE_EPOCH, where it is set, makes two builds alike."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(told), UTC) if told else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _application(version: str) -> Json:
    wheels = sorted((ROOT / "dist").glob(f"avatar_browser-{version}-*.whl"))
    hashes = [{"alg": "SHA-256", "content": sha256(w.read_bytes()).hexdigest()} for w in wheels]
    return {
        "type": "application",
        "bom-ref": NAME,
        "name": NAME,
        "version": version,
        "licenses": [{"expression": "MIT"}],
        "purl": f"pkg:pypi/{NAME}@{version}",
        **({"hashes": hashes} if hashes else {}),
    }


def _packages() -> Iterator[Json]:
    for name, version, marker in LOCKED.findall((ROOT / "requirements" / "app.lock").read_text()):
        component: Json = {
            "type": "library",
            "bom-ref": name,
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
        }
        licence = _licence(name)
        if licence:
            component["licenses"] = [licence]
        if marker:
            component["properties"] = properties({"only where": marker})
        yield component


def _licence(name: str) -> Json | None:
    """As the package tells it; None where it is not installed on this system, or tells nothing."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    expression = "".join(told.get_all("License-Expression") or ())
    if expression:
        return {"expression": expression}
    words = "".join(told.get_all("License") or ())
    trove = [c.split(" :: ")[-1] for c in told.get_all("Classifier") or () if "License ::" in c]
    named = words if words and "\n" not in words else " / ".join(trove)
    return {"license": {"name": named}} if named else None


def _dependencies(libraries: list[Json]) -> Iterator[Json]:
    known = {each["bom-ref"] for each in libraries}
    yield {"ref": NAME, "dependsOn": sorted(_needs(NAME) & known)}
    for name in sorted(known):
        carried = {f"bundled:{each.name}" for each in BUNDLED if each.inside == name}
        yield {"ref": name, "dependsOn": sorted((_needs(name) & known) | carried)}


def _needs(name: str) -> set[str]:
    try:
        told = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return set()
    needs = [Requirement(line) for line in told]
    wanted = [need for need in needs if need.marker is None or "extra" not in str(need.marker)]
    return {canonicalize_name(need.name) for need in wanted}


if __name__ == "__main__":
    sys.exit(main())
