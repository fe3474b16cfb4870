"""Another dish for one meal: that meal changes, its day keeps every rule, everything else stays byte for byte."""

import json
import random
import re

import pytest
from click.testing import CliRunner
from test_plan import check
from tiny_kitchen import tiny

import fuelplan
from fuelplan.cli import main
from fuelplan.planner import swap as planner
from fuelplan.planner.week import plan_days

START = "2026-11-23"
COOKED_FOR_TWO = re.compile(r"(?:cook double: half of it is |cook )(\w+)'s lunch")
PLACES = {"Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture(scope="module")
def batch_week():
    return fuelplan.plan_week(km=60, weight=70, start=START, batch=3)


@pytest.fixture
def path(week, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "week.json"
    file.write_text(fuelplan.to_json(week), encoding="utf-8")
    return file


def meal_at(week, day, slot):
    return next(meal for meal in week.days[PLACES[day]].meals if slot in (meal.slot, meal.time))


def as_text(day):
    """A day as its JSON has it, without what may change on the evening before a swapped day."""
    plain = json.loads(fuelplan.to_json(day[0]))["days"][day[1]]
    return json.dumps({**plain, "tonight": ""})


def assert_only_one_meal_changed(old, new, place, time):
    for number in range(7):
        if number != place:
            assert as_text((old, number)) == as_text((new, number))
            if number != place - 1:
                assert old.days[number] == new.days[number]
    for was, now in zip(old.days[place].meals, new.days[place].meals, strict=True):
        if was.time == time:
            assert was.dish != now.dish
        else:
            assert (was.dish, was.slot, was.time) == (now.dish, now.slot, now.time)
    for untouched in ("athlete", "assumptions", "asked", "seed", "weight_advice", "weigh_daily"):
        assert getattr(old, untouched) == getattr(new, untouched)


def test_the_day_is_balanced_anew_and_the_others_stay(week, rows):
    other = fuelplan.swap_meal(week, "tue", "dinner")
    assert_only_one_meal_changed(week, other, 1, "19:00")
    check(json.loads(fuelplan.to_json(other)), rows)
    for was, now in zip(week.days[1].meals, other.days[1].meals, strict=True):
        if was.slot != "dinner":
            assert [item.food for item in was.items] == [item.food for item in now.items]
    assert other.days[1].totals["energy_kcal"] == pytest.approx(week.days[1].needs["energy_kcal"].aim, rel=0.05)
    assert fuelplan.to_json(fuelplan.swap_meal(week, "Tuesday", "dinner")) == fuelplan.to_json(other)
    assert fuelplan.to_pdf(other).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("options", "diet"),
    [
        ({"km": 60}, "omnivore"),
        ({"km": 40, "weight": 58, "sex": "female", "diet": "vegan"}, "vegan"),
        ({"km": 60, "weight": 62, "race": "sun 42.2 3:45"}, "omnivore"),
        ({"km": 45, "keep": "breakfast=porridge", "like": "lentils", "never": "korean", "quick": 20}, "omnivore"),
    ],
)
def test_random_swaps_keep_every_rule_and_change_one_meal(options, diet, rows):
    chance, week = random.Random(7), fuelplan.plan_week(start=START, **options)
    for _ in range(20):
        place = chance.randrange(7)
        meal = chance.choice([meal for meal in week.days[place].meals if meal.slot != "during run"])
        other = fuelplan.swap_meal(week, week.days[place].weekday, meal.time)
        assert_only_one_meal_changed(week, other, place, meal.time)
        check(json.loads(fuelplan.to_json(other)), rows, diet)
        week = fuelplan.from_json(fuelplan.to_json(other))


def test_what_was_swapped_away_does_not_come_back_by_itself(week):
    seen = [meal_at(week, "Wed", "dinner").dish]
    for _ in range(6):
        week = fuelplan.swap_meal(week, "wed", "dinner")
        seen.append(meal_at(week, "Wed", "dinner").dish)
    assert len(set(seen)) == len(seen)
    assert [refused.dish for refused in week.refused] == seen[:-1]
    assert meal_at(fuelplan.swap_meal(week, "wed", "dinner", to=seen[0]), "Wed", "dinner").dish == seen[0]


def test_no_dinner_of_another_day_and_no_dish_of_the_same_day(week):
    other = fuelplan.swap_meal(week, "thu", "dinner")
    dinners = [meal.dish for day in other.days for meal in day.meals if meal.slot == "dinner"]
    dishes = [meal.dish for meal in other.days[3].meals]
    assert len(set(dinners)) == 7
    assert dishes.count(meal_at(other, "Thu", "dinner").dish) == 1


def test_a_named_dish_comes(week):
    assert (
        meal_at(fuelplan.swap_meal(week, "sat", "dinner", to="beef stroganoff"), "Sat", "dinner").dish
        == "Beef stroganoff"
    )


@pytest.mark.parametrize(
    ("day", "meal", "to", "words"),
    [
        ("tue", "dinner", "Beef bolognaise", "did you mean 'Beef bolognese'"),
        ("tue", "dinner", "Porridge", "is for before run or breakfast, not for dinner"),
        ("funday", "dinner", None, "which day"),
        ("tue", "supper", None, "Tue has no such meal"),
        ("tue", "", None, "which of its meals"),
        ("", "", None, "which day"),
        ("tue", "during run", None, "no such meal"),
    ],
)
def test_what_is_not_there_is_asked_about(week, day, meal, to, words):
    with pytest.raises(fuelplan.InputError, match=words):
        fuelplan.swap_meal(week, day, meal, to=to)


def test_the_dish_that_is_there_and_those_never_cooked_are_refused(week):
    dish = meal_at(week, "Tue", "dinner").dish
    with pytest.raises(fuelplan.InputError, match="is this dish already"):
        fuelplan.swap_meal(week, "tue", "dinner", to=dish)
    without = fuelplan.plan_week(km=60, start=START, never="beef stroganoff")
    with pytest.raises(fuelplan.InputError, match="to do without it"):
        fuelplan.swap_meal(without, "tue", "dinner", to="beef stroganoff")
    no_meat = fuelplan.plan_week(km=50, start=START, diet="vegan")
    with pytest.raises(fuelplan.NoPlanError, match="cannot be made for Tue dinner"):
        fuelplan.swap_meal(no_meat, "tue", "dinner", to="beef stroganoff")


def test_a_dish_no_portions_of_which_keep_the_rules_is_not_served(table):
    """Four portions a meal at most: 4 × (2 + 6 + 2) mg of iron with the rich lunch, 4 × (2 + 2) with the poor one."""
    foods = {"plain": (200, 2.0), "rich": (200, 6.0), "poor": (200, 0.0)}
    meals = [("breakfast", "plain"), ("lunch", "rich"), ("lunch", "poor"), ("dinner", "plain")]
    task = tiny(table, foods, [(slot, [([food], (1, 4, 1))]) for slot, food in meals]).task()
    days = plan_days(task).days
    assert [meal.dish for meal in days[0].meals if meal.slot == "lunch"] == ["dish 1"]
    with pytest.raises(fuelplan.NoPlanError, match="With another lunch no portions of Mon's other meals keep every"):
        planner.swap_meal(task, days, planner.Swap(day=0, meal=1))


def test_two_meals_of_one_kind_are_told_apart_by_their_times():
    week = fuelplan.plan_week(runs="tue 12 easy 11:30; tue 12 easy 16:30; sun 20 long", start=START)
    kinds = [(meal.slot, meal.time) for meal in week.days[1].meals]
    twice = next(
        (slot for slot, _ in kinds if [kind for kind, _ in kinds].count(slot) > 1 and slot != "during run"), ""
    )
    assert twice, kinds
    with pytest.raises(fuelplan.InputError, match="is there 2 times") as caught:
        fuelplan.swap_meal(week, "tue", twice)
    time = re.findall(r"tue (\d\d:\d\d)", str(caught.value))[-1]
    assert_only_one_meal_changed(week, fuelplan.swap_meal(week, "tue", time), 1, time)


def pots(week):
    return [
        (day.weekday, meal.again, meal)
        for day in week.days
        for meal in day.meals
        if meal.slot == "lunch" and meal.again
    ]


def test_a_lunch_whose_pot_is_swapped_is_cooked_by_itself(batch_week, rows):
    day, evening, lunch = pots(batch_week)[0]
    other = fuelplan.swap_meal(batch_week, evening, "dinner")
    now = meal_at(other, day, "lunch")
    assert (now.dish, now.items) == (lunch.dish, lunch.items)
    assert now.again == ""
    assert "pot" not in now.title
    assert "second portion" not in now.method
    assert "cook " + day not in meal_at(other, evening, "dinner").note
    assert now.minutes > lunch.minutes
    check(json.loads(fuelplan.to_json(other)), rows)
    changed = {day.weekday for day, was in zip(other.days, batch_week.days, strict=True) if day != was}
    assert changed <= {
        day,
        evening,
        *([] if PLACES[evening] == 0 else [batch_week.days[PLACES[evening] - 1].weekday]),
    }
    again = fuelplan.swap_meal(fuelplan.from_json(fuelplan.to_json(other)), day, "dinner")
    assert meal_at(again, day, "lunch").dish == lunch.dish


def test_a_dinner_whose_lunch_is_swapped_is_cooked_for_one_evening(batch_week):
    day, evening, lunch = pots(batch_week)[-1]
    assert f"cook double: half of it is {day}'s lunch" in meal_at(batch_week, evening, "dinner").note
    other = fuelplan.swap_meal(batch_week, day, "lunch")
    dinner, before = meal_at(other, evening, "dinner"), meal_at(batch_week, evening, "dinner")
    assert not COOKED_FOR_TWO.search(dinner.note)
    assert (dinner.items, dinner.title, dinner.method) == (before.items, before.title, before.method)
    assert meal_at(other, day, "lunch").again == ""
    assert meal_at(other, day, "lunch").dish != lunch.dish


def test_a_pot_that_stays_is_told_with_its_new_amounts(batch_week):
    day, evening, _ = pots(batch_week)[0]
    for swapped in (day, evening):
        other = fuelplan.swap_meal(batch_week, swapped, "breakfast")
        lunch, dinner = meal_at(other, day, "lunch"), meal_at(other, evening, "dinner")
        assert lunch.again == evening
        assert swapped == day or other.days[PLACES[day]] == batch_week.days[PLACES[day]]
        assert lunch.title.count("pot") == 1
        assert len(COOKED_FOR_TWO.findall(dinner.note)) == 1
        if "cook double" not in dinner.note:
            told = [i for i in lunch.items if f"{i.amount} {i.name.partition(',')[0].lower()}" in dinner.note]
            assert len(told) >= 2


def test_pots_stay_true_through_many_swaps(batch_week):
    chance, week = random.Random(1), batch_week
    for _ in range(15):
        place = chance.randrange(7)
        meal = chance.choice([meal for meal in week.days[place].meals if meal.slot in ("breakfast", "lunch", "dinner")])
        week = fuelplan.swap_meal(week, week.days[place].weekday, meal.slot)
        shared = [(meal_at(week, evening, "dinner"), lunch, day) for day, evening, lunch in pots(week)]
        for dinner, lunch, day in shared:
            assert dinner.dish == lunch.dish
            assert COOKED_FOR_TWO.findall(dinner.note) == [day]
        noted = [meal for day in week.days for meal in day.meals if COOKED_FOR_TWO.search(meal.note)]
        assert len(noted) == len(shared)


def test_what_to_soak_follows_the_dish(week):
    soaked = fuelplan.swap_meal(week, "sat", "dinner", to="braised soya beans")
    assert "soak" in soaked.days[4].tonight
    assert fuelplan.swap_meal(soaked, "sat", "dinner", to="beef stroganoff").days[4].tonight == ""


def test_what_is_for_the_first_day_was_soaked_before_the_week(week):
    def said(plan):
        return [note for note in plan.days[0].notes if "soak" in note.lower()]

    soaked = fuelplan.swap_meal(week, "mon", "dinner", to="braised soya beans")
    assert said(soaked) == ["Soaked since last night: soya beans."]
    assert said(fuelplan.swap_meal(soaked, "mon", "breakfast")) == said(soaked)
    assert said(fuelplan.swap_meal(soaked, "mon", "dinner", to="beef stroganoff")) == said(week) == []


def test_the_files(path, week):
    result = run("swap", path, "tue", "dinner")
    assert result.exit_code == 0, result.output
    assert "Tue dinner: " in result.output
    assert " instead of " in result.output
    assert (path.parent / "week.json.bak").read_text(encoding="utf-8") == fuelplan.to_json(week)
    assert path.read_text(encoding="utf-8") == fuelplan.to_json(fuelplan.swap_meal(week, "tue", "dinner"))
    assert (path.parent / "fuelplan-week.pdf").read_bytes().startswith(b"%PDF-")


def test_another_file_leaves_the_week_as_it_is(path, week):
    result = run("swap", path, "tue dinner", "fri lunch", "--json", "other.json", "--out", "other.pdf")
    assert result.exit_code == 0, result.output
    assert path.read_text(encoding="utf-8") == fuelplan.to_json(week)
    both = fuelplan.swap_meal(fuelplan.swap_meal(week, "tue", "dinner"), "fri", "lunch")
    assert (path.parent / "other.json").read_text(encoding="utf-8") == fuelplan.to_json(both)
    assert sorted(file.name for file in path.parent.iterdir()) == ["other.json", "other.pdf", "week.json"]


def test_without_a_meal_the_meals_are_listed(path):
    result = run("swap", path)
    assert result.exit_code == 0
    assert len([line for line in result.output.splitlines() if line.startswith("Tue")]) >= 5
    assert list(path.parent.iterdir()) == [path]


def test_one_dish_is_for_one_meal(path):
    result = run("swap", path, "tue dinner", "fri lunch", "--to", "Beef stroganoff")
    assert result.exit_code == 1
    assert "--to names the dish for one meal" in result.output


def tampered(path, change):
    plan = json.loads(path.read_text(encoding="utf-8"))
    change(plan)
    path.write_text(json.dumps(plan), encoding="utf-8")


def first_item(plan):
    return plan["days"][0]["meals"][0]["items"][0]


def second_item(plan):
    return plan["days"][0]["meals"][0]["items"][1]


def on_the_run(plan):
    return next(meal for meal in plan["days"][6]["meals"] if meal["slot"] == "during run")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda plan: plan["days"][0]["needs"]["iron_mg"].update(max=90.0), "Mon has other windows (iron_mg)"),
        (lambda plan: plan["days"][0]["drinks"][0].update(ml=5000.0), "5000 mL are drunk in the hour"),
        (lambda plan: plan["days"][2]["totals"].update(iron_mg=35.0), "iron_mg adds up to"),
        (lambda plan: plan["days"][2]["totals"].update(iron_mg=float("nan")), "NaN is not a number"),
        (lambda plan: plan["days"][1]["meals"][0].pop("time"), "days[1].meals[0].time is missing"),
        (lambda plan: plan["days"][1]["meals"][0].update(thyme=1), "thyme is not known"),
        (lambda plan: plan["days"][1]["meals"][0].update(time="7 am"), "should be a time like 07:30"),
        (lambda plan: plan["days"].pop(), "days should be 7, not 6"),
        (lambda plan: plan["days"][3].update(date="2026-02-30"), "should be a date like"),
        (lambda plan: plan["days"][3].update(date="2026-12-30"), "not the seven from 2026-11-23 on"),
        (lambda plan: plan["days"][0]["totals"].pop("iron_mg"), "days[0].totals.iron_mg is missing"),
        (lambda plan: plan.update(schema=2), "written by a newer fuelplan"),
        (lambda plan: plan.update(asked={}), "was made by an older fuelplan"),
        (lambda plan: plan.pop("asked"), "was made by an older fuelplan"),
        (lambda plan: first_item(plan).pop("part"), "was made by an older fuelplan"),
        (lambda plan: plan["asked"].update(km="banana"), "asked.km 'banana'"),
        (lambda plan: plan["asked"].update(kilometres=3), "asked holds 'kilometres', which is no option"),
        (lambda plan: plan["asked"].update(km=50), "than its options ask for"),
        (lambda plan: first_item(plan).update(food="unicorn"), "unicorn is not in the food table"),
        (lambda plan: first_item(plan).update(portions=1e300), "too large a number"),
        (lambda plan: plan["days"][0]["meals"][0].update(dish="Unicorn stew"), "there is no dish 'Unicorn stew'"),
        (lambda plan: plan["days"][3]["meals"][2].update(again="Mon"), "no dinner it could come from"),
        (
            lambda plan: first_item(plan).update(part="pickle"),
            "has no part 'pickle'; were foods.csv or dishes/ changed",
        ),
        (lambda plan: second_item(plan).update(part=first_item(plan)["part"]), "Mon breakfast: a part or a food of it"),
        (lambda plan: plan["days"][0]["meals"][0].update(time="07:05"), "Mon: its meals do not stand where this"),
        (lambda plan: on_the_run(plan).update(time="05:00"), "Sun: something is eaten during a run that is not there"),
        (lambda plan: plan.update(athlete=[]), "athlete should be an object"),
        (lambda plan: plan.update(seed=True), "seed should be a whole number"),
    ],
)
def test_a_tampered_week_is_refused_in_a_sentence(path, change, words):
    tampered(path, change)
    before = path.read_bytes()
    result = run("swap", path, "tue", "dinner")
    assert result.exit_code == 1, result.output
    assert words in result.output
    assert all(line.startswith("fuelplan: ") for line in result.output.splitlines())
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not valid JSON"),
        ("[1]", "this is not a week"),
        ("[" * 9000, "not valid JSON"),
        ('{"schema": "1"}', "schema"),
    ],
)
def test_what_is_no_week(path, content, words):
    path.write_text(content, encoding="utf-8")
    for command in (["swap", path, "tue", "dinner"], ["make", "--from", path], ["compare", path, path]):
        result = run(*command)
        assert result.exit_code == 1
        assert words in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)


