"""The calendar file, read back by icalendar, by vobject and by hand, against the week it was made from."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import tzlocal
import vobject
from crowded_week import crowded_week
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_meals import meal as sample_meal
from sample_week import race_week, run, sample_week
from scale import examples

import fuelplan
from fuelplan.errors import InputError
from fuelplan.export.calendar_ics import local_zone, to_ics, zone_of
from fuelplan.measures import measures_of
from fuelplan.weekplan import DayPlan, Drink, WeekPlan

METRIC = measures_of("metric")
WARSAW, NEW_YORK = ZoneInfo("Europe/Warsaw"), ZoneInfo("America/New_York")
MADE_UP = {"metric week": sample_week, "race week": race_week, "crowded week": crowded_week}


def ics(week: WeekPlan, **options: Any) -> bytes:
    return to_ics(week, **{"measures": METRIC, **options})


def events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def uids(data: bytes) -> list[str]:
    return [str(event["uid"]) for event in events(data)]


def kind(event: Any) -> str:
    return str(event["uid"]).split("-")[3]


def words(event: Any) -> list[str]:
    return str(event["description"]).split("\n")


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def on_a_run(day: DayPlan, slot: str) -> bool:
    return bool(day.runs) and slot.startswith("during")


def told_apart(day: DayPlan) -> dict[str, list[str]]:
    """What a day should be in the calendar: the clock times of its events, by kind, worked out from the week alone."""
    meals = [meal.time for meal in day.meals if not on_a_run(day, meal.slot)]
    drinks = [drink.time for drink in day.drinks if not on_a_run(day, drink.why) and drink.time not in meals]
    strength = [session.start for session in day.strength]
    return {"meal": meals, "drink": drinks, "run": [run.start for run in day.runs], "strength": strength}


def moved(week: WeekPlan, first: date) -> WeekPlan:
    """The week on other dates."""
    dates = [(first + timedelta(days=number)).isoformat() for number in range(7)]
    days = tuple(dataclasses.replace(day, date=iso) for day, iso in zip(week.days, dates, strict=True))
    return dataclasses.replace(week, days=days)


def with_first_day(week: WeekPlan, **changes: Any) -> WeekPlan:
    return dataclasses.replace(week, days=(dataclasses.replace(week.days[0], **changes), *week.days[1:]))


@pytest.fixture(params=["planned", *MADE_UP])
def any_week(request: pytest.FixtureRequest, week: WeekPlan) -> WeekPlan:
    return MADE_UP[request.param]() if request.param in MADE_UP else week


# --- what is in it


def test_every_meal_drink_run_and_session_has_its_event(any_week: WeekPlan) -> None:
    found = Counter((kind(e), e["dtstart"].dt.strftime("%Y-%m-%d %H:%M")) for e in events(ics(any_week)))
    wanted = Counter(
        (name, f"{day.date} {time}")
        for day in any_week.days
        for name, times in told_apart(day).items()
        for time in times
    )
    assert {key: n for key, n in found.items() if key[0] != "tonight"} == wanted


def drunk_in(event: Any) -> Iterator[float]:
    """The millilitres an event says to drink, by its own lines: a run's glasses before and after are told elsewhere."""
    lines = words(event)
    if kind(event) == "run":
        head = next((n for n, line in enumerate(lines) if line == "During:"), len(lines))
        during = itertools.takewhile(lambda line: line != "After:" and not line.startswith("Sweat:"), lines[head + 1 :])
        found = (re.match(r"\d\d:\d\d (\d+) ml ", line) for line in during)
        yield from (float(glass[1]) for glass in found if glass)
    elif kind(event) == "drink":
        yield float(re.match(r"(\d+) ml ", lines[0])[1])  # type: ignore[index]
    else:
        yield from (float(line.split()[1]) for line in lines if line.startswith("Drink: "))


def test_the_drinks_of_a_days_events_add_up_to_its_timeline(any_week: WeekPlan) -> None:
    told: Counter[str] = Counter()
    for event in events(ics(any_week)):
        told[str(event["uid"])[:10]] += sum(drunk_in(event))
    for day in any_week.days:
        assert told[day.date] == pytest.approx(sum(drink.ml for drink in day.drinks), abs=0.5 * len(day.drinks))


