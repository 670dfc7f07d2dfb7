"""Keys and what they lock: one master key, from which everything else follows.

HKDF-SHA256 (RFC 5869) derives one key a purpose; AES-256-GCM seals; HMAC-SHA256 makes blind indexes and
links. Each incident has a data key of its own, sealed by the master key: shredding it erases the incident.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import KonbitError

NONCE_BYTES = 12


class WrongKey(KonbitError):
    """This was sealed with another key; check KONBIT_SECRET_KEY."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of this installation, made from the master key. Never logged."""

    _index: bytes = field(repr=False)
    _wrap: bytes = field(repr=False)
    _link: bytes = field(repr=False)
    _drill: bytes = field(repr=False)
    _blur: bytes = field(repr=False)
    _staff: bytes = field(repr=False)

    @classmethod
    def from_master(cls, master: str) -> "Keys":
        """Derive all keys; raises `KonbitError` when the master key is too short to protect anybody."""
        if len(master) < 32:
            raise KonbitError(
                "KONBIT_SECRET_KEY needs at least 32 characters; `openssl rand -hex 32` makes one."
            )
        return cls(
            *(_derive(master, purpose) for purpose in ("index", "wrap", "link", "drill", "blur", "staff"))
        )

    def index(self, address: str) -> bytes:
        """Make the blind index of a number or name: equal for equal addresses, telling nothing else."""
        return hmac.digest(self._index, address.encode(), hashlib.sha256)

    def link(self, *parts: str) -> str:
        """Make the unguessable link of one message: the same call twice gives the same link. 132 bits."""
        digest = hmac.digest(self._link, "\x1f".join(parts).encode(), hashlib.sha256)
        return urlsafe_b64encode(digest).decode()[:22]

    def new_data_key(self) -> bytes:
        """Make a data key for one incident, already sealed."""
        return seal(self._wrap, secrets.token_bytes(32))

    def data_key(self, sealed: bytes) -> bytes:
        """Open an incident's data key; raises `WrongKey`."""
        return unseal(self._wrap, sealed)

    def drill_secret(self) -> str:
        """The secret between the drill's phones and its channel."""
        return self._drill.hex()

    def seal_for_staff(self, plain: bytes) -> bytes:
        """Lock what belongs to somebody at the desk: the secret of a code app, a question to a passkey."""
        return seal(self._staff, plain)

    def open_for_staff(self, sealed: bytes) -> bytes:
        """Unlock what `seal_for_staff` locked; raises `WrongKey`."""
        return unseal(self._staff, sealed)

    def blur_key(self) -> bytes:
        """The key that decides where strangers see a case."""
        return self._blur


def _derive(master: str, purpose: str) -> bytes:
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=b"konbit", info=purpose.encode())
    return kdf.derive(master.encode())


def seal(key: bytes, plain: bytes) -> bytes:
    """Encrypt and authenticate; the random nonce stands before the sealed bytes."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, None)


def unseal(key: bytes, sealed: bytes) -> bytes:
    """Decrypt what `seal` made; raises `WrongKey` when the key or a single bit differs."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    except (InvalidTag, ValueError) as wrong:  # ValueError: shorter than anything that was ever sealed
        raise WrongKey from wrong


def new_token() -> str:
    """Make a random token for a link, a session or a form: 192 bits."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> bytes:
    """What the database keeps of a token, so that reading it lets nobody in."""
    return hashlib.sha256(token.encode()).digest()


def same(a: str, b: str) -> bool:
    """Compare two secrets without telling by the time it takes; any text may come in."""
    return hmac.compare_digest(a.encode(errors="surrogatepass"), b.encode(errors="surrogatepass"))