def test_files_that_cannot_be_read(path, monkeypatch):
    assert "this is a folder" in run("swap", path.parent, "tue", "dinner").output
    missing = run("swap", "no.json", "tue", "dinner")
    assert missing.exit_code == 1
    assert "there is no such file" in missing.output
    path.write_bytes(b"\xff\x00\xff")
    assert "not UTF-8" in run("swap", path, "tue", "dinner").output
    monkeypatch.setattr("fuelplan.typed_json.MOST_BYTES", 2)
    assert "is more than the" in run("swap", path, "tue", "dinner").output


def test_a_table_that_changed_is_noticed(path, rows):
    food = json.loads(path.read_text(encoding="utf-8"))["days"][0]["meals"][0]["items"][0]["food"]
    run("init", path.parent)
    table = path.parent / "foods.csv"
    lines = [line for line in table.read_text(encoding="utf-8-sig").splitlines() if not line.startswith(f"{food},")]
    table.write_text("\n".join(lines), encoding="utf-8")
    result = run("swap", path, "tue", "dinner")
    assert result.exit_code == 1
    assert food in result.output


def test_a_dish_that_changed_is_noticed(path, week):
    run("init", path.parent)
    dish = meal_at(week, "Mon", "breakfast").dish
    for file in (path.parent / "dishes").glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        start = text.find(f'name = "{dish}"')
        if start >= 0:
            part = '{ name = "pickle", foods = ["banana"], portions = [1, 1, 1] },'
            changed = text[:start] + re.sub(r"part = \[", f"part = [\n  {part}", text[start:], count=1)
            file.write_text(
                re.sub(r'title = "', 'title = "{pickle} ', changed[start:], count=1).join([changed[:start], ""])
            )
    result = run("swap", path, "tue", "dinner")
    assert result.exit_code == 1
    assert f"'{dish}' has no pickle here" in result.output