def test_a_meal_says_what_is_on_the_plate(week: WeekPlan) -> None:
    found = {str(e["uid"]): e for e in events(ics(week)) if kind(e) == "meal"}
    for day in week.days:
        for meal in day.meals:
            if meal.slot in ("breakfast", "lunch", "dinner"):
                event = found[f"{day.date}-meal-{meal.slot}-1@fuelplan"]
                assert str(event["summary"]).partition(": ")[2] == meal.title.replace("\u00a0", " ")
                plates = [line for line in words(event) if line.startswith("- ")]
                assert len(plates) == len(meal.items)
                assert all(f"{item.grams:.0f} g" in plate for item, plate in zip(meal.items, plates, strict=True))
                assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=30)


def test_a_run_says_what_to_eat_and_drink_around_it() -> None:
    event = next(e for e in events(ics(sample_week())) if e["uid"] == "2026-11-29-run-1@fuelplan")
    assert event["summary"] == "Run: 22 km long"
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=132)
    lines = words(event)
    before, during, after = (lines.index(f"{name}:") for name in ("Before", "During", "After"))
    assert [line[:5] for line in lines[before + 1 : during]] == ["06:30", "06:30"]
    assert any("banana" in line for line in lines[before:during])
    assert "06:30 400 ml water" in lines[before:during]
    assert any(line.startswith("07:20 990 ml sports drink") for line in lines[during:after])
    assert any("gel" in line for line in lines[during:after])
    assert "Sodium to aim for: 500 mg per litre." in lines[during:after]
    assert not any("08:30" in line for line in lines[before:after])  # the breakfast in the middle of it is neither
    # 0.8 L an hour for 132 minutes is 1.76 L, with a band from 85 to 150 %.
    assert any(line.startswith("Sweat: 1.5–2.6 L, likely 1.8 L. Carry 1.0 L") for line in lines)
    assert lines[-2] == "Carry the gel with water, not with a sports drink."
    assert lines[-1] == "Drink to thirst. On a run never more than you sweat; stop if you gain weight."


def test_what_is_near_a_run_is_told_in_order_and_no_more() -> None:
    drinks = [("07:00", 500, "before the run"), ("08:00", 300, "with breakfast"), ("11:15", 400, "after the run")]
    week = with_first_day(
        sample_week(),
        runs=(run(10, "easy", "10:00"),),  # until 11:00
        meals=(
            sample_meal("breakfast", "08:00", "Banana"),
            sample_meal("before run", "09:30", "Banana"),
            sample_meal("after run", "11:15", "Banana"),
            sample_meal("lunch", "13:00", "Oatcakes with peanut butter"),
            sample_meal("dinner", "19:00", "Banana"),
        ),
        drinks=tuple(Drink(time=time, ml=ml, what="water", why=why) for time, ml, why in drinks),
    )
    lines = words(next(event for event in events(ics(week)) if kind(event) == "run"))
    before, during, after = (lines.index(line) for line in ("Before:", "During:", "After:"))
    assert lines[during + 1] == "Nothing needed; a mouthful if you are thirsty."
    near = [[line.split()[0] for line in part] for part in (lines[before + 1 : during], lines[after + 1 :])]
    assert near[0] == ["07:00", "08:00", "08:00", "09:30"]
    assert near[1][:4] == ["11:15", "11:15", "13:00", "Sweat:"]
    assert "08:00 breakfast: Banana" in lines and "13:00 lunch" in lines
    assert "07:00 500 ml water" in lines and "11:15 400 ml water" in lines


