import numpy as np
import pytest

from ingest.errors import Unfit
from ingest.model.weights import SHIPPED, read_weights


def test_weights_of_another_kind_are_refused_with_what_to_do(tmp_path):
    path = tmp_path / "old.npz"
    np.savez(path, version=np.array(0))
    with pytest.raises(Unfit, match="konbit train reading"):
        read_weights(path)


def test_tables_of_another_size_are_refused(tmp_path):
    with np.load(SHIPPED, allow_pickle=False) as file:
        arrays = dict(file)
    path = tmp_path / "short.npz"
    np.savez(path, **arrays | {"whole_letters": arrays["whole_letters"][:-1]})
    with pytest.raises(Unfit, match="another size"):
        read_weights(path)


def test_the_shipped_file_holds_numbers_and_names_of_heads_and_no_words():
    with np.load(SHIPPED, allow_pickle=False) as file:
        written = {name: file[name] for name in file if file[name].dtype.kind == "U"}
    assert set(written) == {"heads", "taught", "made_from"}
    assert SHIPPED.stat().st_size < 4_000_000
