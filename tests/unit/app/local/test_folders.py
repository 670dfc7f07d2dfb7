import os
import pwd
from pathlib import Path

import pytest

from app.local.account import Account
from app.local.errors import LocalError
from app.local.folders import SOCKET_LIMIT, SOCKET_NAME, choose_home, choose_socket_folder


class Shut(Account):
    """An account to which the checkout is closed, as `postgres` is below root's home."""

    def may_enter(self, folder: Path) -> bool:
        return False


@pytest.fixture
def me() -> Account:
    entry = pwd.getpwuid(os.geteuid())
    return Account(entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


@pytest.fixture
def shut(me: Account) -> Account:
    return Shut(me.name, uid=me.uid, gid=me.gid)


def test_the_data_lives_in_var_where_the_server_may_go(tmp_path, me):
    home = choose_home(tmp_path / "var", me)
    assert home == tmp_path / "var" / "pg"
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_closed_checkout_points_to_the_state_folder_and_finds_it_again(tmp_path, shut):
    first = choose_home(tmp_path / "var", shut, state=tmp_path / "state")
    assert first.parent == tmp_path / "state"
    assert choose_home(tmp_path / "var", shut, state=tmp_path / "state") == first


def test_a_new_clone_at_an_old_place_does_not_meet_the_old_data(tmp_path, shut):
    first = choose_home(tmp_path / "var", shut, state=tmp_path / "state")
    (tmp_path / "var" / "pg.where").unlink()
    assert choose_home(tmp_path / "var", shut, state=tmp_path / "state") != first


def test_a_moved_checkout_keeps_its_data_and_a_copied_one_does_not_share_it(tmp_path, shut):
    first = choose_home(tmp_path / "var", shut, state=tmp_path / "state")
    (tmp_path / "var").rename(tmp_path / "moved")
    assert choose_home(tmp_path / "moved", shut, state=tmp_path / "state") == first
    (tmp_path / "copied").mkdir()
    (tmp_path / "copied" / "pg.where").write_text((tmp_path / "moved" / "pg.where").read_text())
    assert choose_home(tmp_path / "copied", shut, state=tmp_path / "state") != first


def test_a_short_path_keeps_the_socket_beside_the_data(tmp_path, me):
    assert choose_socket_folder(Path("/srv/konbit/var/pg"), me) == Path("/srv/konbit/var/pg")


def test_a_path_too_long_to_bind_gets_a_short_private_folder(tmp_path, me):
    home = Path("/srv") / ("é" * SOCKET_LIMIT)  # fewer letters than the limit has bytes, twice the bytes
    folder = choose_socket_folder(home, me, short=tmp_path)
    assert folder.parent == tmp_path
    assert folder.stat().st_mode & 0o777 == 0o700
    assert choose_socket_folder(home, me, short=tmp_path) == folder


def test_the_longest_path_that_binds_is_still_used(me):
    room = SOCKET_LIMIT - len(SOCKET_NAME) - 2
    assert choose_socket_folder(Path("/" + "x" * room), me) == Path("/" + "x" * room)


def test_a_link_laid_in_the_way_is_not_followed(tmp_path, me):
    home = Path("/srv") / ("x" * SOCKET_LIMIT)
    folder = choose_socket_folder(home, me, short=tmp_path)
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LocalError, match="belongs to somebody else"):
        choose_socket_folder(home, me, short=tmp_path)