def test_a_race_has_its_timetable_and_marks() -> None:
    event = next(e for e in events(ics(race_week())) if e["summary"] == "Race: 42.2 km +120 m")
    assert (event["dtstart"].dt, event["dtend"].dt) == (datetime(2026, 11, 29, 9), datetime(2026, 11, 29, 12, 45))
    assert [str(each) for each in event["categories"].cats] == ["Fuelplan", "Race"]
    lines = words(event)
    race = race_week().days[6].race
    assert race is not None
    timetable = lines[lines.index("The day:") + 1 :][: len(race.timetable)]
    assert [line[:5] for line in timetable] == [step.time for step in race.timetable]
    marks = lines[lines.index("Mark by mark:") + 1 :][: len(race.splits)]
    assert [line.partition(" km ")[0] for line in marks] == ["5", "10", "15", "20", "25", "30", "35", "40", "42.2"]
    assert sum("1 gel" in line for line in marks) == sum(split.eat == "1 gel" for split in race.splits)


def test_what_to_soak_is_an_event_of_the_evening() -> None:
    week = with_first_day(sample_week(), tonight="Tonight: soak dry lentils for Tue.")
    event = next(e for e in events(ics(week)) if kind(e) == "tonight")
    assert event["summary"] == "Tonight: soak dry lentils for Tue."
    assert event["dtstart"].dt == datetime(2026, 11, 23, 20, 30)


@pytest.mark.parametrize(
    ("dinner", "start"), [("19:00", "20:30"), ("21:15", "21:45"), ("23:30", "23:30"), ("", "20:30")]
)
def test_soaking_comes_after_dinner(dinner: str, start: str) -> None:
    meals = [m for m in sample_week().days[0].meals if m.slot == "dinner"]
    moved_on = tuple(dataclasses.replace(meal, time=dinner) for meal in meals if dinner)
    week = with_first_day(sample_week(), meals=moved_on, tonight="Tonight: soak beans for Tue.")
    (event,) = [e for e in events(ics(week)) if kind(e) == "tonight"]
    assert event["dtstart"].dt.strftime("%H:%M") == start


def test_no_event_blocks_time_and_all_can_be_filtered(any_week: WeekPlan) -> None:
    found = events(ics(any_week))
    assert {str(event["transp"]) for event in found} == {"TRANSPARENT"}
    kinds = {tuple(map(str, event["categories"].cats)) for event in found}
    assert kinds <= {("Fuelplan", name) for name in ("Meal", "Drink", "Run", "Race", "Strength", "Kitchen")}


def test_the_notes_and_supplements_of_a_day_are_told_once() -> None:
    week = sample_week()
    told = [e for e in events(ics(week)) if any("sleep first" in line for line in words(e))]
    assert [str(event["uid"])[:10] for event in told] == ["2026-11-25"]


# --- who reads it


def test_a_second_library_reads_the_same_and_finds_it_valid(any_week: WeekPlan) -> None:
    data = ics(any_week, zone=WARSAW, alarm_min=10)
    theirs = vobject.readOne(data.decode())
    assert theirs.validate(raiseException=True)
    ours = events(data)
    assert [event.uid.value for event in theirs.vevent_list] == [str(event["uid"]) for event in ours]
    for event, other in zip(ours, theirs.vevent_list, strict=True):
        assert other.summary.value == str(event["summary"])
        assert other.description.value == str(event["description"])
        assert other.dtstart.value.astimezone(UTC) == event["dtstart"].dt.astimezone(UTC)
        assert other.dtend.value.astimezone(UTC) == event["dtend"].dt.astimezone(UTC)


def test_the_calendar_says_what_it_is(week: WeekPlan) -> None:
    calendar = icalendar.Calendar.from_ical(ics(week, zone=WARSAW))
    assert str(calendar["prodid"]).startswith("-//fuelplan//")
    assert [str(calendar[name]) for name in ("version", "calscale", "method", "x-wr-calname", "x-wr-timezone")] == [
        "2.0",
        "GREGORIAN",
        "PUBLISH",
        "fuelplan",
        "Europe/Warsaw",
    ]


def test_lines_are_short_and_end_as_they_should(any_week: WeekPlan) -> None:
    data = ics(any_week, zone=NEW_YORK, alarm_min=5)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode()  # no letter is cut in two by a fold


