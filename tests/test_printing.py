"""The options that say how a week is printed and where to: files, units, templates, and what a week remembers."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import icalendar
import pypdf
import pytest
from click.testing import CliRunner, Result

import fuelplan
from fuelplan import outputs, resources
from fuelplan.cli import main
from fuelplan.errors import InputError
from fuelplan.page_design import Look, PageDesign

MAKE = ("make", "--km", "30", "--start", "2026-11-23")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def done(*words: str) -> Result:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result


def pdf_text(name: str) -> str:
    pages = pypdf.PdfReader(io.BytesIO(Path(name).read_bytes())).pages
    return "\n".join(page.extract_text() for page in pages)


def test_all_files_at_once() -> None:
    files = {"--out": "w.pdf", "--html": "w.html", "--ics": "w.ics", "--shopping": "w.csv", "--json": "w.json"}
    result = done(*MAKE, *(word for pair in files.items() for word in pair))
    assert "\nWrote w.pdf, w.html, w.ics, w.csv and w.json; the calendar in " in result.output
    assert sorted(path.name for path in Path().iterdir()) == sorted(files.values())
    dinner = json.loads(Path("w.json").read_text(encoding="utf-8"))["days"][0]["meals"][-1]["title"]
    assert dinner in Path("w.html").read_text(encoding="utf-8")
    events = icalendar.Calendar.from_ical(Path("w.ics").read_bytes()).walk("VEVENT")
    assert any(dinner in str(event["SUMMARY"]) for event in events)
    assert Path("w.csv").read_bytes().startswith(b"\xef\xbb\xbfaisle,")


def test_a_list_for_a_phone_is_plain_text() -> None:
    done(*MAKE, "--shopping", "list.txt")
    assert "- [ ] " in Path("list.txt").read_text(encoding="utf-8")


def test_us_units_are_on_screen_and_on_paper() -> None:
    result = done(*MAKE, "--units", "us")
    assert "18.6 mi" in result.output
    assert "fl oz" in result.output
    assert "154 lb" in pdf_text("fuelplan-week.pdf")


def test_the_calendar_has_the_zone_and_the_alarms_that_are_asked_for() -> None:
    done(*MAKE, "--ics", "w.ics", "--timezone", "europe/warsaw", "--alarm")
    calendar = icalendar.Calendar.from_ical(Path("w.ics").read_bytes())
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Warsaw"]
    alarms = calendar.walk("VALARM")
    assert {alarm["TRIGGER"].dt.total_seconds() for alarm in alarms} == {-600.0}
    done(*MAKE, "--ics", "w.ics", "--timezone", "floating")
    calendar = icalendar.Calendar.from_ical(Path("w.ics").read_bytes())
    assert not calendar.walk("VALARM")
    assert not calendar.walk("VTIMEZONE")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--ics", "none/w.ics"), "--ics 'none/w.ics': the folder 'none' does not exist"),
        (("--html", "."), "--html '.': this is a folder"),
        (("--html", "x.pdf", "--out", "x.pdf"), "--html 'x.pdf' is the file of --out too"),
        (
            ("--template", "nope"),
            "'nope': there is no such page template; name a file, or one of ink-saver, short, standard",
        ),
        (("--json", "x.pdf", "--out", "x.pdf"), "--json 'x.pdf' is the file of --out too"),
        (("--out", "week.docx"), "--out 'week.docx': give it a name that ends in .pdf"),
        (("--shopping", "list.xlsx"), "give it a name that ends in .csv or .txt or .md"),
        (("--timezone", "Warsaw"), "did you mean 'Europe/Warsaw'?"),
        (("--timezone", "../etc/passwd"), "time zone '../etc/passwd'"),
        (("--alarm", "5"), "--alarm is for a calendar: name its file with --ics"),
        (("--ics", "w.ics", "--alarm", "ten"), "--alarm 'ten': write a whole number of minutes, up to 1440"),
        (("--ics", "w.ics", "--alarm", "1441"), "up to 1440"),
    ],
)
def test_what_cannot_be_printed_is_told_before_anything_is_written(words: tuple[str, ...], said: str) -> None:
    result = run(*MAKE, *words)
    assert result.exit_code == 1
    assert said in result.output
    assert not list(Path().iterdir())


def test_mistakes_of_printing_come_with_the_others() -> None:
    result = run("make", "--km", "x", "--template", "nope", "--ics", "w.ics", "--alarm", "x")
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 3


def test_a_page_template_of_the_folder_is_used_and_named_and_checked() -> None:
    shutil.copy(resources.page_folder() / "short.toml", "page.toml")
    result = done(*MAKE)
    assert "Using page.toml." in result.output
    assert "The log" not in pdf_text("fuelplan-week.pdf")
    done("check")
    Path("page.toml").write_text("accent = 1\n[colours]\nink = '#eeeeee'\n", encoding="utf-8")
    for command in ("check", "make"):
        result = run(command) if command == "check" else run(*MAKE)
        assert result.exit_code == 1
        assert "page.toml: row 1, accent: this key is not known" in result.output
        assert "page.toml: row 3, ink: #eeeeee on white" in result.output


def test_a_template_is_named_by_option_or_by_runner_toml() -> None:
    Path("club.toml").write_text('club = "Riverside Harriers"\npaper = "letter"\nunits = "us"\n', encoding="utf-8")
    done(*MAKE, "--template", "club.toml")
    assert "Riverside Harriers" in pdf_text("fuelplan-week.pdf")
    box = pypdf.PdfReader("fuelplan-week.pdf").pages[1].mediabox
    assert (float(box.width), float(box.height)) == (612.0, 792.0)
    assert "154 lb" in pdf_text("fuelplan-week.pdf")
    runner = 'km = 30\ntemplate = "club.toml"\nunits = "metric"\nstart = "2026-11-23"\n'
    Path("runner.toml").write_text(runner, encoding="utf-8")
    assert "Using runner.toml and club.toml." in done("make").output
    assert "70 kg" in pdf_text("fuelplan-week.pdf")


def test_costs_are_printed_where_the_template_asks_for_them() -> None:
    Path("page.toml").write_text("cost = true\n", encoding="utf-8")
    done(*MAKE)
    with_costs = pdf_text("fuelplan-week.pdf")
    Path("page.toml").unlink()
    done(*MAKE)
    assert " USD" in with_costs
    assert " USD" not in pdf_text("fuelplan-week.pdf")


def test_a_swapped_week_and_the_next_keep_paper_and_units() -> None:
    done(*MAKE, "--page", "letter", "--units", "us", "--json", "w.json", "--out", "w.pdf")
    result = done("swap", "w.json", "tue", "dinner")
    assert "Wrote w.json and w.pdf" in result.output
    done("make", "--from", "w.json", "--out", "next.pdf", "--json", "next.json")
    for name in ("w.pdf", "next.pdf"):
        page = pypdf.PdfReader(name).pages[1].mediabox
        assert float(page.width) == 612.0
        assert "154 lb" in pdf_text(name)
    done("swap", "next.json", "tue", "dinner", "--units", "metric", "--page", "a4")
    assert json.loads(Path("next.json").read_text(encoding="utf-8"))["look"] == {
        "page": "a4",
        "units": "metric",
        "template": None,
        "also": [],
    }


def test_a_swap_keeps_a_shipped_template_and_says_what_is_left_as_it_was() -> None:
    done(*MAKE, "--template", "short", "--html", "w.html", "--ics", "w.ics", "--json", "w.json")
    result = done("swap", "w.json", "tue", "dinner")
    assert "Not as before: the files of --html and --ics are as they were: name them again.\n" in result.output
    assert "The log" not in pdf_text("fuelplan-week.pdf")
    result = done("swap", "w.json", "wed", "dinner", "--html", "w.html", "--ics", "w.ics")
    assert "Not as before" not in result.output


def test_a_template_file_that_a_week_names_is_not_opened_but_told() -> None:
    Path("club.toml").write_text('club = "Riverside Harriers"\n', encoding="utf-8")
    done(*MAKE, "--template", "club.toml", "--json", "w.json")
    result = done("swap", "w.json", "tue", "dinner")
    assert "Not as before: the template club.toml was not used: name it with --template." in result.output
    assert "Riverside Harriers" not in pdf_text("fuelplan-week.pdf")


def test_the_zone_that_a_calendar_is_in_is_told() -> None:
    assert "; the calendar in the time of " in done(*MAKE, "--ics", "w.ics").output
    assert "the calendar in" not in done(*MAKE, "--ics", "w.ics", "--timezone", "Europe/Warsaw").output


def test_a_swap_speaks_the_weeks_units() -> None:
    done(*MAKE, "--units", "us", "--json", "w.json")
    result = done("swap", "w.json", "tue", "dinner")
    assert not re.search(r"\d (g|ml) (→|;|\n)", result.output.replace("protein", ""))


def test_a_look_that_is_none_is_refused() -> None:
    done(*MAKE, "--json", "w.json")
    week = json.loads(Path("w.json").read_text(encoding="utf-8"))
    week["look"] = {"page": "a5", "units": ["us"]}
    Path("w.json").write_text(json.dumps(week), encoding="utf-8")
    result = run("swap", "w.json", "tue", "dinner")
    assert result.exit_code == 1
    assert 'look.page should be a4 or letter, not "a5"' in result.output
    assert "look.units" in result.output


def test_what_is_asked_for_wins_over_the_week_and_that_over_the_template(week: fuelplan.WeekPlan) -> None:
    from dataclasses import replace

    design = PageDesign(paper="letter", units="us")
    remembering = replace(week, look=Look(page="a4", units="metric"))
    assert outputs.look_of(week) == Look(page="a4", units="metric")
    assert outputs.look_of(week, design=design) == Look(page="letter", units="us")
    assert outputs.look_of(remembering, design=design) == Look(page="a4", units="metric")
    assert outputs.look_of(remembering, "letter", "us") == Look(page="letter", units="us")


def test_from_python(week: fuelplan.WeekPlan) -> None:
    assert fuelplan.to_pdf(week, "letter", units="us").startswith(b"%PDF")
    assert fuelplan.to_ics(week, timezone="Europe/Warsaw") == fuelplan.to_ics(week, timezone="Europe/Warsaw")
    assert fuelplan.to_html(week, units="us") == fuelplan.to_html(week, units="us")
    assert "- [ ]" in fuelplan.to_shopping_text(week)
    assert b"aisle" in fuelplan.to_shopping_csv(week)
    design = fuelplan.read_template(resources.page_folder() / "short.toml")
    assert len(fuelplan.to_pdf(week, design=design)) < len(fuelplan.to_pdf(week))
    with pytest.raises(InputError, match="time zone"):
        fuelplan.to_ics(week, timezone="Nowhere")
