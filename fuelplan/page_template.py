"""Read a page template (templates/pages/*.toml, or a club's own): every mistake at once, with its row."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from fuelplan import resources
from fuelplan.errors import InputError, did_you_mean
from fuelplan.files import lies_in
from fuelplan.measures import SYSTEMS
from fuelplan.page_design import ALWAYS, LEAST_CONTRAST, PAPERS, SECTIONS, Colours, Faces, PageDesign, contrast
from fuelplan.paths import is_file
from fuelplan.toml_files import line_of, read_toml

MOST_LETTERS = {"club": 40, "coach": 40, "footer": 80}
MOST_LOGO_BYTES, MOST_LOGO_PIXELS, MOST_FACE_BYTES = 2_000_000, 4_000, 20_000_000
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NEEDED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;()%+-/&'"
_CHOICES: Mapping[str, tuple[str, ...]] = {"paper": PAPERS, "units": SYSTEMS}
_KEYS = ("paper", "units", "sections", "cost", *MOST_LETTERS, "logo", "colours", "fonts")
_MOST_UNKNOWN = 20
_FACES = ("regular", "bold", "oblique")
_EMBEDDED = "DejaVuSansCondensed.ttf"


def template_path(named: str) -> Path:
    """Return the file a name means: a template that is shipped, else a file of that name."""
    return _shipped().get(named, Path(named))


def is_shipped(named: str) -> bool:
    """Whether a template of that name comes with fuelplan."""
    return named in _shipped()


def _shipped() -> dict[str, Path]:
    return {path.stem: path for path in sorted(resources.page_folder().glob("*.toml"))}


def read_template(path: Path) -> PageDesign:
    """Return what a page template says; files it names are taken from its own folder.

    Raises
    ------
    InputError
        With every mistake: what is not known, colours too pale to read, a logo that is no picture, a face that cannot
        be embedded.
    """
    if not is_file(path):
        names = ", ".join(_shipped())
        raise InputError(f"'{path}': there is no such page template; name a file, or one of {names}")
    read, text = read_toml(path)
    return _Reader(path, text).design(read)


class _Reader:
    """Reads one template; what cannot be used is noted with its row."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.problems: list[str] = []

    def design(self, read: Mapping[str, Any]) -> PageDesign:
        self._unknown(read, _KEYS)
        values: dict[str, Any] = {
            **{key: self._choice(key, read[key]) for key in _CHOICES if key in read},
            **{key: self._line(key, read[key]) for key in MOST_LETTERS if key in read},
        }
        if "cost" in read and self._is("cost", read["cost"], bool, "write true or false"):
            values["cost"] = read["cost"]
        if "sections" in read:
            values["sections"] = self._sections(read["sections"])
        if "logo" in read:
            logo = self._file("logo", read["logo"], _logo_problem)
            values["logo"] = logo.read_bytes() if logo else b""
        values["colours"] = self._colours(self._table("colours", read))
        values["faces"] = self._faces(self._table("fonts", read))
        if self.problems:
            raise InputError(self.problems)
        return PageDesign(**values)

    def problem(self, key: str, words: str) -> None:
        line = line_of(key, self.text)
        self.problems.append(f"{self.path.name}: " + (f"row {line}, {key}: " if line else f"{key}: ") + words)

    def _unknown(self, read: Iterable[str], known: Iterable[str]) -> None:
        for key in [key for key in read if key not in known][:_MOST_UNKNOWN]:
            self.problem(key, f"this key is not known; {did_you_mean(key, known)}")

    def _is(self, key: str, value: Any, kind: type | tuple[type, ...], cure: str) -> bool:
        if isinstance(value, kind):
            return True
        self.problem(key, cure)
        return False

    def _table(self, key: str, read: Mapping[str, Any]) -> Mapping[str, Any]:
        value = read.get(key, {})
        return value if self._is(key, value, dict, f"write its values under a line [{key}]") else {}

    def _choice(self, key: str, value: Any) -> Any:
        if value not in _CHOICES[key]:
            self.problem(key, "write " + " or ".join(f'"{each}"' for each in _CHOICES[key]))
        return value

    def _line(self, key: str, value: Any) -> str:
        if not self._is(key, value, str, "write it in quotes"):
            return ""
        if len(value) > MOST_LETTERS[key]:
            self.problem(key, f"{len(value)} letters are more than the {MOST_LETTERS[key]} there is room for")
        if not value.isprintable():
            self.problem(key, "write it on one line, without control characters")
        elif lacking := "".join(dict.fromkeys(letter for letter in value if ord(letter) not in _letters())):
            self.problem(key, f"{lacking} cannot be printed, no font here has it; leave it out")
        return str(value)

    def _sections(self, value: Any) -> tuple[str, ...]:
        cure = f"write some of {', '.join(SECTIONS)} in quotes, apart by commas in [ ]"
        if not self._is("sections", value, list, cure):
            return ()
        for each in [each for each in value if str(each) not in SECTIONS][:_MOST_UNKNOWN]:
            self.problem("sections", f"'{each}' is no section; {did_you_mean(str(each), SECTIONS)}")
        if len(set(map(str, value))) < len(value):
            self.problem("sections", "a section stands there twice; name each once")
        if ALWAYS not in value:
            self.problem("sections", f"'{ALWAYS}' cannot be left out: it holds the warnings; add it")
        return tuple(value)

    def _colours(self, read: Mapping[str, Any]) -> Colours:
        known = asdict(Colours())
        self._unknown(read, known)
        good = {}
        for key, value in read.items():
            if key not in known:
                continue
            if isinstance(value, str) and _COLOUR.fullmatch(value):
                good[key] = value.lower()
            else:
                self.problem(key, 'write a colour like "#0b4a5c"')
        colours = Colours(**good)
        self._legible(colours, good)
        return colours

    def _legible(self, colours: Colours, given: Mapping[str, str]) -> None:
        """Note the colours that cannot be read on white or on the pale ground, in colour or in grey."""
        for key in ("ink", "grey", "accent"):
            colour = getattr(colours, key)
            for ground, name in (("#ffffff", "white"), (colours.tint, "the tint")):
                if (ratio := contrast(colour, ground)) < LEAST_CONTRAST:
                    blamed = key if key in given else "tint"
                    words = f"{colour} on {name} has a contrast of {ratio:.1f}; at least {LEAST_CONTRAST:g} can be read"
                    self.problem(blamed, f"{words}: take a {'darker' if blamed == key else 'paler'} one")
                    break

    def _faces(self, read: Mapping[str, Any]) -> Faces | None:
        self._unknown(read, _FACES)
        if not read:
            return None
        missing = [key for key in _FACES if key not in read]
        if missing:
            self.problem("fonts", f"{', '.join(missing)} missing; name all of {', '.join(_FACES)}")
            return None
        files = {key: self._file(key, read[key], _face_problem) for key in _FACES}
        return Faces(**{key: file for key, file in files.items() if file}) if all(files.values()) else None

    def _file(self, key: str, value: Any, complaint: Callable[[Path], str]) -> Path | None:
        if not self._is(key, value, str, "write the name of a file in quotes"):
            return None
        path: Path = self.path.parent / value
        wrong = "there is no such file" if not is_file(path) else complaint(path)
        if key == "logo" and not lies_in(self.path.parent, path):
            wrong = "a logo must lie in the folder of the template, so that no other picture is printed; copy it there"
        if wrong:
            self.problem(key, f"'{value}': {wrong}")
            return None
        return path


