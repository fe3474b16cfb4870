from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.inputs.run_grammar import clashes, parse_race, parse_runs, parse_strength
from fuelplan.training import WEEKDAYS, Run, RunDefaults
from fuelplan.units import DEG_C, HOUR, KM, KM_PER_HOUR, MIN, M, quantity

DEFAULTS = RunDefaults(
    speed=quantity(10.0, KM_PER_HOUR), start=time(7), temperature=quantity(18.0, DEG_C), humidity=0.6
)


def one(entry: str) -> Run:
    """The only run of an entry on a Tuesday."""
    by_day = parse_runs(f"tue {entry}", DEFAULTS)
    assert list(by_day) == [1]
    (run,) = by_day[1]
    return run


def race(text: str) -> Run:
    return parse_race(text, DEFAULTS)[1]


def complaint(parse, *words) -> str:
    with pytest.raises(ValueError) as caught:
        parse(*words)
    return str(caught.value)


def runs_complaint(text: str) -> str:
    return complaint(parse_runs, text, DEFAULTS)


def race_complaint(text: str) -> str:
    return complaint(parse_race, text, DEFAULTS)


@pytest.mark.parametrize(
    ("entry", "km"),
    [
        ("10", 10),
        ("10km", 10),
        ("10 km", 10),
        ("10k", 10),
        ("6.2mi", 9.97793),
        ("6,2 miles", 9.97793),
        ("1 mile", 1.609344),
        ("half", 21.0975),
        ("half marathon", 21.0975),
        ("marathon", 42.195),
        ("easy 10", 10),
        ("10km, easy, 18:00", 10),
        ("10 , easy ,", 10),
    ],
)
def test_distances_go_at_the_usual_pace(entry, km):
    run = one(entry)
    assert run.distance.m_as(KM) == pytest.approx(km, abs=1e-5)
    assert run.minutes == pytest.approx(6 * km, abs=1e-4)
    assert run.kind == "easy"


@pytest.mark.parametrize(
    ("entry", "minutes"),
    [
        ("50min", 50),
        ("50 min", 50),
        ("50 minutes", 50),
        ("90'", 90),
        ("90′", 90),
        ("1h", 60),
        ("1 h", 60),
        ("1h30", 90),
        ("1h05min", 65),
        ("1h30m", 90),
        ("1 h 30 min", 90),
        ("1h 5'", 65),
        ("1.5h", 90),
        ("2 hours", 120),
        ("0:48:30", 48.5),
    ],
)
def test_minutes_go_at_the_usual_pace(entry, minutes):
    run = one(entry)
    assert run.minutes == pytest.approx(minutes)
    assert run.distance.m_as(KM) == pytest.approx(minutes / 6)


def test_an_hour_and_a_bare_number_are_a_time_and_a_distance():
    run = one("1h 10")
    assert (run.minutes, run.distance.m_as(KM)) == (pytest.approx(60), 10)


@pytest.mark.parametrize(
    ("entry", "km", "minutes"),
    [
        ("10 50min", 10, 50),
        ("10 5:00/km", 10, 50),
        ("50min 5:00/km", 10, 50),
        ("50min 5:00 / km", 10, 50),
        ("10 @ 5:00 min/km", 10, 50),
        ("5mi 8:20/mi", 8.04672, 41.6667),
        ("10 50min 5:00/km", 10, 50),
        ("10 50min 5:05/km", 10, 50),
    ],
)
def test_two_of_distance_minutes_and_pace_give_the_third(entry, km, minutes):
    run = one(entry)
    assert run.distance.m_as(KM) == pytest.approx(km, abs=1e-4)
    assert run.minutes == pytest.approx(minutes, abs=1e-3)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("easy", "easy"),
        ("long", "long"),
        ("TEMPO", "tempo"),
        ("intervals", "intervals"),
        ("race", "race"),
        ("recovery", "easy"),
        ("jog", "easy"),
        ("interval", "intervals"),
        ("threshold", "tempo"),
    ],
)
def test_kinds_in_plain_words(word, kind):
    assert one(f"{word} 10").kind == kind


