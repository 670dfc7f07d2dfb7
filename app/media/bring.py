"""What a gateway gave becomes something that the desk can show: a picture drawn anew, a sound as it is."""

import asyncio

from app.media.keep import Kept
from app.media.kinds import picture_format, sound_type
from app.media.picture import CONTENT_TYPE, redrawn


async def shown_as(content: bytes, *, said: str) -> Kept:
    """Make it showable; raises `Unshown`. Drawing takes a moment, so it is done beside the event loop."""
    if picture_format(content) is None:
        return Kept(content_type=sound_type(content, said=said), content=content)
    return Kept(content_type=CONTENT_TYPE, content=await asyncio.to_thread(redrawn, content))
