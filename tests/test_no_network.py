"""No network, no process, no code out of files, nothing written elsewhere: seen by Python's own audit events."""

import os
import pickle
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from watched import MARK

from fuelplan import resources
from fuelplan.folder import write_folder

WATCHED = Path(__file__).parent / "watched.py"
REFUSED = 99
TRICKS = f"{{{{7*7}}}} {MARK} ${{{MARK}}} %({MARK})s =cmd|'/c calc'!A1 <script>{MARK}</script>"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: socket.socket().connect(("127.0.0.1", 9)),
        lambda: socket.socket().connect_ex(("127.0.0.1", 9)),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("127.0.0.1", 9)),
        lambda: socket.getaddrinfo("localhost", 9),
        lambda: socket.gethostbyname("localhost"),
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: urllib.request.urlopen("http://127.0.0.1:9"),
    ],
)
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_test_cannot_reach_the_network(attempt):
    with pytest.raises(AssertionError, match="network"):
        attempt()


def in_process(folder, *arguments):
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
    )


class Named:
    def __reduce__(self):
        return print, ("code",)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 9)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        f"import pickle; pickle.loads({pickle.dumps(Named())!r})",
        f"exec({MARK!r})",
        f"eval({MARK!r})",
        "import runpy; runpy.run_path('own.py')",
        "import os; open(os.pardir + '/stolen', 'w')",
        "import os; os.mkdir(os.pardir + '/stolen')",
        "import os; os.remove(os.pardir + '/stolen')",
        "import os; os.rename('own.py', os.pardir + '/stolen')",
    ],
)
def test_the_watch_sees_it(tmp_path, code):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "own.py").write_text("1", encoding="utf-8")
    watch = f"import sys; sys.path.insert(0, {str(WATCHED.parent)!r}); from pathlib import Path; import watched; "
    harmless = "open('new', 'w').close(); exec('1'); "
    done = in_process(folder, "-c", f"{watch}watched.watch(Path.cwd()); {harmless}{code}; print('not seen')")
    assert (done.returncode, done.stdout) == (REFUSED, ""), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


@pytest.fixture
def tricked(tmp_path):
    """A runner's folder whose texts would be code, a formula or markup to a reader that ran them."""
    folder = tmp_path / "me"
    write_folder(folder)
    foods = folder / "foods.csv"
    table = resources.foods_csv().read_text(encoding="utf-8")
    quoted = '"' + TRICKS.replace('"', '""') + '"'
    foods.write_text(table.replace(",Rolled oats,oats,", f",{quoted},{quoted},"), encoding="utf-8")
    dishes = next((folder / "dishes").glob("*.toml"))
    text = dishes.read_text(encoding="utf-8")
    words = TRICKS.replace("{", "(").replace("}", ")").replace("[", "(")
    dishes.write_text(text.replace('name = "', f'name = "{words} ', 1).replace('method = "', f'method = "{words} ', 1))
    (folder / "page.toml").write_text(f'club = "{MARK} {{{{7*7}}}}"\nfooter = "{TRICKS[:70]}"\n', encoding="utf-8")
    (folder / "products.csv").write_text(f"Product,Fe\n{MARK} biscuit,3.1\n", encoding="utf-8")
    return folder


COMMANDS = (
    "make --km 60 --weight 70kg --html w.html --ics w.ics --json w.json --shopping w.csv --timezone Europe/Warsaw",
    "swap w.json tue dinner --out swapped.pdf",
    "foods import products.csv --all --map name=Product --map iron_mg=Fe --set group=sweet",
    "check",
)


def test_files_of_a_runner_run_nothing_and_write_nowhere_else(tricked):
    for command in COMMANDS:
        done = in_process(tricked, WATCHED, tricked, *command.split())
        assert done.returncode == 0, (command, done.stderr[-600:])
    page = (tricked / "w.html").read_text(encoding="utf-8")
    assert f"{MARK} {{{{7*7}}}}" in page and f"<script>{MARK}" not in page
    assert [path.name for path in tricked.parent.iterdir()] == [tricked.name]