@pytest.mark.parametrize("start", ["18:30", "at 18:30", "@18:30", "@ 18:30"])
def test_starts(start):
    assert one(f"10 {start}").start == time(18, 30)
    assert one("10").start == time(7)


@pytest.mark.parametrize(
    ("word", "start"),
    [
        ("10am", time(10)),
        ("7pm", time(19)),
        ("7:30pm", time(19, 30)),
        ("at 7:30 am", time(7, 30)),
        ("@ 9 AM", time(9)),
        ("12pm", time(12)),
        ("12:15am", time(0, 15)),
    ],
)
def test_starts_of_the_twelve_hour_clock(word, start):
    assert one(f"10 {word}").start == start
    assert one(f"{word} 10").start == start
    assert race(f"sun 10k 50:00 {word}").start == start


@pytest.mark.parametrize(
    ("word", "metres"), [("+300m", 300), ("+ 300 m", 300), ("+300", 300), ("+900ft", 274.32), ("+900 feet", 274.32)]
)
def test_climbs(word, metres):
    assert one(f"10 {word}").climb.m_as(M) == pytest.approx(metres)


@pytest.mark.parametrize(
    ("word", "celsius"),
    [("24C", 24), ("24°C", 24), ("24 °c", 24), ("24℃", 24), ("75F", 23.889), ("-5C", -5), ("−5°C", -5), ("0C", 0)],
)
def test_temperatures(word, celsius):
    assert one(f"10 {word}").temperature.m_as(DEG_C) == pytest.approx(celsius, abs=0.001)
    assert one("10").temperature.m_as(DEG_C) == 18


@pytest.mark.parametrize(("word", "share"), [("55%", 0.55), ("55 %", 0.55), ("0%", 0), ("100%", 1)])
def test_humidities(word, share):
    assert one(f"10 {word}").humidity == pytest.approx(share)
    assert one("10").humidity == 0.6


def test_a_whole_week():
    text = "tue 10 easy; Wednesday: 50min tempo\nmon rest; sun 25 long 08:00; sunday 5 km 18:00;"
    by_day = parse_runs(text, DEFAULTS)
    assert sorted(by_day) == [1, 2, 6]
    assert [(run.distance.m_as(KM), run.kind, run.start) for run in by_day[6]] == [
        (25, "long", time(8)),
        (5, "easy", time(18)),
    ]


def test_runs_of_one_day_come_in_order_of_start():
    assert [run.start.hour for run in parse_runs("tue 8 18:00; tue 6 07:00", DEFAULTS)[1]] == [7, 18]


def test_a_week_of_rest_days_has_no_runs():
    assert parse_runs("mon rest; tue off", DEFAULTS) == {}