def test_the_same_week_gives_the_same_bytes(week: WeekPlan) -> None:
    assert ics(week, zone=WARSAW) == ics(fuelplan.from_json(fuelplan.to_json(week)), zone=WARSAW)
    code = (
        "import sys, fuelplan; from fuelplan.measures import measures_of; from fuelplan.export.calendar_ics import *;"
        "week = fuelplan.from_json(sys.stdin.read());"
        "sys.stdout.buffer.write(to_ics(week, measures=measures_of('metric'), zone=zone_of('Europe/Warsaw')))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], input=fuelplan.to_json(week).encode(), capture_output=True, check=True
    )
    assert other.stdout == ics(week, zone=WARSAW)


# --- a second import updates the first


def test_uids_are_unique(any_week: WeekPlan) -> None:
    found = uids(ics(any_week))
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d-[a-z0-9-]+-\d+@fuelplan", uid) for uid in found)


def test_uids_outlast_a_swap(week: WeekPlan) -> None:
    other = fuelplan.swap_meal(week, "tue", "dinner")
    before, after = uids(ics(week)), uids(ics(other))
    assert [uid for uid in before if "-drink-" not in uid] == [uid for uid in after if "-drink-" not in uid]
    dinner = "2026-11-24-meal-dinner-1@fuelplan"
    titles = [{str(e["uid"]): str(e["summary"]) for e in events(ics(each))} for each in (week, other)]
    assert titles[0][dinner] != titles[1][dinner]
    assert [line for line in before if not line.startswith("2026-11-24")] == [
        line for line in after if not line.startswith("2026-11-24")
    ]


def test_uids_hang_on_no_content() -> None:
    week = crowded_week()
    days = tuple(
        dataclasses.replace(
            day,
            runs=tuple(dataclasses.replace(each, km=7.0, minutes=42.0, kind="race") for each in day.runs),
            meals=tuple(dataclasses.replace(meal, title="Soup", method="", items=()) for meal in day.meals),
            drinks=tuple(dataclasses.replace(drink, ml=111.0, what="tea") for drink in day.drinks),
        )
        for day in week.days
    )
    assert uids(ics(dataclasses.replace(week, days=days))) == uids(ics(week))
    assert uids(ics(week, measures=measures_of("us"), zone=WARSAW, alarm_min=3)) == uids(ics(week))


def test_a_drink_keeps_its_uid_when_another_moves_to_a_meal() -> None:
    early, late = (Drink(time=time, ml=200, what="water", why="after the run") for time in ("09:40", "11:40"))
    apart = uids(ics(with_first_day(sample_week(), drinks=(early, late))))
    moved_one = dataclasses.replace(early, time="08:30")
    together = uids(ics(with_first_day(sample_week(), drinks=(moved_one, late))))
    drink = "2026-11-23-drink-after-the-run-{}@fuelplan"
    assert [drink.format(number) in apart for number in (1, 2)] == [True, True]
    assert [drink.format(number) in together for number in (1, 2)] == [False, True]


def test_the_later_file_is_the_newer_one(week: WeekPlan) -> None:
    first, later = datetime(2026, 11, 22, 18, 0, 5, 99, tzinfo=UTC), datetime(2026, 11, 22, 20, 30, tzinfo=WARSAW)
    sequences = []
    for made, stamp in ((first, "20261122T180005Z"), (later, "20261122T193000Z")):
        found = events(ics(week, made=made))
        assert {event["dtstamp"].to_ical().decode() for event in found} == {stamp}
        assert {event["last-modified"].to_ical().decode() for event in found} == {stamp}
        sequences.append({int(event["sequence"]) for event in found})
    assert [len(each) for each in sequences] == [1, 1]
    assert min(sequences[1]) - min(sequences[0]) == 90  # in whole minutes: 18:00 to 19:30
    assert {e["dtstamp"].to_ical() for e in events(ics(week))} == {b"20261123T000000Z"}
    assert {e["dtstamp"].to_ical() for e in events(ics(week, made=datetime(2026, 1, 2)))} == {b"20260102T000000Z"}
    assert {int(e["sequence"]) for e in events(ics(week, made=datetime(1999, 1, 1)))} == {0}


