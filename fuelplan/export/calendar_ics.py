"""The week as a calendar (iCalendar, RFC 5545): meals, drinks, runs and what to eat and drink on them.

An event keeps its UID when the week is planned anew, so a second import updates the first. No event blocks time.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, available_timezones

import tzlocal
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from fuelplan._version import VERSION
from fuelplan.errors import InputError, did_you_mean
from fuelplan.export.calendar_words import Entry, date_of, entries
from fuelplan.measures import Measures
from fuelplan.typed_json import shown
from fuelplan.weekplan import WeekPlan

_LONGEST_MIN, _MOST_ALARM_MIN = 7 * 24 * 60, 24 * 60
_TITLE, _PHRASE, _DESCRIPTION = 120, 600, 8000
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_JOINERS = "\u200c\u200d"


def to_ics(
    week: WeekPlan,
    *,
    measures: Measures,
    zone: tzinfo | None = None,
    made: datetime | None = None,
    alarm_min: int | None = None,
) -> bytes:
    """Return the week as an iCalendar file; the same input gives the same bytes.

    Parameters
    ----------
    week, measures
        The week, and the units of its reader.
    zone
        Where the runner is: a ``ZoneInfo``, or a fixed offset, which is written in UTC. Without it times float: 07:00
        is 07:00 wherever the calendar is opened.
    made
        When the file is made, in UTC unless it says otherwise: of two imports the later one counts. Midnight of the
        week's first day if left out.
    alarm_min
        Minutes before each event at which it rings; without it none does.

    Raises
    ------
    InputError
        When a date or time of the week cannot be read, or ``alarm_min`` is not within a day.
    """
    if alarm_min is not None and not 0 <= alarm_min <= _MOST_ALARM_MIN:
        raise InputError(f"an alarm {alarm_min} minutes before: write 0 to {_MOST_ALARM_MIN}")
    days = [date_of(day) for day in week.days]
    stamp = _stamp(made, days)
    calendar = _calendar(zone)
    if days and isinstance(zone, ZoneInfo):
        calendar.add_component(_time_zone(zone, min(days), max(days)))
    for entry, uid in _numbered(entries(week, measures)):
        if not entry.told:
            calendar.add_component(_event(entry, uid, zone, stamp, alarm_min))
    written: bytes = calendar.to_ical()
    return written


def local_zone() -> tzinfo | None:
    """Return the time zone of this machine; None when it cannot be told."""
    try:
        with warnings.catch_warnings(action="error"):
            found: tzinfo = tzlocal.get_localzone()
        return zone_of(str(getattr(found, "key", "")))
    except (Warning, OSError, ValueError, LookupError, InputError):
        return None


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name such as ``Europe/Warsaw``; capitals and spaces do not matter.

    Raises
    ------
    InputError
        When there is none of that name, with the one that may be meant.
    """
    zones = sorted(available_timezones())
    wanted = "_".join(name.split()).casefold()
    found = next((zone for zone in zones if zone.casefold() == wanted), None)
    if found is None:
        places = tuple(zone for zone in zones if "/" in zone and not zone.startswith("Etc/"))
        city = next((zone for zone in places if zone.casefold().endswith(f"/{wanted}")), None)
        cure = f"did you mean '{city}'?" if city else did_you_mean(name, places)
        raise InputError(f"time zone '{shown(name)}' (write it like Europe/Warsaw): {cure}")
    return ZoneInfo(found)


def _stamp(made: datetime | None, days: Sequence[date]) -> datetime:
    """Return when the file is made, in UTC to the second."""
    when = made or datetime.combine(min(days, default=_EPOCH), datetime.min.time())
    return (when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)).replace(microsecond=0)


def _calendar(zone: tzinfo | None) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//fuelplan//fuelplan {VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "fuelplan")
    if isinstance(zone, ZoneInfo):
        calendar.add("x-wr-timezone", zone.key)
    return calendar


def _time_zone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return what the clocks of a zone do in the years around a week.

    The one icalendar makes puts a change to summer time an hour late: RFC 5545 wants the clock before the change.
    """
    component = Timezone()
    component.add("tzid", zone.key)
    start, end = datetime(first.year - 1, 1, 1, tzinfo=UTC), datetime(last.year + 1, 12, 31, tzinfo=UTC)
    was = _offset(start, zone)
    for moment in (start, *_changes(zone, start, end)):
        local = moment.astimezone(zone)
        part = TimezoneDaylight() if local.dst() else TimezoneStandard()
        part.add("dtstart", (moment + was).replace(tzinfo=None))
        part.add("tzoffsetfrom", was)
        part.add("tzoffsetto", was := _offset(moment, zone))
        part.add("tzname", local.tzname())
        component.add_component(part)
    return component


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the moments at which a zone changes its offset, to the minute."""
    for days in range((end - start).days):
        before, after = start + days * _DAY, start + (days + 1) * _DAY
        offset = _offset(before, zone)
        if _offset(after, zone) != offset:
            minutes = [before + minute * _MINUTE for minute in range(_DAY // _MINUTE + 1)]
            yield minutes[bisect_left([_offset(minute, zone) != offset for minute in minutes], True)]


def _numbered(found: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with its UID: day, kind, slot and which of these it is, but nothing of what it says."""
    count: Counter[str] = Counter()
    for entry in found:
        slot = re.sub("[^a-z0-9]+", "-", entry.slot.casefold()).strip("-")[:40]
        name = "-".join(filter(None, (entry.day.isoformat(), entry.kind, slot)))
        count[name] += 1
        yield entry, f"{name}-{count[name]}@fuelplan"


def _event(entry: Entry, uid: str, zone: tzinfo | None, stamp: datetime, alarm_min: int | None) -> Event:
    event = Event()
    start, end = _span(entry, zone)
    for name, value in {
        "uid": uid,
        "dtstamp": stamp,
        "last-modified": stamp,
        "sequence": max(0, (stamp - _EPOCH) // _MINUTE),
        "dtstart": start,
        "dtend": end,
        "summary": _plain(entry.title, _TITLE),
        "description": "\n".join(_plain(line, _PHRASE) for line in entry.lines)[:_DESCRIPTION],
        "categories": ["Fuelplan", entry.category],
        "transp": "TRANSPARENT",
    }.items():
        event.add(name, value)
    if alarm_min is not None:
        event.add_component(_alarm(_plain(entry.title, _TITLE), alarm_min))
    return event


def _alarm(title: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -minutes * _MINUTE)
    return alarm


def _span(entry: Entry, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """Return start and end; in UTC where the clock shows one of them twice, as in the night summer time ends."""
    start = datetime.combine(entry.day, datetime.min.time()) + entry.start * _MINUTE
    lasting = round(min(max(entry.minutes, 1), _LONGEST_MIN)) * _MINUTE
    if zone is None:
        return start, start + lasting
    begin = start.replace(tzinfo=zone).astimezone(UTC)
    first, last = (moment.astimezone(zone) for moment in (begin, begin + lasting))
    named = isinstance(zone, ZoneInfo) and not first.fold and not last.fold
    return (first, last) if named else (begin, begin + lasting)


def _plain(text: str, most: int) -> str:
    """Return text in one line, cut where it is too long, without what breaks a file or turns the reading order.

    Backslashes become slashes: some calendars, and icalendar, read an escaped one before an n as a line break.
    """
    line = " ".join("".join(map(_letter, text.replace("\\", "/"))).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cf", "Cs"):
        return letter if letter in _JOINERS else ""
    return " " if kind in ("Cc", "Zl", "Zp", "Zs") else letter
