"""A picture is opened and drawn anew: what comes out has its colours and nothing else, above all no place.

Phones write into each photo where it was taken, when and with what. Whoever sees the picture later must not
learn that from it, so not one byte of the file goes on.
"""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from app.media.kinds import Unshown

LONGEST_SIDE = 1_600
MOST_PIXELS = 60_000_000  # a small file may unfold into more than a worker's memory
QUALITY = 82
CONTENT_TYPE = "image/jpeg"
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def redrawn(content: bytes) -> bytes:
    """Draw a picture anew as a JPEG that stands upright; raises `Unshown` for one that cannot be opened."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Unshown(f"this picture has more than {MOST_PIXELS // 1_000_000} million points")
            opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _saved(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as broken:
        if isinstance(broken, Unshown):
            raise
        raise Unshown("this picture is broken and could not be opened") from broken


def _saved(picture: Image.Image) -> bytes:
    """Paint it on white, in a picture that never had anything else in it."""
    coloured = picture.convert("RGBA")
    clean = Image.new("RGB", coloured.size, "white")
    clean.paste(coloured, mask=coloured.getchannel("A"))
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
