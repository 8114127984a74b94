from __future__ import annotations

import os
import stat
from pathlib import Path

import numpy as np
import pytest

from toolkit.language.vector_cache import clear_cache, read_cache, record_type, write_cache


def some_records(keys: list[bytes]) -> np.ndarray:
    records = np.zeros(len(keys), dtype=record_type(3))
    records["key"] = keys
    records["vector"][:, 0] = 1
    return records


def test_what_is_written_is_read_back_without_loading_it(tmp_path: Path) -> None:
    write_cache(tmp_path, "e.1", some_records([b"a", b"b"]))
    read = read_cache(tmp_path, "e.1", 3)
    assert isinstance(read, np.memmap)
    assert read["key"].tolist() == [b"a", b"b"]
    assert [path.name for path in tmp_path.iterdir()] == ["e.1.npy"]


def test_an_encoder_has_a_file_of_its_own(tmp_path: Path) -> None:
    write_cache(tmp_path, "e.1", some_records([b"a"]))
    assert len(read_cache(tmp_path, "e.2", 3)) == 0


@pytest.mark.parametrize("keep", [0, 10, 100, 150])
def test_a_truncated_file_counts_as_none(tmp_path: Path, keep: int) -> None:
    write_cache(tmp_path, "e", some_records([b"a", b"b"]))
    file = tmp_path / "e.npy"
    file.write_bytes(file.read_bytes()[:keep])
    assert len(read_cache(tmp_path, "e", 3)) == 0


def test_a_file_of_another_width_counts_as_none(tmp_path: Path) -> None:
    write_cache(tmp_path, "e", some_records([b"a"]))
    assert len(read_cache(tmp_path, "e", 4)) == 0


def test_a_file_whose_keys_are_not_sorted_counts_as_none(tmp_path: Path) -> None:
    write_cache(tmp_path, "e", some_records([b"b", b"a"]))
    assert len(read_cache(tmp_path, "e", 3)) == 0


def test_a_pickle_is_not_opened(tmp_path: Path) -> None:
    np.save(tmp_path / "e.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    assert len(read_cache(tmp_path, "e", 3)) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_may_read_the_vectors(tmp_path: Path) -> None:
    write_cache(tmp_path / "cache", "e", some_records([b"a"]))
    assert stat.S_IMODE((tmp_path / "cache" / "e.npy").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700


def test_a_file_that_may_not_be_replaced_stays_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_cache(tmp_path, "e", some_records([b"a"]))

    def refuse(source: object, target: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    write_cache(tmp_path, "e", some_records([b"a", b"b"]))
    assert len(read_cache(tmp_path, "e", 3)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["e.npy"]


def test_clearing_deletes_finished_and_unfinished_files_and_nothing_else(tmp_path: Path) -> None:
    write_cache(tmp_path, "e", some_records([b"a"]))
    (tmp_path / "e.x1.part").touch()
    (tmp_path / "README").touch()
    assert clear_cache(tmp_path) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["README"]


def test_clearing_a_folder_that_is_not_there_does_nothing(tmp_path: Path) -> None:
    assert clear_cache(tmp_path / "none") == 0