def test_all_mistakes_of_all_entries_are_told_at_once():
    text = "funday 10; tue ten 99C; wed 10 sprint; thu; fri 10 140%; sat 10 07:00; sat 10 07:30"
    told = runs_complaint(text)
    for word in ("funday", "'ten'", "99 °C", "sprint", "'thu': the distance or the minutes", "140 %", "Sat overlap"):
        assert word in told
    assert told.count("--strength") == 1
    assert told.index("sprint") < told.index("--strength")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("10 gym", "strength days go to --strength"),
        ("10 easy long", "kind is there twice"),
        ("10 12km", "distance is there twice"),
        ("50min 1h", "duration is there twice"),
        ("10 5:00/km 6:00/km", "pace is there twice"),
        ("10 07:00 18:00", "start or time is there twice"),
        ("10 at 07:00 18:00", "start is there twice"),
        ("10 +5m +6m", "climb is there twice"),
        ("10 5C 6C", "temperature is there twice"),
        ("10 5% 6%", "humidity is there twice"),
        ("10 rest", "rest"),
        ("rest 10C", "rest"),
        ("10 wed 12", "put ; before it"),
        ("10 50min 6:00/km", "leave one of the three out"),
        ("10 48:30", "no time of day"),
        ("10 2:00/km", "4 to 24 km/h"),
        ("10 15:30/km", "4 to 24 km/h"),
        ("10 0min", "4 to 24 km/h"),
        ("10 0:00/km", "'0:00/km' is not understood"),
        ("0.4", "0.5 to 120 km"),
        ("121", "0.5 to 120 km"),
        ("2min", "0.5 to 120 km"),
        ("13h", "0.5 to 120 km"),
        ("80 19h 00:00", "more than the 18"),
        ("10 +10001m", "10001 m is outside what fuelplan plans for, 0 to 10000 m"),
        ("10 +2251m", "steeper"),
        ("10 -31C", "-30 to 45"),
        ("10 114F", "-30 to 45"),
        ("10 101%", "0 to 100 %"),
        ("10 23:30", "23:59"),
        ("easy", "distance or the minutes"),
        ("", "distance or the minutes"),
        ("5:00/km", "distance or the minutes"),
        ("10 13pm", "'13pm' is not understood"),
        ("10 0am", "'0am' is not understood"),
        ("10 7:30pm 18:00", "start is there twice"),
        ("10 28 60", "the distance is there twice; a temperature is written like 28C, a humidity like 60%"),
        ("10 18.30", "did you mean 18:30?"),
        ("10**9", "not understood"),
        ("-10", "not understood"),
    ],
)
def test_each_mistake_is_named_with_its_cure(entry, told):
    assert told in runs_complaint(f"tue {entry}")


@pytest.mark.parametrize("entry", ["0.5", "120 12h", "72 18h 05:59", "10 +2250m", "4 1h", "24 1h", "10 -30C", "10 45C"])
def test_the_edges_of_what_is_planned_are_inside(entry):
    assert one(entry).minutes > 0


def test_a_run_may_end_at_23_59_and_no_later():
    assert one("10 22:59").end_minute == 23 * 60 + 59
    assert "starts at 23:00; start it earlier" in runs_complaint("tue 10 23:00")


def test_a_night_of_running_is_not_planned_and_the_cure_is_given():
    told = runs_complaint("sat 100 17h 08:00")
    assert "no food or drink is planned through a night" in told
    assert "run of the next day" in told
    assert "through a night" not in runs_complaint("sat 40 5h 20:00")


def test_text_of_any_length_is_quoted_in_part():
    assert len(runs_complaint("tue " + "x" * 10_000)) < 700


def test_a_great_many_mistakes_are_counted_after_the_first_twenty():
    told = runs_complaint("; ".join(f"tue x{number}" for number in range(100)))
    assert "'x19'" in told
    assert "'x20'" not in told
    assert "and 80 more" in told
    assert runs_complaint("tue " + "1 " * 100).count("twice") == 1


@pytest.mark.parametrize("text", ["", " ; \n;"])
def test_no_runs_at_all_is_answered_with_an_example(text):
    assert "tue 10 easy" in runs_complaint(text)


def test_overlaps_of_runs_name_the_day():
    assert "two runs on Tue overlap" in runs_complaint("tue 10 07:00; tue 10 07:30")
    assert len(parse_runs("tue 10 07:00; tue 10 08:00", DEFAULTS)[1]) == 2


def test_strength_days():
    by_day = parse_strength("tue 18:00 45min; fri, Sun at 09:00 1h\nfri 07:00")
    assert {
        day: [(session.start, session.duration.m_as(MIN)) for session in sessions] for day, sessions in by_day.items()
    } == {
        1: [(time(18), 45)],
        4: [(time(7), 45), (time(18), 45)],
        6: [(time(9), 60)],
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "tue 18:00 45min"),
        ("tue 9min", "10 to 180 min"),
        ("tue 181min", "10 to 180 min"),
        ("tue 45", "start and minutes"),
        ("tue rest", "start and minutes"),
        ("tue squats", "runs go to --runs"),
        ("tueday", "no weekday"),
        ("tue 24:00", "no time of day"),
        ("tue 18:00 at 18:00", "there twice"),
        ("tue 23:30 30min", "end by 23:59"),
        ("tue 18:00; tue 18:30", "two strength sessions on Tue overlap"),
    ],
)
def test_mistakes_in_strength_days(text, told):
    assert told in complaint(parse_strength, text)


