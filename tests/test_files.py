"""Files are written whole or not at all, keep their permissions, and what somebody may miss is kept beside."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from fuelplan import files
from fuelplan.errors import InputError
from fuelplan.files import alone_with, check_writable, is_theirs, same, write_files, write_new_folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class FullDisk:
    """Stands in for os.fsync: the disk has room for ``fits`` files."""

    def __init__(self, fits: int) -> None:
        self.left = fits

    def __call__(self, _: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", ["week.pdf", "ü ż 週.pdf", " a b .pdf", "a" * 251 + ".pdf", "-o.pdf", "\udcff.pdf"])
def test_any_name_the_disk_takes_is_written(tmp_path, name):
    assert write_files({tmp_path / name: b"new"}) == []
    assert (tmp_path / name).read_bytes() == b"new"
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("fits", range(6))
def test_a_full_disk_changes_no_file(tmp_path, monkeypatch, fits):
    pdf, json, new = tmp_path / "a.pdf", tmp_path / "a.json", tmp_path / "new.ics"
    pdf.write_bytes(b"old pdf")
    json.write_bytes(b"old json")
    monkeypatch.setattr(files.os, "fsync", FullDisk(fits))
    contents = {pdf: b"PDF", json: b"JSON", new: b"ICS"}
    if fits < 4:  # three files and one backup
        with pytest.raises(InputError, match="No space left on device"):
            write_files(contents, keep={json})
        assert (pdf.read_bytes(), json.read_bytes()) == (b"old pdf", b"old json")
        assert names(tmp_path) == ["a.json", "a.pdf"]
    else:
        assert write_files(contents, keep={json}) == [tmp_path / "a.json.bak"]
        assert (tmp_path / "a.json.bak").read_bytes() == b"old json"
        assert names(tmp_path) == ["a.json", "a.json.bak", "a.pdf", "new.ics"]


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.csv").write_bytes(b"old")
    monkeypatch.setattr(files.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "a.csv": b"new"}, keep={tmp_path / "a.csv"})
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o664])
def test_a_private_file_stays_private_and_so_does_its_copy(tmp_path, bits):
    path = tmp_path / "runner.toml"
    path.write_bytes(b"old")
    path.chmod(bits)
    write_files({path: b"new"}, keep={path})
    assert (path.read_bytes(), (tmp_path / "runner.toml.bak").read_bytes()) == (b"new", b"old")
    assert (mode(path), mode(tmp_path / "runner.toml.bak")) == (bits, bits)


def test_a_new_file_is_as_private_as_its_owner_wants(tmp_path):
    before = os.umask(0o077)
    try:
        write_files({tmp_path / "week.json": b"{}"})
    finally:
        os.umask(before)
    assert mode(tmp_path / "week.json") == 0o600


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    (tmp_path / "to come.pdf").symlink_to("new.pdf")
    write_files({tmp_path / "link.pdf": b"new", tmp_path / "to come.pdf": b"newer"})
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"
    assert (tmp_path / "new.pdf").read_bytes() == b"newer"


def test_what_is_written_again_as_it_was_needs_no_copy(tmp_path):
    (tmp_path / "w.json").write_bytes(b"same")
    assert write_files({tmp_path / "w.json": b"same"}, keep={tmp_path / "w.json"}) == []
    assert names(tmp_path) == ["w.json"]


@pytest.fixture
def obstacles(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("folder", "this is a folder; give a file name in it"),
        ("loop", "this link leads back to itself"),
        ("pipe", "this is a device or pipe, not a file"),
        ("none/week.pdf", "does not exist; make it first"),
        ("pipe/week.pdf", "does not exist; make it first"),
        ("a" * 300, "such a name cannot be used (File name too long)"),
        ("a\0b", "such a name cannot be used ("),
    ],
)
def test_what_cannot_become_a_file_is_refused_and_left_alone(obstacles, name, said):
    before = names(obstacles)
    for refused in (lambda path: check_writable(path, "--out"), lambda path: write_files({path: b"x"})):
        with pytest.raises(InputError) as error:
            refused(obstacles / name)
        assert said in str(error.value)
    assert names(obstacles) == before
    assert not (obstacles / "pipe").is_file()


def test_a_device_is_not_replaced():
    with pytest.raises(InputError, match="a device or pipe"):
        write_files({Path("/dev/null"): b"x"})
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(("locked", "said"), [("file", "locked against writing"), ("folder", "cannot be written to")])
def test_what_is_locked_stays_as_it_is(tmp_path, monkeypatch, locked, said):
    path = tmp_path / "week.pdf"
    path.write_bytes(b"old")
    place = path if locked == "file" else tmp_path
    monkeypatch.setattr(files.os, "access", lambda asked, _: Path(asked) != place)  # root may write everywhere
    with pytest.raises(InputError, match=said):
        write_files({path: b"new"})
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["week.pdf"]


def test_what_a_killed_process_left_is_swept_away_but_not_what_another_writes_now(tmp_path):
    left, fresh, folder = (tmp_path / f".fuelplan-{n}.tmp" for n in ("1", "2", "3"))
    left.write_bytes(b"half")
    fresh.write_bytes(b"half")
    folder.mkdir()
    (folder / "dish.toml").write_bytes(b"half")
    for old in (left, folder):
        os.utime(old, (0, 0))
    write_files({tmp_path / "week.pdf": b"new"})
    assert names(tmp_path) == [".fuelplan-2.tmp", "week.pdf"]


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    contents = {"a.toml": b"a", "b.toml": b"b"}
    with monkeypatch.context() as patched:
        patched.setattr(files.os, "fsync", FullDisk(1))
        with pytest.raises(InputError, match="No space left on device"):
            write_new_folder(tmp_path / "dishes", contents)
    assert names(tmp_path) == []
    write_new_folder(tmp_path / "dishes", contents)
    assert {path.name: path.read_bytes() for path in (tmp_path / "dishes").iterdir()} == contents


def test_files_of_others_are_told_from_our_own(tmp_path):
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.4 Dear Ann")
    (tmp_path / "week.pdf").write_bytes(b"%PDF-1.4 /Creator (fuelplan 0.1.0)")
    assert [is_theirs(tmp_path / name) for name in ("letter.pdf", "week.pdf", "none.pdf")] == [True, False, False]


def test_one_file_by_two_names_is_one_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_bytes(b"x")
    Path("b.csv").hardlink_to("a.csv")
    assert same(Path("a.csv"), tmp_path / "sub" / ".." / "a.csv")
    assert same(Path("a.csv"), Path("b.csv"))
    assert same(Path("new.csv"), tmp_path / "new.csv")
    assert not same(Path("a.csv"), Path("new.csv"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks there")
def test_a_file_is_read_and_written_anew_by_one_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_PATIENCE_S", 0.1)
    with (
        alone_with(tmp_path / "foods.csv"),
        pytest.raises(InputError, match=r"foods\.csv' is being written by another fuelplan"),
        alone_with(tmp_path / "foods.csv"),
    ):
        pytest.fail("two have it")
    with alone_with(tmp_path / "foods.csv"):
        assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks there")
def test_where_there_are_no_locks_or_no_folder_nothing_waits(tmp_path, monkeypatch):
    with alone_with(tmp_path / "nowhere" / "foods.csv"):
        pass

    def no_locks(*_: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(files.fcntl, "flock", no_locks)
    with alone_with(tmp_path / "foods.csv"), alone_with(tmp_path / "foods.csv"):
        pass
