"""Gives a command a database that runs and is up to date, and a key: its own, or what the operator names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from app import migrations
from app.config import Settings
from app.local import Cluster, bootstrap, master_key

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Home:
    """Settings that are complete, and the database behind them when it is our own."""

    settings: Settings
    cluster: Cluster | None = None

    def mend(self) -> bool:
        """Start our own database again should it be gone; True when it was."""
        if self.cluster is None or self.cluster.is_running():
            return False
        return self.cluster.start()


@contextmanager
def open_home(settings: Settings) -> Iterator[Home]:
    """Run and update the database; our own ends with the block if it began there."""
    settings = _with_key(settings)
    if settings.database_url:
        migrations.upgrade(settings.owner_database_url or settings.database_url)
        yield Home(settings)
        return
    with Cluster(var_folder(settings)) as cluster:
        bootstrap(cluster)
        migrations.upgrade(cluster.url("konbit_owner"))
        yield Home(_with_addresses(settings, cluster), cluster)


@contextmanager
def at_home(settings: Settings) -> Iterator[Settings]:
    """Stand in a home for one command: settings whose database answers and is up to date."""
    with open_home(settings) as home:
        yield home.settings


def var_folder(settings: Settings) -> Path:
    """A relative KONBIT_VAR lies in the checkout, wherever the command is called from."""
    return ROOT / settings.var


def environment(settings: Settings) -> dict[str, str]:
    """What a child is told, so that it looks for nothing and starts nothing itself."""
    return os.environ | {
        "DATABASE_URL": settings.database_url,
        "KONBIT_OWNER_DATABASE_URL": settings.owner_database_url,
        "KONBIT_PUBLIC_DATABASE_URL": settings.public_database_url,
        "KONBIT_SECRET_KEY": settings.secret_key.get_secret_value(),
        "KONBIT_VAR": str(var_folder(settings)),
        "PORT": str(settings.port),
        "PYTHONUNBUFFERED": "1",
    }


def _with_key(settings: Settings) -> Settings:
    if settings.secret_key.get_secret_value():
        return settings
    return settings.model_copy(update={"secret_key": SecretStr(master_key(var_folder(settings)))})


def _with_addresses(settings: Settings, cluster: Cluster) -> Settings:
    return settings.model_copy(
        update={
            "database_url": cluster.url("konbit_app"),
            "owner_database_url": cluster.url("konbit_owner"),
            "public_database_url": cluster.url("konbit_public"),
        }
    )
