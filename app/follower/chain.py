"""The audit chain: each event's hash holds the one before it, so that nothing can be changed unseen."""

import hashlib
import json
from collections.abc import Mapping


def link_hash(before: bytes, position: int, event: Mapping[str, object]) -> bytes:
    """Hash one event onto the chain: SHA-256 of the hash before, its place, and its facts as sorted JSON."""
    facts = {name: str(value) if name == "at" else value for name, value in event.items() if name != "id"}
    written = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before + position.to_bytes(8, "big") + written.encode()).digest()
