from concurrent.futures import ThreadPoolExecutor

import pytest

from app.local.errors import LocalError
from app.local.key import master_key


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = master_key(tmp_path / "var")
    assert len(key) == 64
    assert master_key(tmp_path / "var") == key
    assert (tmp_path / "var" / "secret.key").stat().st_mode & 0o777 == 0o600


def test_two_first_starts_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(master_key, [tmp_path] * 8))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_no_second_key_is_made_for_data_that_the_first_one_sealed(tmp_path):
    (tmp_path / "pg").mkdir()
    with pytest.raises(LocalError, match="put it back"):
        master_key(tmp_path)


def test_a_damaged_key_is_not_used(tmp_path):
    (tmp_path / "secret.key").write_text("")
    with pytest.raises(LocalError, match="damaged"):
        master_key(tmp_path)