def test_ten_minutes_and_three_hours_of_strength_are_inside():
    assert [len(day) for day in parse_strength("tue 10min; wed 3h").values()] == [1, 1]


@pytest.mark.parametrize(
    ("text", "weekday", "km", "minutes"),
    [
        ("sun 42.2 3:45", 6, 42.2, 225),
        ("sun marathon 3:45:00", 6, 42.195, 225),
        ("sun marathon 3:45:00 5:20/km", 6, 42.195, 225),
        ("sat 10k 48:30", 5, 10, 48.5),
        ("sat 5k 20:00", 5, 5, 20),
        ("sat 1mi 5:30", 5, 1.609344, 5.5),
        ("sat 5 1:00", 5, 5, 60),
        ("sun half 1:45", 6, 21.0975, 105),
        ("sun half marathon 5:00/km", 6, 21.0975, 105.4875),
        ("sun half", 6, 21.0975, 126.585),
        ("fri 50k 5h30", 4, 50, 330),
        ("sun race 10", 6, 10, 60),
    ],
)
def test_races(text, weekday, km, minutes):
    day, run = parse_race(text, DEFAULTS)
    assert (day, run.kind, run.start) == (weekday, "race", time(9))
    assert run.distance.m_as(KM) == pytest.approx(km)
    assert run.minutes == pytest.approx(minutes)


def test_a_race_with_everything():
    run = race("sun 42.2 3:45 at 10:15 +250m 24C 70%")
    assert (run.start, run.climb.m_as(M), run.temperature.m_as(DEG_C)) == (time(10, 15), 250, 24)
    assert run.humidity == pytest.approx(0.7)
    assert race("sun 42.2 @10:15").start == time(10, 15)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "sun 42.2 3:45"),
        ("sun", "distance is missing"),
        ("sun 3:45", "distance is missing"),
        ("sun 42.2 3.45", "did you mean 3:45?"),
        ("sun 42.2 3,45", "did you mean 3:45?"),
        ("sun 42.2 345", "did you mean 3:45?"),
        ("sun 10k 48.30", "did you mean 48:30?"),
        ("sun 42.2 3:45 28 60", "28C"),
        ("sun 10k 0:10", "no running speed"),
        ("sun marathon 48:30", "no running speed"),
        ("sun 10k 0:00", "no running speed"),
        ("sun marathon 3:45:00 3:45", "write the start as 'at 09:30'"),
        ("sun marathon 3:45 09:30", "a start (at 09:30)"),
        ("sun marathon 3:45 4:00/km", "leave one of the three out"),
        ("sun 10 easy", "leave 'easy' out"),
        ("sun rest", "leave 'rest' out"),
        ("sun ultra", "'ultra' is not understood"),
        ("sun 121", "0.5 to 120 km"),
        ("sun 100 15:10", "23:59"),
        ("sat 5; sun 10", "name one race"),
        ("42.2 3:45", "'42.2' is no weekday"),
        ("sat 5 50C 120%", "120 %"),
    ],
)
def test_mistakes_in_a_race(text, told):
    assert told in race_complaint(text)


def test_strength_that_overlaps_a_run_is_named():
    runs = parse_runs("tue 10 18:00; wed 10 18:00; fri 10 17:00", DEFAULTS)
    strength = parse_strength("tue 18:30; thu; fri 18:00; wed 17:00 60min")
    (sentence,) = clashes(runs, strength)
    for word in ("Tue", "18:30", "18:00 to 19:00"):
        assert word in sentence