@cache
def _letters() -> frozenset[int]:
    """What the embedded face can print: it stands in for every letter that another lacks."""
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 (only where there are words to print)

    return frozenset(TTFont("embedded", str(resources.font_folder() / _EMBEDDED)).face.charToGlyph)


def _logo_problem(path: Path) -> str:
    """Return why a file cannot be a logo, "" if it can."""
    from PIL import Image  # noqa: PLC0415 (only where there is a logo)

    if path.stat().st_size > MOST_LOGO_BYTES:
        return f"it has more than {MOST_LOGO_BYTES / 1e6:.0f} MB; make it smaller"
    try:
        with warnings.catch_warnings(), Image.open(path, formats=("PNG", "JPEG")) as picture:
            warnings.simplefilter("error")
            if max(picture.size) > MOST_LOGO_PIXELS:
                return f"it is wider or higher than {MOST_LOGO_PIXELS} pixels; make it smaller"
            picture.load()
    except Exception as error:
        return f"it is no PNG or JPEG picture ({type(error).__name__}); save it as one"
    return ""


def _face_problem(path: Path) -> str:
    """Return why a file cannot be a face, "" if it can."""
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 (only where there is one)

    if path.stat().st_size > MOST_FACE_BYTES:
        return f"it has more than {MOST_FACE_BYTES / 1e6:.0f} MB"
    try:
        glyphs = TTFont("probe", str(path)).face.charToGlyph
    except Exception as error:
        reason = str(error).partition("\n")[0]
        return f"it cannot be embedded ({reason[:80]}); take a TrueType (.ttf) file"
    lacking = [letter for letter in _NEEDED if ord(letter) not in glyphs]
    return f"it lacks {''.join(lacking)}; take a face with all Latin letters and digits" if lacking else ""
