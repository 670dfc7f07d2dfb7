"""The settings, read once at the edge: environment variables, listed in `.env.example`."""

from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import httpx
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator can set. Nothing else of the environment is looked at."""

    model_config = SettingsConfigDict(env_prefix="KONBIT_", env_file=".env", extra="ignore")

    database_url: str = Field(
        "",
        validation_alias="DATABASE_URL",
        description="PostgreSQL with PostGIS. Empty: Konbit starts a private one of its own in KONBIT_VAR.",
    )
    owner_database_url: str = Field(
        "", description="The role that owns the tables and migrates them. Empty: DATABASE_URL."
    )
    public_database_url: str = Field(
        "", description="The role that reads only what strangers may see. Empty: DATABASE_URL."
    )
    port: int = Field(8000, validation_alias="PORT", description="The port that the web server listens on.")
    host: str = Field("127.0.0.1", description="The address that the web server listens on.")
    public_url: str = Field(
        "",
        description="The address people and gateways use, as gateways sign it. Empty: http://127.0.0.1:PORT.",
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="The master key: seals numbers and credentials. Empty: made once and kept in KONBIT_VAR.",
    )
    var: Path = Field(Path("var"), description="The folder for the private database and the master key.")
    tile_url: str = Field(
        "", description="Raster map tiles, like https://tiles.example.org/{z}/{x}/{y}.png. Empty: none."
    )
    map_file: str = Field(
        "", description="A PMTiles file of OpenStreetMap's streets and names under the maps. Empty: none."
    )
    tile_credit: str = Field("", description="Who made the raster tiles or the map file; shown on the map.")
    log_format: str = Field("text", description="How logs are written: text for people, json for machines.")
    worker_metrics_port: int = Field(
        0, description="The port on KONBIT_HOST where a worker shows its own /metrics. 0: it does not."
    )
    lanes: int = Field(4, ge=1, le=32, description="How many messages one worker handles at once.")
    nominatim_url: str = Field(
        "", description="A Nominatim to ask for places that nobody here knows, without /search. Empty: none."
    )
    photon_url: str = Field(
        "", description="A Photon to ask for places that nobody here knows, without /api. Empty: none."
    )
    geocoder_contact: str = Field(
        "", description="A mail address at which those who run the geocoder reach you; each call names it."
    )
    geocoder_per_s: float = Field(
        1.0, gt=0, le=50, description="The most questions a second to one geocoder, over all workers."
    )
    valhalla_url: str = Field(
        "",
        description="Your own Valhalla for times by road, without /sources_to_targets. Empty: none.",
    )
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="The mail server for the desk's own people, smtp://user:password@host:587. Empty: none.",
    )
    mail_from: str = Field("", description="The address that letters of the mail server come from.")

    @field_validator("nominatim_url", "photon_url", "valhalla_url")
    @classmethod
    def check_service(cls, given: str) -> str:
        """Refuse an address that would carry places over the open network for all to read."""
        if not given:
            return given
        try:
            url = httpx.URL(given)
        except httpx.InvalidURL as error:
            raise ValueError("this is no address") from error
        if url.scheme not in ("http", "https") or not url.host or url.query or url.fragment:
            raise ValueError("the address of a service begins with https:// and ends with its host or folder")
        if url.scheme == "http" and not _is_near(url.host):
            raise ValueError("without https a service must be on this machine or in your own network")
        return given.rstrip("/")

    @model_validator(mode="after")
    def name_yourself(self) -> Self:
        """Ask nobody's geocoder without saying who asks: the public ones shut out who does not."""
        if (self.nominatim_url or self.photon_url) and not self.geocoder_contact.strip():
            raise ValueError("with a geocoder set, KONBIT_GEOCODER_CONTACT must say how to reach you")
        if not self.geocoder_contact.isprintable() or not self.geocoder_contact.isascii():
            raise ValueError("KONBIT_GEOCODER_CONTACT goes into a header: plain letters of one line")
        return self

    @model_validator(mode="after")
    def check_mail(self) -> Self:
        """Refuse a mail server that no letter could be handed to."""
        parts = urlsplit(self.smtp_url.get_secret_value())
        if parts.geturl() and (parts.scheme not in ("smtp", "smtps") or not parts.hostname):
            raise ValueError("KONBIT_SMTP_URL is written as smtp://user:password@host:587 or smtps://…")
        if parts.geturl() and ("@" not in self.mail_from or not self.mail_from.isprintable()):
            raise ValueError("with a mail server set, KONBIT_MAIL_FROM is the address that letters come from")
        return self

    @property
    def base_url(self) -> str:
        """The public address without a slash at its end."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")


def _is_near(host: str) -> bool:
    """This machine, a private address, or a name that only an own network knows, as in docker compose."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".localhost"))