# --- time zones


def test_without_a_zone_times_float(week: WeekPlan) -> None:
    data = ics(week)
    assert b"TZID" not in data and b"VTIMEZONE" not in data
    assert all(re.fullmatch(r"DTSTART:\d{8}T\d{6}", line) for line in unfolded(data) if line.startswith("DTSTART"))
    assert all(event["dtstart"].dt.tzinfo is None for event in events(data))


@pytest.mark.parametrize(
    ("first", "zone", "before", "after"),
    [
        (date(2026, 10, 19), WARSAW, 2, 1),  # clocks go back on Sunday 25 October
        (date(2026, 10, 26), NEW_YORK, -4, -5),  # and on Sunday 1 November
        (date(2026, 3, 23), WARSAW, 1, 2),  # forward on Sunday 29 March
    ],
)
def test_a_week_in_which_the_clocks_change(first: date, zone: ZoneInfo, before: int, after: int) -> None:
    data = ics(moved(sample_week(), first), zone=zone)
    starts = {str(event["uid"])[:10]: event["dtstart"].dt for event in events(data) if "-lunch-" in event["uid"]}
    offsets = [before] * 6 + [after]
    for number, hours in enumerate(offsets):
        day = first + timedelta(days=number)
        lunch = datetime(day.year, day.month, day.day, 12, 30, tzinfo=timezone(timedelta(hours=hours)))
        assert starts[day.isoformat()] == lunch
        assert starts[day.isoformat()].utcoffset() == timedelta(hours=hours)
    assert f"DTSTART;TZID={zone.key}:{day.strftime('%Y%m%d')}T123000" in unfolded(data)


ZONES = ["Europe/Warsaw", "America/New_York", "Europe/Dublin", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Tokyo"]


@pytest.mark.parametrize("name", ZONES)
def test_the_zone_in_the_file_keeps_the_clocks_of_the_zone(name: str) -> None:
    """Read by dateutil from the file alone: the offset is right in every half hour the zone's clocks show."""
    zone, data = ZoneInfo(name), ics(sample_week(), zone=ZoneInfo(name)).decode()
    part = data[data.index("BEGIN:VTIMEZONE") : data.index("END:VTIMEZONE")] + "END:VTIMEZONE\r\n"
    theirs: tzinfo = tz.tzical(io.StringIO(part)).get(name)
    moment, last = datetime(2026, 1, 1), datetime(2027, 12, 1)
    while moment < last:
        aware = moment.replace(tzinfo=zone)
        if aware.astimezone(UTC).astimezone(zone) == aware:
            assert moment.replace(tzinfo=theirs).utcoffset() == aware.utcoffset(), moment
        moment += timedelta(minutes=30)


def test_a_change_to_summer_time_starts_by_the_clock_before_it() -> None:
    data = ics(moved(sample_week(), date(2026, 3, 23)), zone=WARSAW)
    parts = icalendar.Calendar.from_ical(data).walk("DAYLIGHT")
    assert datetime(2026, 3, 29, 2, 0) in [part["dtstart"].dt for part in parts]


def night_run(start: str, minutes: float, first: date) -> WeekPlan:
    day = dataclasses.replace(run(10, "easy", start), minutes=minutes)
    week = moved(sample_week(), first)
    sunday = dataclasses.replace(
        week.days[6], runs=(day,), drinks=(Drink(time=start, ml=100, what="water", why="at night"),)
    )
    return dataclasses.replace(week, days=(*week.days[:6], sunday))


@pytest.mark.parametrize(
    ("first", "start", "minutes", "begins", "ends"),
    [
        # 02:30 is there twice on 25 October 2026 in Warsaw: the first, in summer time, is 00:30 UTC.
        (date(2026, 10, 19), "02:30", 45, "2026-10-25T00:30", "2026-10-25T01:15"),
        (date(2026, 10, 19), "01:30", 180, "2026-10-24T23:30", "2026-10-25T02:30"),
        # 02:30 is not there on 29 March 2026: by the clock before the change it is 01:30 UTC.
        (date(2026, 3, 23), "02:30", 45, "2026-03-29T01:30", "2026-03-29T02:15"),
        (date(2026, 3, 23), "01:30", 60, "2026-03-29T00:30", "2026-03-29T01:30"),
        (date(2026, 6, 1), "23:30", 90, "2026-06-07T21:30", "2026-06-07T23:00"),
        (date(2026, 6, 1), "24:10", 20, "2026-06-07T22:10", "2026-06-07T22:30"),
    ],
)
def test_a_run_at_night_is_as_long_as_it_is(first: date, start: str, minutes: float, begins: str, ends: str) -> None:
    data = ics(night_run(start, minutes, first), zone=WARSAW)
    for read in (events(data), vobject.readOne(data.decode()).vevent_list):
        spans = [span_of(event) for event in read if "-06-07-run" in uid_of(event) or "-25-run" in uid_of(event)]
        spans += [span_of(event) for event in read if "03-29-run" in uid_of(event)]
        assert spans == [tuple(datetime.fromisoformat(f"{each}:00+00:00") for each in (begins, ends))]
        assert any("-drink-at-night-" in uid_of(event) for event in read)


def uid_of(event: Any) -> str:
    return str(event["uid"]) if isinstance(event, icalendar.Event) else str(event.uid.value)


def span_of(event: Any) -> tuple[datetime, datetime]:
    if isinstance(event, icalendar.Event):
        return event["dtstart"].dt.astimezone(UTC), event["dtend"].dt.astimezone(UTC)
    return event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC)


