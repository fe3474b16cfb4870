"""`fuelplan sweat`: reading a test, keeping it in runner.toml, and what is said of it."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st

from fuelplan import resources
from fuelplan.cli.sweat import sweat
from fuelplan.errors import InputError
from fuelplan.inputs.sweat_tests import as_toml, correction_of, earlier_tests, parse_volume, read_sweat_test, remember
from fuelplan.science.sweat_test import personal_sweat_rate
from fuelplan.sweat_words import lines
from fuelplan.toml_files import read_toml
from fuelplan.units import CM, DEG_C, KG, KM_PER_HOUR, L_PER_HOUR, LITRE, MIN, quantity

# (70.2 - 69.1 + 0.4 - 0.1) / 1.25 h = 1.12 L/h
TEST = {
    "before": 70.2,
    "after": 69.1,
    "drunk": 0.4,
    "urine": 0.1,
    "minutes": 75,
    "km": 12.5,
    "temp": 18,
    "humidity": 60,
}
OPTIONS = [word for key, value in TEST.items() for word in (f"--{key}", str(value))]
TALL = quantity(178, CM)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, code=0):
    result = CliRunner().invoke(sweat, list(arguments))
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


def told(test, earlier=(), height=TALL):
    return "\n".join(lines(read_sweat_test(test), [read_sweat_test(other) for other in earlier], height))


def problems(test):
    with pytest.raises(InputError) as caught:
        read_sweat_test(test, where="--")
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "litres"),
    [
        ("0.4", 0.4),
        (0.4, 0.4),
        ("400ml", 0.4),
        ("0.4 l", 0.4),
        ("0,4 L", 0.4),
        ("14 floz", 0.41403),
        ("14 fl oz", 0.41403),
        (0, 0),
    ],
)
def test_volumes(text, litres):
    assert parse_volume(text).m_as(LITRE) == pytest.approx(litres, abs=1e-5)


@pytest.mark.parametrize("text", ["-0.4", "0.4 kg", "400 m l", "1e9", "nan", "", "two", "0.4.1", "14 oz", "٤"])
def test_a_volume_that_is_none_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="400ml"):
        parse_volume(text)


def test_a_test_in_numbers():
    test = read_sweat_test({**TEST, "date": date(2026, 11, 23)})
    assert test.rate.m_as(L_PER_HOUR) == pytest.approx(1.12)
    assert test.speed.m_as(KM_PER_HOUR) == pytest.approx(10)
    assert test.humidity == pytest.approx(0.6)
    assert (test.day, test.assumed) == (date(2026, 11, 23), ())


def test_the_same_test_in_pounds_ounces_and_fahrenheit():
    """154.764 lb = 70.2 kg, 152.339 lb = 69.1 kg, 13.526 fl oz = 0.4 L, 9:39.4/mi = 6:00/km, 64.4 °F = 18 °C."""
    words = {
        "before": "154.764 lb",
        "after": "152.339lb",
        "drunk": "13.526 fl oz",
        "urine": "100ml",
        "minutes": "1.25h",
    }
    test = read_sweat_test({**words, "pace": "9:39/mi", "temp": "64.4F", "humidity": "60 %"})
    assert test.rate.m_as(L_PER_HOUR) == pytest.approx(1.12, abs=1e-3)
    assert test.speed.m_as(KM_PER_HOUR) == pytest.approx(10, abs=0.01)
    assert test.temperature.m_as(DEG_C) == pytest.approx(18)


def test_what_is_not_written_is_usual_and_named():
    test = read_sweat_test({"before": 70, "after": 69, "minutes": 60, "drunk": None})
    assert test.rate.m_as(L_PER_HOUR) == pytest.approx(1.0)
    assert (test.speed.m_as(KM_PER_HOUR), test.temperature.m_as(DEG_C), test.humidity) == (10, 18, 0.6)
    assert set(test.assumed) == {"km", "temp", "humidity"}
    said = "\n".join(lines(test, [], None))
    for word in ("6:00 /km", "18 °C", "60 %", "height"):
        assert word in said[said.index("Assumed") :]
    assert "Assumed" not in told(TEST)


def test_every_mistake_at_once():
    wrong = {"before": "seventy", "minutes": 10, "drunk": "400ml/h", "km": 2, "pace": "3", "temp": 99, "humidity": 0.6}
    said = problems({**wrong, "date": "23/11/2026", "wieght": 3, "urine": True})
    for key in ("before", "after", "minutes", "drunk", "urine", "km", "temp", "humidity", "date", "wieght"):
        assert sum(problem.startswith(f"--{key}") for problem in said) == 1, (key, said)
    assert len(said) == 10


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"after": 70.6}, "no sweat"),  # 0.4 kg gained of 0.4 L drunk, less urine
        ({"after": 63.9, "km": 12}, "check both weights and units"),  # 6.3 kg
        ({"before": 50, "after": 45.5}, "check both weights and units"),  # 9 %
        ({"after": 65.0}, "4.4 L"),  # (5.2 + 0.3) / 1.25
        ({"drunk": 0, "after": 70.0}, "0.08 L"),  # (0.2 - 0.1) / 1.25
        ({"km": 40}, "32 km/h"),
        ({"minutes": 19.9}, "20 minutes or more"),
    ],
)
def test_what_cannot_be_is_refused(change, says):
    assert says in "\n".join(problems({**TEST, **change}))


@pytest.mark.parametrize("table", [5, "70 kg", [1]])
def test_a_test_that_is_no_table_is_refused(table):
    with pytest.raises(InputError, match=r"\[\[sweat_test\]\]"):
        read_sweat_test(table)


def test_a_moment_is_its_day():
    assert read_sweat_test({**TEST, "date": datetime(2026, 11, 23, 7)}).day == date(2026, 11, 23)


def test_at_the_conditions_of_one_test_its_rate_is_returned():
    test = read_sweat_test({**TEST, "temp": 27, "humidity": 85})
    again = personal_sweat_rate(test.modelled(TALL), test.temperature, correction_of([test], TALL))
    assert again.m_as(L_PER_HOUR) == pytest.approx(1.12)


def test_each_test_counts_at_its_own_weight():
    """A runner of 70 kg and the same one of 60 kg who sweats as the model says of both: no correction."""
    tests = []
    for kg in (70.0, 60.0):
        model = read_sweat_test({**TEST, "before": kg, "after": kg - 1}).modelled(TALL).m_as(L_PER_HOUR)
        tests.append(read_sweat_test({**TEST, "before": kg, "after": kg - 1.25 * model + 0.3}))
    correction = correction_of(tests, TALL)
    assert correction.level == pytest.approx(0.0, abs=1e-9)
    assert correction.tests == 2


@given(
    st.floats(45, 120),
    st.floats(0.3, 2.0),
    st.floats(0, 1.5),
    st.floats(60, 200),
    st.floats(4.2, 20),
    st.floats(-10, 40),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_a_test_survives_the_way_into_the_file_and_back(kg, lost, drunk, minutes, kmh, celsius, day):
    assume((lost + drunk) / minutes * 60 > 0.101)  # less than any runner sweats is refused
    words = {"before": f"{kg:.5f}", "after": f"{kg - lost:.5f}", "drunk": f"{drunk:.5f}", "minutes": f"{minutes:.5f}"}
    distance = f"{kmh * minutes / 60:.5f}"
    test = read_sweat_test({**words, "km": distance, "temp": f"{celsius:.5f}", "humidity": "60", "date": day})
    written = as_toml(test)
    again = read_sweat_test(tomllib.loads(written)["sweat_test"][0])
    assert as_toml(again) == written
    assert again.day == day
    for name, unit in (("mass_before", KG), ("mass_after", KG), ("drunk", LITRE), ("duration", MIN)):
        assert getattr(again, name).m_as(unit) == pytest.approx(getattr(test, name).m_as(unit), abs=6e-4)
    assert again.speed.m_as(KM_PER_HOUR) == pytest.approx(test.speed.m_as(KM_PER_HOUR), abs=3e-3)


def test_what_was_assumed_is_not_written():
    written = as_toml(read_sweat_test({"before": 70, "after": 69, "minutes": 60}))
    assert read_sweat_test(tomllib.loads(written)["sweat_test"][0]).assumed == ("km", "temp", "humidity")


@pytest.mark.parametrize(("pace", "minutes"), [("15:00", 80), ("2:30", 71)])
def test_a_pace_at_its_limit_is_still_one_when_read_again(pace, minutes):
    """15:00 /km for 80 min is 5.333 km, and 5.333 km in 80 min are 3.99975 km/h."""
    written = as_toml(read_sweat_test({"before": 70, "after": 69, "minutes": minutes, "pace": pace}))
    assert as_toml(read_sweat_test(tomllib.loads(written)["sweat_test"][0])) == written


def encoded(text, kind):
    return {"utf-8": b"", "utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[
        kind
    ] + text.encode(kind.removesuffix("-sig"))


@pytest.mark.parametrize("kind", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_remember_keeps_every_old_byte(tmp_path, kind, newline, end):
    path = tmp_path / "runner.toml"
    old = encoded(f"km = 60  # käm\n\nlike = ['lentils']{end}".replace("\n", newline), kind)
    path.write_bytes(old)
    first, second = read_sweat_test(TEST), read_sweat_test({**TEST, "after": 69.0})
    remember(path, first)
    remember(path, second)
    assert path.read_bytes().startswith(old)
    assert (tmp_path / "runner.toml.bak").read_bytes().startswith(old)
    read, text = read_toml(path)
    assert (read["km"], read["like"]) == (60, ["lentils"])
    assert [read_sweat_test(table) for table in read["sweat_test"]] == [first, second]
    assert text.replace(newline, "\n").count("\n\n[[sweat_test]]") == 2, "a blank line before each"
    if kind == "utf-8" and newline == "\r\n":
        assert text.count("\n") == text.count("\r\n")


def test_remember_goes_on_in_the_shipped_file_and_makes_a_new_one(tmp_path):
    shipped = tmp_path / "runner.toml"
    shipped.write_bytes(resources.runner_template().read_bytes())
    test = read_sweat_test(TEST)
    remember(shipped, test)
    assert read_toml(shipped)[0]["km"] == 60
    new = tmp_path / "new.toml"
    remember(new, test)
    text = new.read_text(encoding="utf-8")
    assert text.startswith("#") and text.splitlines()[1] == ""
    assert earlier_tests(tomllib.loads(text)["sweat_test"]) == ([test], [])
    assert not (tmp_path / "new.toml.bak").exists()


def test_a_table_spelt_with_a_hyphen_goes_on(tmp_path):
    path = tmp_path / "runner.toml"
    path.write_text(as_toml(read_sweat_test(TEST)).replace("sweat_test", "sweat-test"), encoding="utf-8")
    remember(path, read_sweat_test({**TEST, "temp": 25}))
    assert [table["temp"] for table in read_toml(path)[0]["sweat-test"]] == [18, 25]


@pytest.mark.parametrize(
    ("old", "says"),
    [
        ("km = = 60\n", "not valid TOML"),
        ("sweat_test = 5\n", r"under a line \[\[sweat_test\]\]"),
        ("sweat_test = [{before = 70}]\n", r"under a line \[\[sweat_test\]\]"),
        ("[sweat_test]\nbefore = 70\n", r"under a line \[\[sweat_test\]\]"),
        (as_toml(read_sweat_test(TEST)), "there already"),
    ],
)
def test_remember_refuses_and_changes_nothing(tmp_path, old, says):
    path = tmp_path / "runner.toml"
    path.write_text(old, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        remember(path, read_sweat_test(TEST))
    assert path.read_text(encoding="utf-8") == old
    assert [file.name for file in tmp_path.iterdir()] == ["runner.toml"]


def test_the_words_of_a_test():
    """± 1.645·0.1265 = 0.21; 1.1 kg of 70.2 is 1.6 %; 1.12 L/h for 1.25 h is 1.4 kg = 2 %: 0.4 L/h do."""
    said = told(TEST)
    assert "1.12 ± 0.21" in said
    assert "1.6 %" in said
    assert "drink about 0.4 L an hour" in said
    assert "never more than you sweat" in said
    assert "wins over the estimate" in said
    assert "hyponatraemia" not in said
    expected = float(re.search(r"the (\d\.\d\d) L/h expected", said)[1])
    percent = int(re.search(r"(\d+) % more than", said)[1])
    assert percent == pytest.approx(100 * (1.12 / expected - 1), abs=1)


def table_of(said):
    return {
        int(celsius): [float(number) for number in numbers]
        for celsius, *numbers in re.findall(r"^ *(\d+) °C +(\d\.\d\d) +(\d\.\d\d) to (\d\.\d\d)", said, re.MULTILINE)
    }


def test_the_table_of_other_temperatures():
    table = table_of(told({**TEST, "temp": 20}))
    assert sorted(table) == [10, 20, 30]
    assert table[20][0] == 1.12
    assert table[10][0] < table[20][0] < table[30][0]
    assert all(low < rate < high for rate, low, high in table.values())
    hot = table_of(told({**TEST, "temp": 20}, [{**TEST, "temp": 30, "after": 68.6}]))
    assert hot[30][2] / hot[30][1] < table[30][2] / table[30][1], "a test at 30 °C makes 30 °C surer"


@pytest.mark.parametrize(
    ("change", "times"),
    [
        ({"after": 67.0}, 3.3),  # (3.2 + 0.4 - 0.1) / 1.25 = 2.8 L/h
        ({"after": 70.2}, 0.3),  # (0.4 - 0.1) / 1.25 = 0.24 L/h
    ],
)
def test_a_rate_far_from_what_is_expected_is_doubted(change, times):
    """The model gives 0.79 to 0.90 L/h for 70 kg at 10 km/h, 18 °C and 60 %."""
    said = told({**TEST, **change})
    doubt = next(line for line in said.splitlines() if line.startswith("Doubtful"))
    assert float(re.search(r"is (\d\.\d+) times", doubt)[1]) == pytest.approx(times, abs=0.3)
    for question in ("towelled dry", "same scale", "everything drunk"):
        assert question in doubt
    assert "Doubtful" not in told(TEST)


def test_a_doubtful_test_is_saved_only_by_those_who_are_sure(folder):
    wrong = [*OPTIONS, "--after", "67.0", "--save"]
    said = run(*wrong, code=1)
    assert "Doubtful" in said and "not saved" in said and "--sure" in said
    assert "Saved in" not in said and list(folder.iterdir()) == []
    assert "Saved in runner.toml" in run(*wrong, "--sure")
    assert read_toml(folder / "runner.toml")[0]["sweat_test"][0]["after"] == 67.0
    assert "Saved" in run(*OPTIONS, "--save")


def test_tests_that_cannot_both_be_true_are_named():
    """0.5 and 1.5 L/h in like air: ln 3 apart, each sure to about 0.13 of itself."""
    base = {"before": 70, "minutes": 60, "km": 10, "temp": 18, "humidity": 60}
    earlier = [{**base, "after": 68.5, "date": date(2026, 11, 20)}, {**base, "after": 69.0}]
    said = told({**base, "after": 69.5}, earlier)
    line = next(line for line in said.splitlines() if "disagree" in line)
    assert "0.50 L/h at 18 °C" in line and "1.50 L/h at 18 °C of 2026-11-20" in line and "1.00" not in line
    assert "Repeat them" in line
    assert "disagree" not in told(TEST, [{**TEST, "after": 69.2}])


@pytest.mark.parametrize(
    ("after", "says", "never"),
    [
        (68.6, "up to 2 % is no worry", "much"),  # 2.0 %
        (67.95, "up to 2 % is no worry", "much"),  # 2.9 %
        (67.8, "that is much", "too much"),  # 3.1 %
        (67.15, "that is too much", "that is much"),  # 4.1 %
    ],
)
def test_a_great_loss_is_told_with_what_to_do(after, says, never):
    """Of 70 kg in 2 h: 1.4 kg is 2.0 %, 2.05 kg is 2.93 %, 2.2 kg is 3.14 %, 2.85 kg is 4.07 %."""
    told_of = told({"before": 70, "after": after, "minutes": 120, "km": 20, "temp": 25, "humidity": 60})
    line = next(line for line in told_of.splitlines() if line.startswith("You lost"))
    assert says in line and never not in line
    assert ("drink back" in line) == ("much" in says)


def test_the_range_stands_beside_the_rate_that_is_advised():
    """ln(high / rate) = 1.645·√(0.1129² + 0.10²) = 0.2481 with an error of 0.1265 / 1.12 = 0.1129: 0.87 to 1.44."""
    assert "This test makes it 1.12 L/h (0.87 to 1.44, nine runs of ten) on such a run." in told(TEST)


def test_a_weight_gain_is_a_warning():
    """(-0.3 + 1.3) / 1.25 = 0.8 L/h."""
    said = told({**TEST, "after": 70.5, "drunk": 1.4})
    assert "0.80 ±" in said
    assert "hyponatraemia" in said and "Almond 2005" in said
    assert "gained 0.4 %" in said and "lost" not in said.splitlines()[2]


def test_a_short_test_is_unsure_and_says_what_helps():
    """0.4 kg in 30 min is 0.8 L/h; ± 1.645·√(0.1414² + 0.08²) = 0.27, 33 %."""
    said = told({"before": 70, "after": 69.6, "minutes": 30, "km": 5, "temp": 18, "humidity": 60})
    assert "0.80 ± 0.27" in said and "unsure" in said
    assert "Under 45 minutes" in said
    assert "an hour or more" in said
    assert "an hour or more" not in told(TEST)
    assert "colder and warmer" in said
    assert "colder and warmer" not in told(TEST, [{**TEST, "temp": 5}])


def test_the_same_test_once_more_counts_once():
    assert told(TEST, [TEST]) == told(TEST)
    assert "2 tests" in told(TEST, [{**TEST, "after": 69.2}])


@given(st.floats(0.3, 3.9), st.floats(25, 300), st.floats(45, 110), st.floats(-5, 38))
def test_nobody_is_told_to_drink_more_than_they_sweat(rate, minutes, kg, celsius):
    hours = minutes / 60
    drunk = max(0.0, rate * hours - 0.02 * kg)
    test = {"before": f"{kg:.3f}", "after": f"{kg - rate * hours + drunk:.3f}", "drunk": f"{min(drunk, 10):.3f}"}
    try:
        read = read_sweat_test({**test, "minutes": f"{minutes:.3f}", "temp": f"{celsius:.1f}"})
    except InputError:
        return
    text = "\n".join(lines(read, [], TALL))
    said = re.search(r"drink about (\d\.\d) L an hour", text)
    surely = float(re.search(r"L/h \((\d\.\d\d) to", text)[1])
    assert surely <= read.rate.m_as(L_PER_HOUR) + 0.005
    assert said is None or float(said[1]) <= min(0.8, surely + 0.005)


def test_the_command_tells_and_says_how_to_keep_it(folder):
    said = run(*OPTIONS, "--height", "178")
    assert "1.12 ± 0.21" in said
    assert "--save" in said
    assert not (folder / "runner.toml").exists()


def test_the_command_saves_reads_again_and_refuses_the_same_twice(folder):
    assert "Saved in runner.toml" in run(*OPTIONS, "--date", "2026-11-23", "--save")
    assert tomllib.loads((folder / "runner.toml").read_text(encoding="utf-8"))["sweat_test"][0] == {
        **TEST,
        "date": date(2026, 11, 23),
    }
    warm = [*OPTIONS, "--temp", "28", "--after", "68.7"]
    assert "Your 2 tests together" in run(*warm)
    before = (folder / "runner.toml").read_bytes()
    assert "there already" in run(*OPTIONS, "--date", "2026-11-23", "--save", code=1)
    assert (folder / "runner.toml").read_bytes() == before


def test_the_command_takes_the_height_of_the_file_and_an_option_wins(folder):
    (folder / "runner.toml").write_text('height = "1.50m"\n', encoding="utf-8")
    by_file, by_option = run(*OPTIONS), run(*OPTIONS, "--height", "200")
    (folder / "runner.toml").unlink()
    assert by_file == run(*OPTIONS, "--height", "150") != by_option
    assert "height" in run(*OPTIONS)


def test_other_mistakes_in_the_file_do_not_stop_it(folder):
    good = "[[sweat_test]]\nbefore = 70\nafter = 69\nminutes = 60\n"
    bad = "wieght = 70\nheight = 3\nage = [1]\n[[sweat_test]]\nbefore = 70\n"
    (folder / "runner.toml").write_text(bad + good, encoding="utf-8")
    said = run(*OPTIONS)
    assert "1.12" in said and "Your 2 tests together" in said
    assert "not used: sweat test 1: after" in said
    assert "not used: height '3'" in said
    assert "wieght" not in said
    (folder / "runner.toml").write_text("km = = 3", encoding="utf-8")
    assert "1.12" in run(*OPTIONS)
    assert "not valid TOML" in run(*OPTIONS, "--save", code=1)
    assert (folder / "runner.toml").read_text(encoding="utf-8") == "km = = 3"


def test_the_command_tells_every_mistake_and_saves_nothing(folder):
    said = run("--before", "70x", "--minutes", "75", "--height", "9ft", "--save", code=1)
    for word in ("--before '70x'", "--after", "--height '9ft'"):
        assert word in said
    assert list(folder.iterdir()) == []
