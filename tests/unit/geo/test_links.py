import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.links import has_closed_link, links_in, without_links
from geo.point import Point

HERE = (18.5392, -72.3364)


def only(text, *, near=None):
    (claim,) = links_in(text, near=near)
    return claim


@pytest.mark.parametrize(
    "link",
    [
        # Google
        "https://maps.google.com/maps?q=18.5392,-72.3364",
        "https://maps.google.com/maps?q=18.5392%2C-72.3364&z=17&hl=fr",
        "https://maps.google.com/?q=loc:18.5392,-72.3364",
        "https://maps.google.com/maps?q=loc:+18.5392,-72.3364",
        "https://www.google.com.mx/maps?q=18.5392,-72.3364",
        "google.com/maps?q=18.5392,-72.3364",
        "https://www.google.com/maps?ll=18.5392,-72.3364",
        "https://maps.google.com/?f=q&amp;q=18.5392,-72.3364&amp;z=3",
        "https://www.google.com/maps/search/?api=1&query=18.5392%2C-72.3364",
        "https://www.google.com/maps/search/18.5392,+-72.3364?entry=tts",
        "https://www.google.com/maps/place/18.5392,-72.3364/@18.6,-72.4,17z",
        "https://www.google.com/maps/place/X/@18.6,-72.4,17z/data=!3m1!4b1!4m4!3m3!8m2!3d18.5392!4d-72.3364",
        "https://www.google.com/maps/dir/18.6,-72.4/18.5392,-72.3364/@18.5,-72.3,13z",
        "https://www.google.com/maps/dir/A/B/data=!4m5!1m1!2m2!1d-72.4!2d18.6!2m2!1d-72.3364!2d18.5392",
        "https://www.google.com/maps/dir/?api=1&origin=18.6,-72.4&destination=18.5392,-72.3364",
        "https://maps.google.com/maps?saddr=18.6,-72.4&daddr=18.5392,-72.3364",
        "https://maps.googleapis.com/maps/api/staticmap?center=18.6,-72.4&markers=18.5392,-72.3364",
        "comgooglemaps://?q=18.5392,-72.3364&center=18.6,-72.4",
        # Apple
        "https://maps.apple.com/?ll=18.5392,-72.3364&q=Home",
        "https://maps.apple.com/?daddr=18.5392,-72.3364",
        "https://maps.apple.com/place?coordinate=18.5392,-72.3364&name=X",
        # OpenStreetMap
        "https://www.openstreetmap.org/?mlat=18.5392&mlon=-72.3364#map=15/18.6/-72.4",
        "https://www.openstreetmap.org/search?query=18.5392%2C-72.3364#map=5/1/2",
        "https://www.openstreetmap.org/directions?route=18.6,-72.4;18.5392,-72.3364",
        # the others
        "https://bing.com/maps/default.aspx?sp=point.18.5392_-72.3364_Home",
        "https://www.waze.com/ul?ll=18.5392%2C-72.3364&navigate=yes",
        "https://www.waze.com/live-map/directions?to=ll.18.5392%2C-72.3364",
        "waze://?ll=18.5392,-72.3364&navigate=yes",
        "https://share.here.com/l/18.5392,-72.3364,Home?z=16&t=normal",
        "https://yandex.com/maps/?pt=-72.3364,18.5392&z=16",
        "https://yandex.ru/maps/?whatshere%5Bpoint%5D=-72.3364%2C18.5392&ll=1,2",
        "https://yandex.com.tr/maps/?rtext=18.6,-72.4~18.5392,-72.3364",
        "yandexmaps://maps.yandex.ru/?pt=-72.3364,18.5392",
        "om://map?v=1&ll=18.5392,-72.3364&n=Home",
        "geo:18.5392,-72.3364",
        "GEO:18.5392,-72.3364;crs=WGS84",
        "geo:18.5392,-72.3364,120",
        "geo:0,0?q=18.5392,-72.3364(Home)",
        "geo:1,2?q=18.5392,-72.3364&z=4",
    ],
)
def test_a_marker_of_any_map_is_read_to_the_metre(link):
    claim = only(f"we are here {link} come")
    assert (claim.lat, claim.lon, claim.radius_m) == (*HERE, 30)
    assert (claim.words, claim.start) == (link, 12)


