"""The list of every component of others, made of the lock by ``make lock``, as CycloneDX, which registers read."""

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK, LIST = ROOT / "requirements" / "runtime.txt", ROOT / "requirements" / "components.cdx.json"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
NEEDED_BY = re.compile(r"^    #(?: via)?(?:\s+([A-Za-z0-9._-]+)(?: \([^)]*\))?)?$")
NAME = re.compile(r"[A-Za-z0-9._-]+")
STATIC = ROOT / "src/andrum/site/static/site"
SHIPPED = (
    ("htmx", "0BSD", STATIC / "vendor/htmx.min.js"),
    ("lucide", "ISC", STATIC / "icons.svg"),
    ("source-sans-3", "OFL-1.1", STATIC / "fonts/source-sans-3-latin-wght-normal.woff2"),
)
"""What lies in the product itself: name, licence, and a file of it."""


def components(lock: str, product: dict[str, str], direct: Iterable[str]) -> str:
    """The list as JSON text, the same each time: name, version, hashes, and which needs which."""
    found: list[dict[str, object]] = []
    hashes: list[dict[str, str]] = []
    needs: dict[str, list[str]] = {product["name"]: [*direct, *(name for name, _licence, _path in SHIPPED)]}
    for line in lock.splitlines():
        if pinned := PINNED.match(line):
            name, version = pinned.groups()
            hashes = []
            reference = f"pkg:pypi/{name}@{version}"
            found.append({
                "type": "library", "bom-ref": name, "name": name, "version": version, "purl": reference,
                "hashes": hashes,
            })  # fmt: skip
            needs.setdefault(name, [])
        elif (by := NEEDED_BY.match(line)) and by[1] and found:
            needs.setdefault(by[1], []).append(str(found[-1]["name"]))
        hashes += [{"alg": "SHA-256", "content": content} for content in HASH.findall(line)]
    for name, licence, path in SHIPPED:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        found.append({
            "type": "library", "bom-ref": name, "name": name, "hashes": [{"alg": "SHA-256", "content": content}],
            "licenses": [{"license": {"id": licence}}],
        })  # fmt: skip
    root = {"type": "application", "bom-ref": product["name"], **product}
    whole = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": root},
        "components": found,
        "dependencies": [{"ref": name, "dependsOn": sorted(set(on))} for name, on in sorted(needs.items())],
    }  # fmt: skip
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def made() -> str:
    """The list of the lock as it stands."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    direct = [found[0] for text in project["dependencies"] if (found := NAME.match(text))]
    return components(LOCK.read_text(), {"name": project["name"], "version": project["version"]}, direct)


if __name__ == "__main__":
    LIST.write_text(made())
    sys.stdout.write(f"{LIST.relative_to(ROOT)} is written.\n")
