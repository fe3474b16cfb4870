"""The wishes for seven days side by side, one function each: what a week pays for how its days go together.

A wish returns limits over the menus that may be chosen, one menu a day: the price is paid for every unit that the
choice passes a limit by. Both the search and the exact choice see nothing else of a week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fuelplan.cooking import Cooking
from fuelplan.planner.wishes.price_list import PriceList

FOOD_USES_A_WEEK, FAMILY_USES_A_WEEK, FISH_MEALS_A_WEEK = 4, 2, 2
# No wish, but a rule: a second portion needs a first one.
NEVER = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One menu as the choice of a week sees it.

    ``price`` is what its day pays by itself, ``dishes`` are those that count against their weekly limits, ``cooked``
    those cooked for lunch or dinner and ``families`` how often their families, ``fish`` how many of these two hold
    fish, ``main`` is dinner's main ingredient ("" where nothing stands out), ``foods`` are those that may grow
    dull, ``packs`` how much of a pack of everything that spoils it takes, ``pot`` what dinner's second portion
    would be, ``again`` the pot that lunch comes from and ``again_days`` how long it keeps.
    """

    price: float
    dishes: tuple[str, ...]
    dinner: str
    main: str = ""
    cooked: frozenset[str] = frozenset()
    families: Mapping[str, int] = field(default_factory=dict)
    fish: int = 0
    foods: frozenset[str] = frozenset()
    packs: Mapping[str, float] = field(default_factory=dict)
    money: float = 0.0
    pot: str = ""
    again: str = ""
    again_days: int = 2


