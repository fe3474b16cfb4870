"""The program as a process: pipes that break, disks that are full, Ctrl-C, kills, poor terminals, odd folders."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FUELPLAN = [sys.executable, "-m", "fuelplan"]
MAKE = [*FUELPLAN, "make", "--km", "20", "--start", "2026-11-23"]
POOR = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def run(*words: str, cwd: Path, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, check=False, cwd=cwd, text=True, capture_output=True, timeout=120, **options)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("command", "written"),
    [("foods list | head -n 1", []), ("make --km 20 --json | head -c 9", ["fuelplan-week.pdf"]), ("why | true", [])],
)
def test_a_pipe_that_breaks_is_quiet_and_loses_no_file(tmp_path, command, written):
    result = run("bash", "-c", f"{sys.executable} -m fuelplan {command}", cwd=tmp_path)
    assert result.returncode == 0
    assert "Traceback" not in result.stderr
    assert "Errno" not in result.stderr
    assert names(tmp_path) == written


@pytest.mark.parametrize("command", ["make --km 20", "why iron --km 20", "foods list"])
def test_a_screen_that_takes_no_more_is_said_in_a_line(tmp_path, command):
    result = run("bash", "-c", f"{sys.executable} -m fuelplan {command} > /dev/full", cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("fuelplan: what fuelplan says could not be written: No space")
    assert "Traceback" not in result.stderr
    assert "Exception" not in result.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_without_a_screen_the_files_are_written_all_the_same(tmp_path, closed):
    assert run("bash", "-c", f"{sys.executable} -m fuelplan make --km 20 {closed}", cwd=tmp_path).returncode == 0
    assert names(tmp_path) == ["fuelplan-week.pdf"]


def test_a_terminal_without_letters_and_a_name_with_them(tmp_path):
    (folder := tmp_path / "ż ü").mkdir()
    result = run(*MAKE, "--out", "wöche ż.pdf", "--html", "週.html", "--shopping", "é.txt", cwd=folder, env=POOR)
    assert result.returncode == 0, result.stderr
    assert set(names(folder)) == {"é.txt", "wöche ż.pdf", "週.html"}
    assert "Iron " in result.stdout


def test_bytes_that_are_no_letters_are_refused_or_written_but_never_a_traceback(tmp_path):
    result = run(*MAKE, "--avoid", os.fsdecode(b"\xff\xfe"), "--out", os.fsdecode(b"\xff.pdf"), cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("fuelplan: --avoid")
    assert names(tmp_path) == []


def test_a_folder_that_is_gone_is_said_in_a_line(tmp_path):
    script = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -P -m fuelplan make --km 20"
    result = run("bash", "-c", script, cwd=tmp_path, env={**os.environ, "PYTHONSAFEPATH": "1"})
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "fuelplan: --out 'fuelplan-week.pdf'" in result.stderr


@pytest.mark.parametrize("zone", ["Nowhere/Bad", ":/etc/passwd", "../../etc", ""])
def test_a_clock_that_names_no_zone_stops_no_calendar(tmp_path, zone):
    result = run(*MAKE, "--ics", "w.ics", cwd=tmp_path, env={**os.environ, "TZ": zone})
    assert result.returncode == 0, result.stderr
    assert names(tmp_path) == ["fuelplan-week.pdf", "w.ics"]


def wait_until_it_runs(process: subprocess.Popen[str]) -> None:
    """Wait until Python itself has started and a command of ours has begun to import numpy."""
    maps = Path(f"/proc/{process.pid}/maps")
    while process.poll() is None and "_multiarray_umath" not in maps.read_text(encoding="utf-8"):
        time.sleep(0.005)


@pytest.mark.parametrize("after_s", [0.0, 0.1, 0.3, 0.6, 0.9])
def test_ctrl_c_leaves_the_old_file_whole_and_no_litter(tmp_path, after_s):
    (tmp_path / "fuelplan-week.pdf").write_bytes(b"fuelplan's old one")
    with subprocess.Popen(MAKE, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        wait_until_it_runs(process)
        time.sleep(after_s)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode in (0, 1, -signal.SIGINT)  # Python itself ends so when C code was interrupted
    assert process.returncode == 0 or said.strip() == "Aborted!"
    assert names(tmp_path) == ["fuelplan-week.pdf"]
    content = (tmp_path / "fuelplan-week.pdf").read_bytes()
    assert content == b"fuelplan's old one" or content.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("after_s", [0.5, 1.0, 1.3, 1.6])
def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path, after_s):
    (tmp_path / "fuelplan-week.pdf").write_bytes(b"fuelplan's old one")
    with subprocess.Popen(MAKE, cwd=tmp_path, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        time.sleep(after_s)
        process.kill()
    content = (tmp_path / "fuelplan-week.pdf").read_bytes()
    assert content == b"fuelplan's old one" or content.rstrip().endswith(b"%%EOF")


def test_foods_added_by_eight_processes_at_once_are_all_there(tmp_path):
    assert run(*FUELPLAN, "init", cwd=tmp_path).returncode == 0
    adds = [
        subprocess.Popen(
            [*FUELPLAN, "foods", "add", "--from", "wholemeal-bread", f"name=Loaf {number}"],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(8)
    ]
    for add in adds:
        _, said = add.communicate(timeout=120)
        assert add.returncode == 0, said
    rows = (tmp_path / "foods.csv").read_text(encoding="utf-8-sig").splitlines()
    assert all(sum(row.startswith(f"loaf-{number},") for row in rows) == 1 for number in range(8))
    assert not [name for name in names(tmp_path) if name.endswith((".tmp", ".lock"))]