def written(weekday: int, run: Run) -> str:
    """A run in the grammar, every word said."""
    return (
        f"{WEEKDAYS[weekday]} {run.distance.m_as(KM):g}km {round(run.minutes)}min {run.start:%H:%M} {run.kind} "
        f"+{run.climb.m_as(M):g}m {run.temperature.m_as(DEG_C):g}C {100 * run.humidity:g}%"
    )


@st.composite
def any_run(draw) -> Run:
    km = draw(st.integers(1, 240)) / 2
    most = min(18 * 60, int(km / 4 * 60))
    minutes = draw(st.integers(min(most, int(km / 24 * 60) + 1), most))
    minute = draw(st.integers(0, 1439 - minutes))
    return Run(
        distance=quantity(km, KM),
        duration=quantity(minutes, MIN),
        start=time(minute // 60, minute % 60),
        kind=draw(st.sampled_from(("easy", "long", "tempo", "intervals", "race"))),
        temperature=quantity(draw(st.integers(-30, 45)), DEG_C),
        humidity=draw(st.integers(0, 100)) / 100,
        climb=quantity(draw(st.integers(0, min(10_000, int(225 * km)))), M),
    )


def same(run: Run, other: Run) -> bool:
    return (run.start, run.kind) == (other.start, other.kind) and [
        run.distance.m_as(KM),
        run.duration.m_as(HOUR),
        run.temperature.m_as(DEG_C),
        run.humidity,
        run.climb.m_as(M),
    ] == pytest.approx(
        [
            other.distance.m_as(KM),
            other.duration.m_as(HOUR),
            other.temperature.m_as(DEG_C),
            other.humidity,
            other.climb.m_as(M),
        ]
    )


@given(st.integers(0, 6), any_run())
def test_a_run_written_and_read_is_the_same_run(weekday, run):
    ((day, (read,)),) = parse_runs(written(weekday, run), DEFAULTS).items()
    assert day == weekday
    assert same(run, read)


@given(st.integers(0, 6), any_run(), st.randoms(use_true_random=False))
def test_the_order_of_words_after_the_weekday_does_not_matter(weekday, run, shuffler):
    first, *words = written(weekday, run).split()
    shuffler.shuffle(words)
    ((_, (read,)),) = parse_runs(" ".join([first, *words]), DEFAULTS).items()
    assert same(run, read)


_PIECES = st.sampled_from(
    (
        *("mon", "tue", "10", "1h30", "1h", "50min", "5:10/km", "18:30", "at", "+300m", "24C", "55%", "half"),
        *("marathon", "race", "rest", "easy", "km", "0", "99999", " ", "\n", *";,.:/+-@°'İ"),
    )
)


@given(
    st.text(max_size=60) | st.lists(_PIECES, max_size=12).map(" ".join) | st.lists(_PIECES, max_size=12).map("".join)
)
def test_no_text_does_anything_but_parse_or_raise_value_error(text):
    for parse in (lambda t: parse_runs(t, DEFAULTS), parse_strength, lambda t: parse_race(t, DEFAULTS)):
        try:
            parse(text)
        except ValueError as error:
            assert str(error)


@given(st.lists(_PIECES, max_size=10).map(" ".join))
def test_whatever_is_read_is_inside_the_limits(words):
    try:
        by_day = parse_runs(f"wed {words}", DEFAULTS)
    except ValueError:
        return
    for run in (run for day in by_day.values() for run in day):
        assert 0.5 <= run.distance.m_as(KM) <= 120
        assert 4 - 1e-9 <= run.speed.m_as(KM_PER_HOUR) <= 24 + 1e-9
        assert 0 < run.end_minute - run.start_minute <= 18 * 60
        assert run.end_minute <= 1439
        assert run.level_speed.m_as(KM_PER_HOUR) >= run.speed.m_as(KM_PER_HOUR)
