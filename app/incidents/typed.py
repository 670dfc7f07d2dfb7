"""Settings as people type them into a page or a command, read into the values that are checked and kept."""

from collections.abc import Mapping

from app.errors import BadForm
from app.incidents.settings import RANGES, SIDES, Setting

LISTS = frozenset({"countries", "languages"})
NONE = frozenset({"", "none", "-"})


def read_typed(fields: Mapping[str, str]) -> dict[str, Setting]:
    """Read «22-6», «HT, DO», «near=0.5 fit=0.3»; raises `BadForm`. What was not typed is not changed."""
    found: dict[str, Setting] = {}
    for name, typed in fields.items():
        words = typed.strip()
        if name == "quiet":
            found |= read_quiet(words)
        elif name == "area":
            found |= read_area(words)
        elif name in LISTS:
            found[name] = [] if words.lower() in NONE else words.replace(",", " ").split()
        elif name == "weights":
            found[name] = read_weights(words)
        elif name in RANGES:
            found[name] = _whole(name, words)
        else:
            found[name] = words
    return found


def read_quiet(typed: str) -> dict[str, int]:
    """Read the hours in which nobody is woken, «22-6», or «none»."""
    if typed.lower() in NONE:
        return {"quiet_from": 0, "quiet_to": 0}
    start, dash, end = typed.replace(" ", "").replace("–", "-").partition("-")
    if not (dash and start.isdecimal() and end.isdecimal()):
        raise BadForm(f"«{typed}» are no quiet hours; write two hours of the day like 22-6, or none.")
    return {"quiet_from": int(start), "quiet_to": 0 if end == "24" else int(end)}


def read_area(typed: str) -> dict[str, Setting]:
    """Read «west, south, east, north» in degrees."""
    try:
        west, south, east, north = (float(part) for part in typed.replace(",", " ").split())
    except ValueError as wrong:
        raise BadForm(f"«{typed}» is no area; write it like -74.5, 18.0, -71.6, 20.1.") from wrong
    return {"west": west, "south": south, "east": east, "north": north}


def read_weights(typed: str) -> dict[str, float]:
    """Read weights that differ from the defaults; nothing typed means the defaults."""
    found: dict[str, float] = {}
    for one in typed.replace(",", " ").split():
        name, _, weight = one.partition("=")
        try:
            found[name] = float(weight)
        except ValueError as wrong:
            raise BadForm(f"«{one}» is no weight; write it like near=0.5.") from wrong
    return found


def write_typed(settings: Mapping[str, Setting]) -> dict[str, str]:
    """Write settings as they would be typed."""
    shown = {name: _shown(value) for name, value in settings.items() if not name.startswith("quiet_")}
    if "quiet_from" in settings and "quiet_to" in settings:
        start, end = settings["quiet_from"], settings["quiet_to"]
        shown["quiet"] = "none" if start == end else f"{start}-{end}"
    if all(side in settings for side in SIDES):
        sides = [shown.pop(side) for side in SIDES]
        shown["area"] = ", ".join(sides)
    return shown


def _shown(value: Setting) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return " ".join(f"{name}={weight:g}" for name, weight in value.items())
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def _whole(name: str, words: str) -> int:
    if not words.isdecimal():
        lowest, highest = RANGES[name]
        raise BadForm(f"«{name}» is a whole number from {lowest} to {highest}.")
    return int(words)