def test_a_run_past_midnight_ends_the_next_day() -> None:
    event = next(e for e in events(ics(night_run("23:30", 90, date(2026, 6, 1)))) if "06-07-run" in e["uid"])
    assert event["dtend"].dt == datetime(2026, 6, 8, 1, 0)


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=2)), ZoneInfo("UTC"), ZoneInfo("Etc/GMT+2")])
def test_any_zone_shows_the_right_moment(zone: tzinfo) -> None:
    breakfast = next(e for e in events(ics(sample_week(), zone=zone)) if "-breakfast-" in e["uid"])
    assert breakfast["dtstart"].dt == datetime(2026, 11, 23, 8, 30, tzinfo=zone)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("Europe/Warsw", "did you mean 'Europe/Warsaw'?"),
        ("Warsaw", "did you mean 'Europe/Warsaw'?"),
        ("", "write it like Europe/Warsaw"),
        ("../x", "write it like Europe/Warsaw"),
        ("/etc/passwd", "write it like Europe/Warsaw"),
        ("Europe", "write it like Europe/Warsaw"),
        ("\x00", "write it like Europe/Warsaw"),
        ("\ud800", "write it like Europe/Warsaw"),
        ("x" * 10_000, "write it like Europe/Warsaw"),
    ],
)
def test_an_unknown_zone_is_told_with_its_cure(name: str, cure: str) -> None:
    with pytest.raises(InputError) as error:
        zone_of(name)
    assert cure in str(error.value)
    assert len(str(error.value)) < 300 and str(error.value).encode()


@pytest.mark.parametrize("name", ["Europe/Warsaw", "europe/warsaw", "America/New York", "UTC"])
def test_a_zone_is_known_by_its_name(name: str) -> None:
    assert zone_of(name).key.casefold() == name.replace(" ", "_").casefold()


def test_no_offset_with_its_sign_turned_round_is_suggested() -> None:
    with pytest.raises(InputError) as error:
        zone_of("GMT+2")  # Etc/GMT+2 is two hours behind
    assert "Etc" not in str(error.value)


def test_the_zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tzlocal, "get_localzone", lambda: WARSAW)
    assert local_zone() == WARSAW
    for fault in (LookupError("two zones"), OSError("no such file"), ValueError("?"), UserWarning("a guess")):
        monkeypatch.setattr(tzlocal, "get_localzone", raising(fault))
        assert local_zone() is None
    for nameless in (UTC, timezone(timedelta(hours=1))):
        monkeypatch.setattr(tzlocal, "get_localzone", lambda zone=nameless: zone)
        assert local_zone() is None


