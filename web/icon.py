"""Our mark as a square picture for the first screen of a phone: the same drawing as icons/favicon.svg."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

GROUND, MARK = "#0b5563", "#ffffff"
FINER = 4  # drawn larger and then made smaller, so that edges are smooth
UNITS = 32  # the drawing's own measure
HEADS = ((8.5, 11.0), (16.0, 8.0), (23.5, 11.0))
HEAD_R = 2.5
ARMS = (
    ((4.5, 16.5, 12.5, 24.5), 200, 340),
    ((12.0, 14.0, 20.0, 22.0), 200, 340),
    ((19.5, 16.5, 27.5, 24.5), 200, 340),
)
STROKE = 2.2


@cache
def draw_icon(size: int) -> bytes:
    """Draw it as PNG. The ground fills the square, and the mark keeps clear of what a phone may cut off."""
    side = size * FINER
    picture = Image.new("RGB", (side, side), GROUND)
    pen = ImageDraw.Draw(picture)
    unit = side / UNITS
    for x, y in HEADS:
        box = (x - HEAD_R, y - HEAD_R, x + HEAD_R, y + HEAD_R)
        pen.ellipse([part * unit for part in box], fill=MARK)
    for box, start, end in ARMS:
        pen.arc([part * unit for part in box], start, end, fill=MARK, width=round(STROKE * unit))
    done = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(done, "PNG", optimize=True)
    return done.getvalue()
