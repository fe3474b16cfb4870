"""fuelplan runs out of a zip: the wheel on sys.path, as it was built."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import fuelplan
from fuelplan import resources


def wheel(path):
    """Zip the package as the wheel has it: data and templates inside, wherever they lie now."""
    package = Path(fuelplan.__file__).parent
    parts = {"": package, "data": resources.foods_csv().parent, "templates": resources.runner_template().parent}
    with zipfile.ZipFile(path, "w") as archive:
        for inside, folder in parts.items():
            for file in folder.rglob("*"):
                name = Path("fuelplan", inside, file.relative_to(folder)).as_posix()
                if file.is_file() and "__pycache__" not in name and name not in archive.NameToInfo:
                    archive.write(file, name)
    return path


def test_a_week_is_made_from_a_zip_and_nothing_is_left_of_it(tmp_path):
    archive = wheel(tmp_path / "fuelplan.whl")
    scratch, folder = tmp_path / "scratch", tmp_path / "here"
    scratch.mkdir()
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(archive), "TMPDIR": str(scratch), "TEMP": str(scratch)}
    where = "import fuelplan; print(fuelplan.__file__)"
    seen = subprocess.check_output([sys.executable, "-c", where], cwd=folder, env=environment, text=True)
    assert seen.startswith(str(archive))
    command = [sys.executable, "-W", "error", "-m", "fuelplan", "make", "--km", "60", "--template", "short"]
    subprocess.run([*command, "--html", "w.html", "--ics", "w.ics"], cwd=folder, env=environment, check=True)
    assert (folder / "fuelplan-week.pdf").read_bytes().startswith(b"%PDF-")
    assert {path.name for path in folder.iterdir()} == {"fuelplan-week.pdf", "w.html", "w.ics"}
    assert list(scratch.iterdir()) == []