def raising(fault: Exception) -> Any:
    def raise_it() -> None:
        raise fault

    return raise_it


# --- alarms


def test_nothing_rings_unless_asked(any_week: WeekPlan) -> None:
    assert b"VALARM" not in ics(any_week)


@pytest.mark.parametrize(("minutes", "trigger"), [(10, -600), (0, 0), (1440, -86400)])
def test_each_event_rings_once_so_long_before(week: WeekPlan, minutes: int, trigger: int) -> None:
    for event in events(ics(week, alarm_min=minutes)):
        (alarm,) = event.walk("VALARM")
        assert str(alarm["action"]) == "DISPLAY"
        assert alarm["description"] == event["summary"]
        assert alarm["trigger"].dt == timedelta(seconds=trigger)


@pytest.mark.parametrize("minutes", [-1, 1441, 10**12])
def test_an_alarm_no_one_wants_is_refused(week: WeekPlan, minutes: int) -> None:
    with pytest.raises(InputError, match="1440"):
        ics(week, alarm_min=minutes)


# --- the reader's units


@pytest.mark.parametrize("name", MADE_UP)
def test_us_measures_leave_no_metric_ones(name: str) -> None:
    text = "\n".join(str(e["summary"]) + "\n" + str(e["description"]) for e in events(us(MADE_UP[name]())))
    assert not re.search(r"\d (km|ml|kg|L|°C)\b(?!/)", text)  # a dose by body mass stays: ml/kg
    assert re.search(r"\d fl oz", text) and re.search(r"\d mi\b", text)
    assert "\u00a0" not in text


def us(week: WeekPlan) -> bytes:
    return ics(week, measures=measures_of("us"))


def test_a_planned_week_in_us_measures(week: WeekPlan) -> None:
    text = "\n".join(unfolded(us(week)))
    assert not re.search(r"\d (km|ml)\b(?!/)", text)
    event = next(e for e in events(us(week)) if kind(e) == "run")
    first = next(day.runs[0] for day in week.days if day.runs)
    assert str(event["summary"]).startswith(f"Run: {first.km / 1.609344:.1f}".removesuffix(".0"))


# --- text that means harm

HOSTILE = [
    "Soup\nBEGIN:VEVENT\nUID:evil",
    "Soup\r\nEND:VEVENT\r\nEND:VCALENDAR",
    'a,b;c:d\\e\\nf\\N"g"',
    "nul\x00bell\x07tab\tvt\x0bff\x0cfs\x1cdel\x7fnel\x85ls\u2028ps\u2029",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200f\u200e\ufeff",
    "lone \ud800 and \udfff",
    "W" * 10_000,
    "🏃‍♀️🥣" * 500,
    "שלום خبز 麺 ½ → ≥",
    "",
    " ",
    "<b>&amp;</b>",
]
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=80), st.text(alphabet='\r\n :;,\\"nNBEGIND\u2028\x85'))
SHAPES = ("BEGIN", "END", "UID", "SUMMARY", "DTSTART", "DTEND", "DESCRIPTION", "VERSION")


def spoilt(text: str) -> WeekPlan:
    """A week with one text in every place that holds words."""
    day = race_week().days[6]
    meals = tuple(
        dataclasses.replace(
            meal,
            title=text,
            method=text,
            swap=text,
            note=text,
            items=tuple(dataclasses.replace(item, name=text, amount=text) for item in meal.items),
        )
        for meal in day.meals
    )
    race = day.race
    assert race is not None
    race = dataclasses.replace(
        race,
        notes=(text,),
        timetable=tuple(dataclasses.replace(step, what=text) for step in race.timetable),
        splits=tuple(dataclasses.replace(split, eat=text, clock=text) for split in race.splits),
    )
    return dataclasses.replace(
        race_week(),
        fuelplan=text,
        days=(
            dataclasses.replace(
                day,
                meals=(*meals, dataclasses.replace(meals[0], slot=text)),
                drinks=tuple(dataclasses.replace(each, what=text, why=text) for each in day.drinks),
                runs=tuple(dataclasses.replace(each, kind=text, notes=(text,)) for each in day.runs),
                notes=(text,),
                tonight=text,
                race=race,
            ),
        ),
    )


