import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from app.local import Cluster, LocalError, bootstrap

CARELESS = {"fsync": "off", "shared_buffers": "32MB"}
# a program that starts the database, says whether it did, and stays until its input ends
STARTER = """
import sys; from pathlib import Path; from app.local import Cluster
cluster = Cluster(Path(sys.argv[1]), settings={'fsync': 'off', 'shared_buffers': '32MB'})
print(cluster.start(), flush=True); sys.stdin.read(); cluster.stop()
"""


def begin_program(var: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", STARTER, str(var)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def answer(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def end_program(program: subprocess.Popen[str]) -> None:
    program.communicate()


def until(true: Callable[[], bool], wait_s: float = 20) -> None:
    deadline = time.monotonic() + wait_s
    while not true():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


def connect(cluster: Cluster, user: str = "postgres", database: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(cluster.dsn(user, database), autocommit=True)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder through which the server's user may pass, which pytest's own are not."""
    made = Path(tempfile.mkdtemp(prefix="konbit-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def var(folder: Path) -> Path:
    return folder / "var"


@pytest.fixture
def cluster(var: Path) -> Iterator[Cluster]:
    with Cluster(var, settings=CARELESS) as running:
        yield running


def test_it_knows_letters_beyond_ascii(cluster):
    bootstrap(cluster)
    with connect(cluster, "konbit_app", "konbit") as app:
        row = app.execute("select lower('ÉÒ'), 'ÉCOLE' ilike 'école', show_trgm('é') <> '{}'").fetchone()
    assert row == ("éò", True, True)


def test_it_listens_on_no_network_and_asks_for_no_password(cluster):
    with connect(cluster) as server:
        assert server.execute("show listen_addresses").fetchone() == ("",)
        assert server.execute("show data_checksums").fetchone() == ("on",)
    assert cluster.socket_folder.stat().st_mode & 0o077 == 0


def test_both_forms_of_the_address_reach_it(cluster):
    bootstrap(cluster)
    for address in (cluster.dsn(), cluster.url()):
        with psycopg.connect(address) as app:
            assert app.execute("select current_user::text").fetchone() == ("konbit_app",)


def test_who_finds_it_running_does_not_stop_it(cluster, var):
    second = Cluster(var, settings=CARELESS)
    assert second.start() is False
    second.stop()
    assert cluster.is_running()


def test_of_four_first_starts_at_once_one_makes_and_starts_it(folder):
    programs = [begin_program(folder / "first") for _ in range(4)]
    assert sorted(answer(program) for program in programs) == ["False"] * 3 + ["True"]
    for program in programs:
        end_program(program)
    assert not Cluster(folder / "first").is_running()


def test_it_does_not_outlive_a_program_that_is_killed(var):
    program = begin_program(var)
    assert answer(program) == "True"
    program.kill()
    end_program(program)
    until(lambda: not Cluster(var).is_running())


def test_it_starts_after_being_killed_while_it_computed(var):
    cluster = Cluster(var, settings=CARELESS)
    cluster.start()
    server = connect(cluster)
    # the server's last process keeps its shared memory until it has counted to the end
    server.pgconn.send_query(b"select count(*) from generate_series(1, 8000000)")
    os.kill(int((cluster.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    with Cluster(var, settings=CARELESS) as again, connect(again) as other:
        assert other.execute("select 1").fetchone() == (1,)
    server.close()
    cluster.stop()


def test_a_pid_file_that_names_a_stranger_does_not_keep_it_down(var):
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], cwd="/")
    pid_file = Cluster(var).data / "postmaster.pid"
    pid_file.write_text(f"{stranger.pid}\n{pid_file.parent}\n1700000000\n5432\n\n\n\nready\n")
    with Cluster(var, settings=CARELESS) as cluster:
        assert cluster.is_running()
    stranger.kill()
    stranger.wait()


def test_an_initdb_that_was_killed_leaves_nothing_in_the_way(folder):
    cluster = Cluster(folder / "half", settings=CARELESS)
    (cluster.home / "data.new" / "base").mkdir(parents=True)
    with cluster:
        assert cluster.is_running()


def test_a_folder_closed_to_the_servers_user_is_no_obstacle(folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    with Cluster(closed / "var", settings=CARELESS) as cluster, connect(cluster) as server:
        assert server.execute("select 1").fetchone() == (1,)
    assert Cluster(closed / "var").home == cluster.home
    shutil.rmtree(cluster.home)


def test_a_long_path_with_spaces_and_letters_is_no_obstacle(folder):
    deep = folder / ("a b'é" * 12) / ("x" * 60) / "var"
    with Cluster(deep, settings=CARELESS) as cluster:
        for address in (cluster.dsn("postgres", "postgres"), cluster.url("postgres", "postgres")):
            psycopg.connect(address).close()
    shutil.rmtree(cluster.socket_folder)


def test_a_server_that_cannot_start_says_why_and_at_once(var):
    with pytest.raises(LocalError, match="shared_buffers"):
        Cluster(var, settings={"shared_buffers": "plenty"}).start()
    assert not Cluster(var).is_running()


def test_what_an_operator_set_by_hand_survives_the_next_start(var):
    with Cluster(var, settings=CARELESS) as cluster, connect(cluster) as server:
        server.execute("alter system set work_mem = '9MB'")
    with Cluster(var, settings=CARELESS) as cluster, connect(cluster) as server:
        assert server.execute("show work_mem").fetchone() == ("9MB",)
        server.execute("alter system reset work_mem")
