"""What a photo or a voice note really is: told by its first bytes, never by what a gateway says of it."""

MOST_BYTES = 10 * 1024 * 1024


class Unshown(ValueError):
    """This is of a kind that is not shown here; ask the person to say it in words, or to send it again."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


HEIC = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif"})
FILM = "this is a film, and only pictures and sounds are shown here"
NO_HEIC = "this is a HEIC picture, which browsers do not show; ask for it as JPEG"
NEITHER = "this is neither a picture nor a sound that is shown here"


def picture_format(content: bytes) -> str | None:
    """Name the format of a picture, in small letters; None when it is none that we open."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def sound_type(content: bytes, *, said: str) -> str:
    """Name a sound's type; raises `Unshown`. `said` only decides what a box for sounds and films holds."""
    if content.startswith(b"#!AMR"):
        return "audio/amr"
    if content.startswith(b"OggS"):
        return "audio/ogg"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[4:8] == b"ftyp":
        return _boxed(content[8:12], said=said)
    if content.startswith(b"ID3") or (content[:1] == b"\xff" and content[1:2] in (b"\xfb", b"\xf3", b"\xf2")):
        return "audio/mpeg"
    raise Unshown(NEITHER)


def _boxed(brand: bytes, *, said: str) -> str:
    if brand in HEIC:
        raise Unshown(NO_HEIC)
    if brand in (b"M4A ", b"M4B ") or said.startswith("audio/"):
        return "audio/mp4"
    raise Unshown(FILM)