def shapes(data: bytes) -> Counter[str]:
    return Counter(line.partition(":")[0].partition(";")[0] for line in unfolded(data))


@settings(max_examples=examples(60))
@given(TEXT)
def test_no_text_breaks_the_file(text: str) -> None:
    data = ics(spoilt(text), zone=WARSAW, alarm_min=10)
    plain = ics(spoilt("x"), zone=WARSAW, alarm_min=10)
    asked = bool(text)  # an empty `tonight` is none
    assert shapes(data)["BEGIN"] == shapes(data)["END"] == shapes(plain)["BEGIN"] - (0 if asked else 2)
    assert set(shapes(data)) == set(shapes(plain))
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]", data.decode())
    ours, theirs = events(data), vobject.readOne(data.decode())
    assert theirs.validate(raiseException=True)
    assert [other.uid.value for other in theirs.vevent_list] == [str(event["uid"]) for event in ours]
    assert len(set(uids(data))) == len(ours)
    for event, other in zip(ours, theirs.vevent_list, strict=True):
        assert other.summary.value == str(event["summary"])
        assert len(str(event["summary"])) <= 120
        assert "\n" not in str(event["summary"])
        assert len(str(event["description"])) <= 8000


def test_harmless_marks_are_read_back_as_they_were() -> None:
    title = 'Phở, "żurek"; kefir: ½ → ≥ 麺 🏃‍♀️'
    meal = dataclasses.replace(sample_week().days[0].meals[0], title=title)
    data = ics(with_first_day(sample_week(), meals=(meal,)))
    assert events(data)[0]["summary"] == f"Breakfast: {title}"
    assert vobject.readOne(data.decode()).vevent_list[0].summary.value == f"Breakfast: {title}"


@given(slot=st.text(max_size=60), other=st.text(max_size=60))
def test_no_slots_share_a_uid(slot: str, other: str) -> None:
    meals = sample_week().days[0].meals[:4]
    named = tuple(dataclasses.replace(m, slot=s) for m, s in zip(meals, (slot, other, slot, f"{slot}-1"), strict=True))
    found = uids(ics(with_first_day(sample_week(), meals=named, runs=())))
    assert len(found) == len(set(found))


# --- what cannot be read


@pytest.mark.parametrize("iso", ["", "soon", "2026-02-30", "0001-01-01", "9999-12-31", "2026-11-30\n"])
def test_a_date_that_is_none_is_told(iso: str) -> None:
    with pytest.raises(InputError, match="2026-11-30"):
        ics(with_first_day(sample_week(), date=iso), zone=WARSAW)


@pytest.mark.parametrize("time", ["", "soon", "7", "48:00", "99:99", "-1:00", "07:00\n\nx"])
def test_a_time_that_is_none_is_told(time: str) -> None:
    week = with_first_day(sample_week(), drinks=(Drink(time=time, ml=100, what="water", why="between meals"),))
    with pytest.raises(InputError, match="07:30"):
        ics(week)


@pytest.mark.parametrize("minutes", [0.0, -5.0, 1e9, 1e308])
def test_no_length_of_a_run_breaks_the_file(minutes: float) -> None:
    endless = dataclasses.replace(run(10, "easy"), minutes=minutes)
    event = next(
        e for e in events(ics(with_first_day(sample_week(), runs=(endless,)), zone=WARSAW)) if kind(e) == "run"
    )
    assert timedelta(minutes=1) <= event["dtend"].dt - event["dtstart"].dt <= timedelta(days=7)


def test_a_week_without_days_is_an_empty_calendar() -> None:
    assert events(ics(dataclasses.replace(sample_week(), days=()), zone=WARSAW)) == []