def test_portions_a_dish_no_longer_has_are_noticed(path, week):
    """The porridge of the week holds whole portions of oats; its recipe now asks for a third of one."""
    run("init", path.parent)
    meal = meal_at(week, "Mon", "breakfast")
    for file in (path.parent / "dishes").glob("*.toml"):
        before, name, dish = file.read_text(encoding="utf-8").partition(f'name = "{meal.dish}"')
        part = rf'(name = "{meal.items[0].part}".*?portions = )\[[^\]]*\]'
        file.write_text(before + name + re.sub(part, r"\1[0.3, 0.3, 0.1]", dish, count=1), encoding="utf-8")
    result = run("swap", path, "tue", "dinner")
    assert result.exit_code == 1
    item = meal.items[0]
    assert f"{item.portions:g} portions of {item.food} are not 0.3 to 0.3, by 0.1" in result.output


def test_sweat_tests_of_a_runner_stand_in_the_week_and_are_read_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "runner.toml").write_text(
        "km = 45\nstart = 2026-11-23\n[[sweat_test]]\ndate = 2026-10-01\nbefore = 70.2\nafter = 69.1\nminutes = 75\n"
        "temp = 24\n",
        encoding="utf-8",
    )
    assert run("make", "--json", "week.json").exit_code == 0
    result = run("swap", "week.json", "mon", "dinner")
    assert result.exit_code == 0, result.output


def test_a_backup_that_cannot_be_written_stops_the_swap(path, week):
    (path.parent / "week.json.bak").mkdir()
    result = run("swap", path, "tue", "dinner")
    assert result.exit_code == 1
    assert "week.json.bak" in result.output
    assert path.read_text(encoding="utf-8") == fuelplan.to_json(week)
    assert sorted(each.name for each in path.parent.iterdir()) == ["week.json", "week.json.bak"]
