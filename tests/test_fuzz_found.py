"""What fuzzing found, by name; the inputs themselves are in tests/fuzz/corpus."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan import outputs
from fuelplan.cells import Table, column_of
from fuelplan.dish_files import load_dishes
from fuelplan.dish_format import EXAMPLE
from fuelplan.errors import InputError, did_you_mean, in_one_line
from fuelplan.folder import dish_paths, read_runner
from fuelplan.imports import rows_from
from fuelplan.inputs import read_request
from fuelplan.measures import Measures, USMeasures
from fuelplan.page_template import read_template
from fuelplan.spreadsheet import sheet_from
from fuelplan.toml_files import read_toml
from fuelplan.typed_json import parse, read_text

TOO_LONG = "x" * 300


@given(st.text() | st.text().map(lambda text: text * 40))
def test_a_mistake_is_one_short_printable_line_that_keeps_its_beginning_and_its_cure(quoted):
    (told,) = InputError(f"foods.csv: row 2: '{quoted}' is not known; write another word").problems
    assert told.isprintable()
    assert len(told) < 1000
    assert told.startswith("foods.csv: row 2: '")
    assert told.endswith("is not known; write another word")


def test_what_cannot_be_seen_is_spelt_out():
    assert in_one_line("a\nb\tc\u00a0d\u202ee\ud800") == r"a b c d\u202ee\ud800"


def test_a_plain_mistake_stays_as_it_is():
    assert in_one_line("row 2, pâté: ½ 走 is not known") == "row 2, pâté: ½ 走 is not known"


def test_choices_that_fill_a_screen_are_not_listed():
    assert did_you_mean("zzz", [f"{letter}{'y' * 100}" for letter in "abcdefgh"]) == "nothing there is spelt alike"


@pytest.mark.parametrize("sign", ["[", "(", "[ "])
def test_a_heading_of_brackets_is_a_column_of_ones_own_at_once(sign):
    began = time.perf_counter()
    assert column_of(sign * 20_000) is None
    assert time.perf_counter() - began < 0.5


def test_a_tab_is_named_where_it_parts_the_cells():
    sheet = sheet_from(b"id\tname\r\nx\ty\tz\r\n", Path("foods.csv"))
    assert Table(sheet).problems[0].endswith("put quotation marks around a cell that holds a tab")
    with pytest.raises(InputError, match=r"row 2 cannot be read \(a tab expected after '\"'\)"):
        sheet_from(b'id\tname\r\nx\t"y"z\r\n', Path("foods.csv"))


def test_a_file_name_that_no_disk_can_hold_is_no_file(tmp_path):
    page, runner = tmp_path / "page.toml", tmp_path / "runner.toml"
    page.write_text(f'logo = "{TOO_LONG}"\n')
    with pytest.raises(InputError, match="there is no such file"):
        read_template(page)
    with pytest.raises(InputError, match="there is no such page template"):
        read_template(tmp_path / TOO_LONG)
    runner.write_text(f'template = "{TOO_LONG}"\n')
    assert read_runner(runner).values["template"] == TOO_LONG
    with pytest.raises(InputError, match="there are no dish templates"):
        dish_paths(tmp_path / TOO_LONG)
    with pytest.raises(InputError, match="there is no such food table"):
        rows_from(tmp_path / TOO_LONG)


@pytest.mark.parametrize(
    "number", [10**400, -(10**400), 10**5000, 1e308, float("nan"), float("inf")], ids=lambda _: "n"
)
def test_a_number_beyond_all_measure_is_refused(number):
    with pytest.raises(InputError) as refused:
        read_request(km=number, weight=number, start="2026-11-23")
    assert [problem.partition(" ")[0] for problem in refused.value.problems] == ["--weight", "--km"]


def test_a_whole_number_of_400_digits_in_what_was_asked_is_refused(week):
    text = outputs.to_json(week).replace('"km": 60', f'"km": {"9" * 400}')
    with pytest.raises(InputError, match=r"asked\.km is too large a number"):
        outputs.from_json(text)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_an_endless_file_is_refused():
    with pytest.raises(InputError, match="more than the 1 MB"):
        read_toml(Path("/dev/zero"))
    with pytest.raises(InputError, match="more than the 5 MB"):
        read_text(Path("/dev/zero"))


def test_a_title_may_name_a_part_with_a_long_name(tmp_path):
    name = "pasta" * 10
    path = tmp_path / "own.toml"
    path.write_text(EXAMPLE.replace('name = "pasta"', f'name = "{name}"').replace("{pasta}", f"{{{name}}}"))
    (dish,) = load_dishes([path])
    assert name in dish.title


def test_deep_json_is_refused():
    with pytest.raises(InputError, match="not valid JSON"):
        parse("[" * 100_000, "week.json")


def test_what_nobody_writes_by_hand_is_refused_before_it_takes_long(tmp_path):
    runner, own = tmp_path / "runner.toml", tmp_path / "own.toml"
    runner.write_text("a" + ".a" * 100_000 + " = 1\n")
    with pytest.raises(InputError, match="row 1 has more than 500 dots"):
        read_runner(runner)
    runner.write_text("".join(f"k{number} = 1\n" for number in range(10_000)))
    assert read_runner(runner).problems[-1] == "runner.toml: there are more; mend these first"
    with pytest.raises(InputError, match=r"--runs 'mon 10.*…': write it in at most 4,000 letters"):
        read_request(runs="mon 10 easy; " * 10_000, start="2026-11-23")
    with pytest.raises(InputError, match="1,000 are more than the 400 that are read"):
        read_request(km=60, avoid=("nuts",) * 1000, start="2026-11-23")
    own.write_text(EXAMPLE.replace('foods = ["lentils"', 'foods = ["lentils"' + ', "x"' * 300))
    with pytest.raises(InputError, match="foods must hold words in quotes, at most 200"):
        load_dishes([own])


@pytest.mark.parametrize("measures", [Measures(), USMeasures()])
def test_measures_say_numbers_below_nothing(measures):
    assert measures.whole_distance(-100.0).startswith("−")
    assert measures.pack(-5.0)
    assert measures.total([-500.0, 250.0]).startswith("−")


def test_a_weight_of_next_to_nothing_is_refused(week):
    text = re.sub(r'"mass_kg": [\d.]+', '"mass_kg": 1e-320', outputs.to_json(week))
    with pytest.raises(InputError, match=r"athlete\.mass_kg is too small a number"):
        outputs.from_json(text)