@dataclass(frozen=True, slots=True)
class WeekMenus:
    """All menus a week may be made of, side by side: menu ``v`` belongs to day ``day[v]``."""

    menus: tuple[Candidate, ...]
    day: tuple[int, ...]
    week_max: Mapping[str, int]
    cooking: Cooking

    @classmethod
    def of(cls, pools: Sequence[Sequence[Candidate]], week_max: Mapping[str, int], cooking: Cooking) -> WeekMenus:
        """Return the menus of pools, one pool a day."""
        listed = [(menu, day) for day, pool in enumerate(pools) for menu in pool]
        return cls(tuple(menu for menu, _ in listed), tuple(day for _, day in listed), week_max, cooking)

    @property
    def days(self) -> int:
        """How many days there are."""
        return max(self.day) + 1

    def having(self, keys: Callable[[Candidate], Iterable[str]]) -> dict[str, list[int]]:
        """Return key → the menus that have it, each once."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, menu in enumerate(self.menus):
            for key in sorted(set(keys(menu))):
                found[key].append(number)
        return found

    def on(self, menus: Iterable[int], *days: int) -> list[int]:
        """Return those of some menus that belong to some days."""
        return [menu for menu in menus if self.day[menu] in days]


@dataclass(frozen=True, slots=True)
class Limit:
    """Of each row, the sum of its coefficients over the chosen menus is to be at most ``most``.

    ``price`` is paid once, for the row that passes it furthest.
    """

    rows: tuple[Mapping[int, float], ...]
    most: float
    price: float


def _count(menus: Iterable[int]) -> dict[int, float]:
    return dict.fromkeys(menus, 1.0)


def no_dinner_twice(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """No dinner twice in a week."""
    for menus in week.having(lambda menu: [menu.dinner]).values():
        yield Limit((_count(menus),), 1, prices.dinner_again)


def dishes_as_often_as_welcome(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """No dish more often than its template says; a favourite breakfast may come again."""
    for dish, menus in week.having(lambda menu: menu.dishes).items():
        yield Limit((_count(menus),), week.week_max[dish], prices.dish_over_its_weekly_limit)


def no_dish_two_days_running(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """No lunch or dinner cooked on two days running."""
    for menus in week.having(lambda menu: menu.cooked).values():
        for first in range(week.days - 1):
            yield Limit((_count(week.on(menus, first, first + 1)),), 1, prices.same_dish_next_day)


def near_twins_apart(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """No near-twins, such as two noodle soups, on two days running, nor three times in the week."""
    for family, menus in week.having(lambda menu: menu.families).items():
        times = {menu: float(week.menus[menu].families[family]) for menu in menus}
        yield Limit((times,), FAMILY_USES_A_WEEK, prices.same_family_thrice)
        for first in range(week.days - 1):
            near = {menu: times[menu] for menu in week.on(menus, first, first + 1)}
            yield Limit((near,), 1, prices.same_family_next_day)


def fish_twice_a_week(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """Fish twice a week, where it is eaten at all."""
    fish = {number: -float(menu.fish) for number, menu in enumerate(week.menus) if menu.fish}
    if fish:
        yield Limit((fish,), -FISH_MEALS_A_WEEK, prices.fish_missing)


def another_main_than_yesterday(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """Another main ingredient at dinner than the day before."""
    for menus in _mains(week):
        for first in range(week.days - 1):
            yield Limit((_count(week.on(menus, first, first + 1)),), 1, prices.same_main_next_day)


def a_main_twice_running_at_most(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """Never the same main ingredient at three dinners running."""
    for menus in _mains(week):
        for first in range(week.days - 2):
            yield Limit((_count(week.on(menus, first, first + 1, first + 2)),), 2, prices.same_main_thrice)


def _mains(week: WeekMenus) -> Iterable[list[int]]:
    return week.having(lambda menu: [menu.main] if menu.main else []).values()


def foods_on_few_days(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """A food on at most four days of the week, staples apart."""
    for menus in week.having(lambda menu: menu.foods).values():
        yield Limit((_count(menus),), FOOD_USES_A_WEEK, prices.food_over_weekly_use)


def packs_used_up(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """What spoils is used up: the part of its first pack that no meal of the week takes costs."""
    for food, menus in week.having(lambda menu: menu.packs).items():
        taken = {menu: -week.menus[menu].packs[food] for menu in menus}
        days = sorted({week.day[menu] for menu in menus})
        rows = (taken | {menu: 1 + taken[menu] for menu in week.on(menus, day)} for day in days)
        yield Limit(tuple(rows), 0, prices.pack_left_over)


def within_budget(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """The week's food costs no more than --budget."""
    if week.cooking.budget is not None:
        money = {number: menu.money for number, menu in enumerate(week.menus)}
        yield Limit((money,), week.cooking.budget, prices.over_budget)


def cook_once_eat_twice(week: WeekMenus, prices: PriceList) -> Iterator[Limit]:
    """As many lunches as --batch asks are a dinner's second portion, one or two days after it."""
    pots = week.having(lambda menu: [menu.pot] if menu.pot else [])
    lunches = week.having(lambda menu: [menu.again] if menu.again else [])
    again = [menu for menus in lunches.values() for menu in menus]
    yield Limit((dict.fromkeys(again, -1.0),), -week.cooking.batch, prices.pot_not_shared)
    yield Limit((_count(again),), week.cooking.batch, prices.pot_too_often)
    for pot, menus in lunches.items():
        yield Limit((_count(menus),), 1, NEVER)
        for day in sorted({week.day[menu] for menu in menus}):
            eaten = week.on(menus, day)
            cooked = week.on(pots.get(pot, ()), *range(day - week.menus[eaten[0]].again_days, day))
            yield Limit(({**_count(eaten), **dict.fromkeys(cooked, -1.0)},), 0, NEVER)


WeekWish = Callable[[WeekMenus, PriceList], Iterable[Limit]]
WEEK_WISHES: tuple[WeekWish, ...] = (
    no_dinner_twice,
    dishes_as_often_as_welcome,
    no_dish_two_days_running,
    near_twins_apart,
    fish_twice_a_week,
    another_main_than_yesterday,
    a_main_twice_running_at_most,
    foods_on_few_days,
    packs_used_up,
    within_budget,
    cook_once_eat_twice,
)
