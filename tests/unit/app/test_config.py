import pytest
from pydantic import ValidationError

from app.config import Settings


def settings() -> Settings:
    return Settings(_env_file=None)


@pytest.fixture(autouse=True)
def _nobodys_environment(monkeypatch):
    for field in Settings.model_fields.values():
        if isinstance(field.validation_alias, str):
            monkeypatch.delenv(field.validation_alias, raising=False)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"KONBIT_{name.upper()}", raising=False)


def test_without_an_environment_konbit_is_a_thing_of_this_machine_alone():
    plain = settings()
    assert plain.host == "127.0.0.1"
    assert plain.base_url == "http://127.0.0.1:8000"
    assert plain.database_url == ""


def test_the_public_address_is_what_the_operator_says_without_a_slash(monkeypatch):
    monkeypatch.setenv("KONBIT_PUBLIC_URL", "https://help.example.org/")
    assert settings().base_url == "https://help.example.org"


def test_the_port_is_part_of_the_address_when_nobody_named_one(monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    assert settings().base_url == "http://127.0.0.1:8123"


def test_the_database_is_named_as_everybody_names_it(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://a/b")
    assert settings().database_url == "postgresql://a/b"


def test_the_master_key_does_not_show_itself(monkeypatch):
    monkeypatch.setenv("KONBIT_SECRET_KEY", "a very secret key that nobody sees")
    assert "nobody sees" not in repr(settings())
    assert settings().secret_key.get_secret_value() == "a very secret key that nobody sees"


@pytest.mark.parametrize(
    ("name", "value"), [("KONBIT_LANES", "0"), ("KONBIT_LANES", "many"), ("PORT", "http")]
)
def test_a_setting_that_cannot_work_is_refused_at_the_start(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        settings()


def test_an_environment_full_of_other_things_is_no_error(monkeypatch):
    monkeypatch.setenv("KONBIT_OF_ANOTHER_VERSION", "1")
    assert settings().lanes == 4


CONTACT = "desk@konbit.example"


def test_no_geocoder_is_asked_unless_the_operator_set_one():
    assert settings().nominatim_url == settings().photon_url == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://nominatim.example.org",
        "https://maps.example.org/nominatim/",
        "http://127.0.0.1:8080",
        "http://10.1.2.3",
        "http://[::1]:2322",
        "http://nominatim:8080",
        "http://maps.local",
    ],
)
def test_a_geocoder_is_on_the_open_network_by_https_or_near(monkeypatch, url):
    monkeypatch.setenv("KONBIT_NOMINATIM_URL", url)
    monkeypatch.setenv("KONBIT_GEOCODER_CONTACT", CONTACT)
    assert settings().nominatim_url == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://nominatim.example.org",
        "http://8.8.8.8",
        "nominatim.example.org",
        "ftp://maps.local",
        "https://",
        "https://maps.example.org/search?q=",
        "https://maps.example.org/#here",
        "https://maps.example.org:port",
    ],
)
@pytest.mark.parametrize("name", ["KONBIT_NOMINATIM_URL", "KONBIT_PHOTON_URL", "KONBIT_VALHALLA_URL"])
def test_an_address_that_is_no_geocoders_is_refused_at_the_start(monkeypatch, name, url):
    monkeypatch.setenv(name, url)
    monkeypatch.setenv("KONBIT_GEOCODER_CONTACT", CONTACT)
    with pytest.raises(ValidationError):
        settings()


@pytest.mark.parametrize("contact", ["", "  ", "desk@konbit.example\r\nX: y", "bürö@konbit.example"])
def test_nobodys_geocoder_is_asked_without_a_name_that_fits_a_header(monkeypatch, contact):
    monkeypatch.setenv("KONBIT_PHOTON_URL", "https://photon.example.org")
    monkeypatch.setenv("KONBIT_GEOCODER_CONTACT", contact)
    with pytest.raises(ValidationError):
        settings()


@pytest.mark.parametrize("rate", ["0", "-1", "51", "nan"])
def test_a_rate_that_is_none_is_refused(monkeypatch, rate):
    monkeypatch.setenv("KONBIT_GEOCODER_PER_S", rate)
    with pytest.raises(ValidationError):
        settings()


def test_a_road_server_of_ones_own_needs_no_contact(monkeypatch):
    assert settings().valhalla_url == ""
    monkeypatch.setenv("KONBIT_VALHALLA_URL", "http://valhalla:8002/")
    assert settings().valhalla_url == "http://valhalla:8002"