@pytest.mark.parametrize(
    ("link", "radius_m"),
    [
        ("https://www.google.com/maps/@18.5392,-72.3364,17z", 300),
        ("https://www.google.com/maps/@18.5392,-72.3364,12.75z", 2400),
        ("https://www.google.com/maps/place/Delmas/@18.5392,-72.3364,15z", 300),
        ("https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3784.1!2d-72.3364!3d18.5392!2m3", 300),
        ("https://www.openstreetmap.org/#map=16/18.5392/-72.3364", 300),
        ("https://www.openstreetmap.org/#map=10/18.5392/-72.3364&layers=H", 9600),
        ("https://www.bing.com/maps?cp=18.5392~-72.3364&lvl=16", 300),
        ("https://wego.here.com/?map=18.5392,-72.3364,13,normal", 1200),
        ("https://yandex.com/maps/?ll=-72.3364%2C18.5392&z=14", 600),
        ("https://www.google.com/maps/@18.5392,-72.3364,2z", 300_000),
        ("geo:18.5392,-72.3364?z=13", 1200),
        ("geo:18.5392,-72.3364;u=80", 80),
        ("geo:18.5392,-72.3364;u=9999999", 300_000),
        ("https://maps.google.com/?q=18.54,-72.34", 1112),
    ],
)
def test_a_view_has_a_circle_as_wide_as_what_was_seen(link, radius_m):
    claim = only(link)
    assert (claim.lat, claim.lon) == pytest.approx(HERE, abs=1e-2)
    assert round(claim.radius_m) == radius_m


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/maps/place/18%C2%B032'21.1%22N+72%C2%B020'11.0%22W/@18.6,-72.4,17z",
        "https://maps.google.com/?q=18%C2%B032'21.1%22N+72%C2%B020'11.0%22W",
        "https://www.google.com/maps/place/77C9GMQ7%2BMC/@18.6,-72.4,17z",
        "https://plus.codes/77C9GMQ7+MC",
        "https://maps.google.com/?q=77C9GMQ7%2BMC",
        "https://maps.google.com/?q=GMQ7%2BMC+Port-au-Prince",
        "https://www.google.com/maps/search/GMQ7+MC",
    ],
)
def test_degrees_and_plus_codes_inside_a_link_are_read(link):
    claim = only(link, near=Point(lat=18.5, lon=-72.4))
    assert (claim.lat, claim.lon) == pytest.approx(HERE, abs=1e-4)


@pytest.mark.parametrize(
    ("link", "lat", "lon"),
    [
        ("https://omaps.app/B4srhdHVVt/Some_Name", 64.5234, 12.1234),
        ("om://B4srhdHVVt/Some_Name", 64.5234, 12.1234),
        ("ge0://B4srhdHVVt", 64.5234, 12.1234),
        ("https://osm.org/go/0D_QEtY0--?m=", 50.1111, 10.5555),
        ("https://www.waze.com/ul/hu4pruydq", 57.649, 10.407),
        ("http://geohash.org/u4pruydqqvj", 57.64911, 10.40744),
    ],
)
def test_short_links_that_hold_their_spot_are_read(link, lat, lon):
    claim = only(link)
    assert (claim.lat, claim.lon) == pytest.approx((lat, lon), abs=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "https://maps.app.goo.gl/AbCdEf123",
        "https://goo.gl/maps/AbCdEf123",
        "https://maps.apple/p/AbCdEf",
        "https://www.openstreetmap.org/node/123456",
        "https://www.openstreetmap.org/relation/307829",
        "https://map.baidu.com/?latlng=18.5392,-72.3364",
        "https://what3words.com/filled.count.soap",
        "https://example.com/?q=18.5392,-72.3364",
        "https://notgoogle.com/maps?q=18.5392,-72.3364",
        "https://google.com.evil.example/maps?q=18.5392,-72.3364",
        "me@google.com/maps?q=18.5392,-72.3364",
        "https://maps.google.com/?q=Port-au-Prince",
        "https://maps.google.com/?q=12,+Rue+Nord",
        "https://maps.google.com/?q=0,0",
        "https://maps.google.com/?q=nan,nan",
        "https://maps.google.com/?q=1e1,2e1",
        "geo:18.5392,-72.3364;crs=nad27",
        "geo:0,0",
        "geo:0,0?q=Port-au-Prince",
        "geo:x,y",
        "om://B4srhd:;<=",
        "om://bookmarks",
        "https://omaps.app/download",
        "geo:",
        "http://[::1]/maps",
        "https://maps.google.com/%%%?%=%&&&==#?#",
    ],
)
def test_a_link_without_a_position_is_nothing(text):
    assert list(links_in(text)) == []


def test_a_short_link_that_only_its_owner_can_resolve_is_told_apart():
    assert has_closed_link("here https://maps.app.goo.gl/AbCdEf123")
    assert has_closed_link("https://yandex.ru/maps/-/CDabc")
    assert not has_closed_link("https://maps.google.com/?q=18.5392,-72.3364")


def test_a_text_without_its_links_keeps_its_length():
    text = (
        "a https://maps.google.com/?q=1.23456,2.34567 b https://example.com/3.45678,4.56789 c geo:1.5,2.5 d"
    )
    bare = without_links(text)
    assert bare.split() == ["a", "b", "c", "d"]
    assert len(bare) == len(text)


@given(st.text("0123456789.,-+°'NSW/@!d#=&?:;~_%geomaplt2C8 "), st.text())
def test_no_link_whatever_raises(tidy, wild):
    for start in (
        "https://maps.google.com/",
        "https://yandex.ru/maps/?ll=",
        "geo:",
        "om://",
        "https://osm.org/go/",
        "https://waze.com/ul/h",
    ):
        for end in (tidy, wild):
            for claim in links_in(start + end, near=Point(lat=18.5, lon=-72.4)):
                assert claim.radius_m >= 30
