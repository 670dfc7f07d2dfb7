"""The settings, read once at the edge: environment variables, listed in `.env.example`."""

from pathlib import Path

from pydantic import Field, SecretStr
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
    tile_credit: str = Field("", description="Who made the raster tiles; shown on the map.")
    log_format: str = Field("text", description="How logs are written: text for people, json for machines.")
    worker_metrics_port: int = Field(
        0, description="The port on KONBIT_HOST where a worker shows its own /metrics. 0: it does not."
    )
    lanes: int = Field(4, ge=1, le=32, description="How many messages one worker handles at once.")

    @property
    def base_url(self) -> str:
        """The public address without a slash at its end."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")
