"""No text breaks the reader: a fuzzer that sees which lines each text reaches looks for one that does.

It begins with plain stories and nasty texts, and changes them with the words of the catalog. Its twin
fuzzes a reader with a planted bug that no plain story shows, and must find it. A text that broke a law is
printed, and written to var/fuzz: `python -m tests.fault.fuzzer FILE` reads it again.
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import nasty
from tests.fault.outcome import Outcome
from tests.load.process import LEASH

ROOT = Path(__file__).resolve().parents[2]
FOUND = ROOT / "var" / "fuzz"
LONG_S, SHORT_S = 600, 45
PLANTED_S = 300  # the most that the planted bug may stay unfound
HANG_S = 20  # one text; they take about a millisecond
LONGEST = 1_000  # bytes; what is longer is read as well, and takes the time of hundreds of short ones
STORIES = (
    "nou bezwen dlo nan Delmas 33, nou se 6 moun",
    "Need water for 4 at the Bridge",
    "we can bring 20 litres of water and two tents, Mill Street 12",
    "yes 1",
    "DONE K7F3",
    "UNSAFE",
)
_RUNS = re.compile(r"^stat::number_of_executed_units: (\d+)", re.MULTILINE)
BROKE = " broke the laws: "  # in the fuzzer's last words


def fuzz_reading(seed: int, long: bool) -> Outcome:
    """Fuzz the reader for a while, then one with a bug in it until that is found."""
    FOUND.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="konbit-fuzz-") as folder:
        home = Path(folder)
        stories, others = _lay_out(home / "stories", STORIES), _lay_out(home / "nasty", nasty.ALL)
        runs, broken = _fuzz(home, "reader", stories, others, seed=seed, wait_s=LONG_S if long else SHORT_S)
        tried, found = _fuzz(home, "sabotaged", stories, seed=seed, wait_s=PLANTED_S)
    return Outcome(
        scenario="fuzz_reading",
        sent=runs,
        acknowledged=runs - len(broken),
        lost=len(broken),
        doubled=0,
        sabotaged_lost=sum(BROKE in told for told in found),
        seed=seed,
        note="; ".join(broken) or f"the planted bug was found after {tried} texts",
    )


def _lay_out(folder: Path, texts: Sequence[str]) -> Path:
    """Write texts as the fuzzer wants them: a file each, with a byte before it."""
    folder.mkdir()
    for number, text in enumerate(texts):
        data = bytes([number % 256]) + text.encode("utf-8", "surrogatepass")
        if len(data) <= LONGEST:
            (folder / f"{number:03}").write_bytes(data)
    return folder


def _fuzz(home: Path, reader: str, *corpora: Path, seed: int, wait_s: int) -> tuple[int, list[str]]:
    """Run the fuzzer in a process of its own; give how many texts were read, and what broke."""
    (home / reader).mkdir()  # for the texts that it finds worth keeping
    command = (
        *(*LEASH, sys.executable, "-m", "tests.fault.fuzzer", f"--reader={reader}"),
        *map(str, (home / reader, *corpora)),
        f"-seed={seed or 1}",  # 0 is «any»
        *(f"-max_total_time={wait_s}", f"-timeout={HANG_S}", f"-max_len={LONGEST}", "-rss_limit_mb=2048"),
        *(f"-artifact_prefix={FOUND}/{reader}-", "-print_final_stats=1"),
    )
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    said = ended.stdout + ended.stderr
    counted = _RUNS.search(said)
    if counted is None:
        raise RuntimeError(f"nothing was fuzzed:\n{said[-3_000:]}")
    broken = sorted({line.partition(": ")[2] for line in said.splitlines() if BROKE in line})
    if ended.returncode and not broken:  # it hung, or ate all memory
        broken = [f"the fuzzer ended with {ended.returncode}: {said[-1_500:]}"]
    return int(counted[1]), broken
