"""The other yardstick of receiving: how many single-row inserts the server itself takes."""

import asyncio
import re
from pathlib import Path

from app.local.binaries import find_binaries
from tests.cluster import Fresh

INSERT = """
insert into bare_message (incident_id, direction, channel, scheme, external_id, lane, our_number,
    peer_sealed, text, details, phrase, state, reason, attempts, link_token, received_at)
values (2, 'in', 'twilio', 'sms', md5(random()::text || clock_timestamp()::text), '+12005550100'::bytea,
    '+15095550190', '+12005550100'::bytea, 'nou swaf, eske gen moun ki ka pote dlo, nou se 4 moun',
    '{}', '', 'received', '', 0, '', now());
"""
RATE = re.compile(r"tps = ([0-9.]+)")


async def inserts_per_s(database: Fresh, folder: Path, *, clients: int, seconds: int) -> float:
    """Let pgbench insert for a while, as many clients at once."""
    script = folder / "insert.sql"
    script.write_text(INSERT)
    command = [str(find_binaries() / "pgbench"), "-n", "-f", str(script), "-c", str(clients), "-j", "2"]
    where = ["-T", str(seconds), "-h", str(database.cluster.socket_folder), "-U", "konbit_app", database.name]
    process = await asyncio.create_subprocess_exec(
        *command,
        *where,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said = (await process.communicate())[0].decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    found = RATE.search(said)
    if found is None:
        raise RuntimeError(f"pgbench: {said}")
    return float(found[1])
