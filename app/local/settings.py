"""The server's own words: its settings, and who may log in as whom."""

import os
import pwd
from collections.abc import Mapping

from app.local.account import Account

ROLES = ("konbit_owner", "konbit_app", "konbit_public")
INCLUDE = "include_if_exists = 'konbit.conf'\n"  # ours is rewritten at each start; ALTER SYSTEM still wins

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "2GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "jit": "off",  # its spikes cost more than it ever gained on our queries
    "random_page_cost": "1.1",
    "effective_io_concurrency": "200",
    "wal_compression": "lz4",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "500ms",
}


def settings_text(changed: Mapping[str, str]) -> str:
    """The lines of konbit.conf; `changed` overrides, for tests that need no durability."""
    return "".join(f"{name} = '{value}'\n" for name, value in (SETTINGS | dict(changed)).items())


def logins_text(account: Account) -> str:
    """The lines of pg_ident.conf: the kernel says who is calling, so no password exists to be lost."""
    people = dict.fromkeys((pwd.getpwuid(os.geteuid()).pw_name, account.name))
    return "".join(f'konbit "{name}" {role}\n' for name in people for role in ("postgres", *ROLES))


HBA = "local all all peer map=konbit\n"
