"""A photo reaches the desk: drawn anew, sealed, without the place it was taken at; a liar's file does not."""

from io import BytesIO
from secrets import token_hex

from PIL import Image
from PIL.ExifTags import GPS, IFD

from app.jobs import jobs
from app.media.kinds import MOST_BYTES
from app.models.staff import Role

SECRET_PLACE = "Rue Secrète"


def photo(*, size=(2400, 1200), **more):
    """A JPEG as a phone takes it: with its position, its maker and a comment."""
    picture = Image.new("RGB", size, "teal")
    exif = picture.getexif()
    exif[0x010F] = "Phone 3000"
    exif[0x0112] = 6  # held upright
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (18.0, 32.0, 24.0)
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=SECRET_PLACE.encode(), **more)
    return out.getvalue()


async def send(town, store, content_type="image/jpeg", words="Need water for 4 at the Bridge"):
    more = {"NumMedia": "1", "MediaUrl0": store.address, "MediaContentType0": content_type}
    await town.sms("Amina", words, **more)
    await fetched(town)


async def fetched(town):
    await town.settle()
    await jobs.run_worker_async(wait=False, install_signal_handlers=False)


async def kept(town):
    (row,) = await town.rows("select * from media")
    return row


async def see(town, token, *, role=Role.VERIFIER, **headers):
    desk = await town.desk(f"somebody-{token_hex(4)}", role=role)
    return await town.http.get(
        f"/desk/{desk.slug}/media/{token}", headers={"cookie": f"konbit_session={desk.email}", **headers}
    )


async def test_a_photo_is_seen_at_the_desk_and_does_not_say_where_it_was_taken(town, store):
    store.content = photo()
    assert Image.open(BytesIO(store.content)).getexif().get_ifd(IFD.GPSInfo)
    await send(town, store)
    row = await kept(town)
    assert (row["state"], row["content_type"]) == ("kept", "image/jpeg")
    assert SECRET_PLACE.encode() not in bytes(row["sealed"])
    answer = await see(town, row["token"])
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("inline")
    seen = Image.open(BytesIO(answer.content))
    assert seen.size == (800, 1600)  # upright, and small enough for a poor line
    assert not seen.getexif()
    assert "comment" not in seen.info
    for left in (b"Phone 3000", SECRET_PLACE.encode(), b"Exif"):
        assert left not in answer.content


async def test_the_photo_stands_beside_the_words_it_came_with(town, store):
    store.content = photo(size=(40, 40))
    await send(town, store)
    dara = await town.desk()
    town.http.headers["accept-language"] = "en"
    shown = (await dara.look(await town.case("Amina"))).text
    assert f'<img src="/desk/{dara.slug}/media/{(await kept(town))["token"]}"' in shown
    assert "Photo from the person" in shown


async def test_our_secret_goes_to_the_gateway_alone(town, store):
    store.content = photo(size=(40, 40))
    await send(town, store)
    assert [bool(secret) for _, secret in store.asked] == [True, False]


async def test_nobody_below_a_verifier_sees_a_photo(town, store):
    store.content = photo(size=(40, 40))
    await send(town, store)
    token = (await kept(town))["token"]
    assert (await see(town, token, role=Role.VIEWER)).status_code == 403
    assert (await town.http.get(f"/desk/{town.incident.slug}/media/{token}")).status_code == 303


async def test_a_gateway_that_is_busy_is_asked_again(town, store):
    store.content = photo(size=(40, 40))
    store.mishaps.extend((503, 503))
    await send(town, store)
    assert (await kept(town))["state"] == "waiting"
    await town.wait(minutes=1)
    await town.wait(minutes=1)
    assert (await kept(town))["state"] == "kept"


async def test_a_gateway_that_has_it_no_more_is_told_at_the_desk_and_can_be_asked_by_hand(town, store):
    store.content = photo(size=(40, 40))
    store.mishaps.append(404)
    await send(town, store)
    row = await kept(town)
    assert row["state"] == "failed"
    dara, case = await town.desk(), await town.case("Amina")
    assert "the gateway does not have it any more" in (await dara.look(case)).text
    fields = {"csrf": dara.csrf, "report": case}
    cookie = {"cookie": f"konbit_session={dara.email}"}
    again = await town.http.post(f"/desk/{dara.slug}/media/{row['token']}/again", data=fields, headers=cookie)
    assert again.status_code == 303
    await fetched(town)
    assert (await kept(town))["state"] == "kept"


async def test_a_page_that_says_it_is_a_picture_is_not_kept(town, store):
    store.content = b"<html><script>alert(1)</script>"
    await send(town, store)
    row = await kept(town)
    assert (row["state"], row["sealed"]) == ("refused", None)
    assert "neither a picture nor a sound" in row["reason"]
    assert (await see(town, row["token"])).status_code == 404


async def test_what_is_too_large_is_left_where_it_is(town, store):
    store.content = b"\xff\xd8\xff" + bytes(MOST_BYTES)
    await send(town, store)
    row = await kept(town)
    assert (row["state"], row["reason"]) == ("refused", "it is larger than 10 MB")


async def test_a_broken_picture_is_told_in_words(town, store):
    store.content = photo(size=(400, 400))[:300]
    await send(town, store)
    assert (await kept(town))["reason"] == "this picture is broken and could not be opened"


async def test_no_message_makes_us_ask_an_address_that_is_not_the_gateways(town, store):
    more = {"NumMedia": "1", "MediaUrl0": f"{store.url}/admin", "MediaContentType0": "image/jpeg"}
    await town.sms("Amina", "Need water for 4 at the Bridge", **more)
    await fetched(town)
    assert (await kept(town))["state"] == "failed"
    assert store.asked == []


async def test_no_answer_leads_us_into_the_house(town, store):
    store.leads_to = "http://169.254.10.10/latest"
    await send(town, store)
    row = await kept(town)
    assert (row["state"], row["reason"]) == (
        "failed",
        "the gateway leads to an address that is not one of its own",
    )
    assert len(store.asked) == 1


async def test_a_voice_note_is_heard_as_it_was_sent_and_a_player_may_jump(town, store):
    store.content, store.content_type = b"OggS" + bytes(range(200)), "audio/ogg"
    await send(town, store, "audio/ogg", words="")
    row = await kept(town)
    assert (row["state"], row["content_type"]) == ("kept", "audio/ogg")
    part = await see(town, row["token"], range="bytes=4-13")
    assert (part.status_code, part.content) == (206, bytes(range(10)))
    assert part.headers["content-range"] == "bytes 4-13/204"
    end = await see(town, row["token"], range="bytes=-4")
    assert end.content == bytes(range(196, 200))
    assert (await see(town, row["token"], range="bytes=900-")).status_code == 416


async def test_the_same_message_read_twice_asks_for_its_photo_once(town, store):
    store.content = photo(size=(40, 40))
    await send(town, store)
    await town.rows(
        "update message set state = 'received', lease_until = null where direction = 'in' returning id"
    )
    await fetched(town)
    assert len(await town.rows("select id from media")) == 1
    assert len(store.asked) == 2
