"""Gives the browser its few third-party files: copied from npm's folder, never committed.

`python -m web.assets` copies, `--check` compares. Names carry a hash of the content, so they may be cached.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "web" / "static" / "vendor"
URL = "/static/vendor/"

FILES = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "protomaps.js": "protomaps-leaflet/dist/protomaps-leaflet.js",
    "land-50m.json": "world-atlas/land-50m.json",
    "countries-50m.json": "world-atlas/countries-50m.json",
}
# Leaflet finds its pictures by cutting "marker-icon.png" off a path it reads from the style sheet:
# the names stay, their folder is hashed
PICTURES = "leaflet/dist/images"
ICONS = (
    "droplet utensils tent pill life-buoy user-search shirt spray-can zap fuel truck radio info baby "
    "accessibility shield coins hammer trash-2 paw-print circle-help hand-helping heart-handshake map-pin "
    "phone check x clock users siren arrow-right message-square share-2 plug toilet"
).split()
LICENCES = (
    "leaflet htmx.org lucide-static world-atlas protomaps-leaflet "
    # these are inside of protomaps-leaflet's one file
    "fflate rbush quickselect color2k pbf potpack @mapbox/point-geometry @mapbox/vector-tile"
).split()


class AssetMissing(LookupError):
    """The browser's files are not in place; `make setup` puts them there."""


def asset(name: str) -> str:
    """The address under which a page asks for a third-party file: `asset("leaflet.js")`."""
    try:
        return URL + _manifest()[name]
    except KeyError:
        raise AssetMissing(f"no asset is called {name}; it has {', '.join(_manifest())}") from None


@cache
def _manifest() -> dict[str, str]:
    try:
        names: dict[str, str] = json.loads((VENDOR / "manifest.json").read_text())
    except FileNotFoundError:
        raise AssetMissing("the browser's files are not in place: run `make setup`") from None
    return names


def build(modules: Path = MODULES) -> dict[str, bytes]:
    """Make everything the vendor folder should hold, its manifest included, by path inside it."""
    pictures = {p.name: p.read_bytes() for p in sorted((modules / PICTURES).glob("*.png"))}
    folder = f"images.{_hash(b''.join(pictures.values()))}"
    made = {f"{folder}/{name}": content for name, content in pictures.items()}
    manifest = {f"images/{name}": f"{folder}/{name}" for name in pictures}
    for name, content in _files(modules, folder):
        stem, _, suffix = name.rpartition(".")
        manifest[name] = f"{stem}.{_hash(content)}.{suffix}"
        made[manifest[name]] = content
    made["manifest.json"] = json.dumps(manifest, indent=1).encode() + b"\n"
    return made


def _files(modules: Path, pictures: str) -> Iterator[tuple[str, bytes]]:
    for name, source in FILES.items():
        content = (modules / source).read_bytes()
        if name.endswith(".js"):
            content = content.rpartition(b"//# sourceMappingURL=")[0] or content  # the map is not served
        if name.endswith(".css"):
            content = content.replace(b"url(images/", f"url({pictures}/".encode())
        yield name, content
    yield "icons.svg", sprite(modules).encode()
    yield "licences.txt", b"\n\n".join(_licence(modules / name) for name in LICENCES)


def sprite(modules: Path = MODULES) -> str:
    """One file with every icon, so that a page writes `<use href="…#droplet">`."""
    symbols = "".join(
        _symbol(name, (modules / f"lucide-static/icons/{name}.svg").read_text()) for name in ICONS
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def _symbol(name: str, svg: str) -> str:
    drawing = svg.partition("<svg")[2].partition(">")[2].rpartition("</svg>")[0]
    shapes = " ".join(drawing.split())
    pen = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {pen}>{shapes}</symbol>\n'


def _licence(package: Path) -> bytes:
    written = next(path for name in ("LICENSE", "LICENSE.txt") if (path := package / name).exists())
    return package.name.encode() + b"\n\n" + written.read_bytes().strip() + b"\n"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def place(made: dict[str, bytes], folder: Path = VENDOR) -> None:
    """Write what is new, then drop what no page asks for any more."""
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).as_posix() not in made:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def differences(made: dict[str, bytes], folder: Path = VENDOR) -> list[str]:
    """The names of files that are missing, changed, or should not be there."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return sorted(name for name in made.keys() | found.keys() if made.get(name) != found.get(name))


def main(arguments: list[str]) -> int:
    """Copy, or with `--check` only say what would change."""
    if not MODULES.exists():
        print("npm has fetched nothing yet: run `make setup`")
        return 1
    made = build()
    if "--check" not in arguments:
        place(made)
        return 0
    wrong = differences(made)
    for name in wrong:
        print(f"web/static/vendor/{name} is not what package-lock.json installs: run `make setup`")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
