"""``fuelplan foods``: look into the food table, and add to one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fuelplan.cli.terminal import A_PATH, columns, plain_errors
from fuelplan.errors import InputError, did_you_mean
from fuelplan.vocabulary import DIETS, GROUPS, ROLES, SORTS

if TYPE_CHECKING:
    from fuelplan.extend import Added
    from fuelplan.foods import Food, FoodTable

_table_option = click.option("--foods", type=A_PATH, help="The food table.  [foods.csv here, else the shipped one]")
_own_option = click.option("--foods", type=A_PATH, default="foods.csv", show_default=True, help="Your food table.")


@click.group(name="foods")
def foods_group() -> None:
    """Look into the food table, and add to your own."""


@foods_group.command(name="list", short_help="List foods by iron, absorbed iron, carbohydrate, price …")
@click.option("--sort", type=click.Choice(SORTS), default="name", show_default=True, help="Per portion; most first.")
@click.option("--group", help="Only one group, like legume.")
@click.option("--role", help="Only foods that fill a part of dishes, like grain.")
@click.option("--diet", help="Only what a diet eats: vegan, vegetarian, pescatarian.")
@click.option("--top", type=click.IntRange(1), help="Only the first so many.")
@click.option("--json", "as_json", is_flag=True, help="All columns per 100 g as JSON; unknown is null.")
@_table_option
def list_(sort: str, foods: Path | None, as_json: bool, top: int | None, **filters: str | None) -> None:
    """List foods, per portion: sorted by iron, absorbed iron, carbohydrate, price …

    A dash means unknown. Absorbed iron is a score for ranking, of the portion eaten alone.
    """
    from fuelplan import browse

    with plain_errors():
        table = _table(foods)
        chosen = _filtered(table, filters)
        _print(browse.sorted_foods(chosen, table, sort)[:top], table, as_json)


@foods_group.command(short_help="Find foods by words, also in a download.")
@click.argument("words", nargs=-1, required=True)
@click.option("--in", "source", type=A_PATH, help="A FoodData Central download (folder or zip).")
@_table_option
def search(words: tuple[str, ...], source: Path | None, foods: Path | None) -> None:
    """Find foods by words of their name, group, role or note; in a download with --in."""
    from fuelplan import browse

    with plain_errors():
        if source is not None:
            _search_download(source, " ".join(words))
            return
        table = _table(foods)
        hits = browse.found(" ".join(words).split(), table)
        if not hits:
            raise InputError(f"'{' '.join(words)}': no food has these words; try fewer, or --in a download")
        _print(hits, table)


@foods_group.command(short_help="Show all about one food, with its source.")
@click.argument("food")
@_table_option
def show(food: str, foods: Path | None) -> None:
    """Show everything the table says about FOOD (its id), with its source."""
    from fuelplan import browse

    with plain_errors():
        table = _table(foods)
        found = browse.food_named(food, table)
        for line in columns(browse.in_full(found, table), frozenset({1, 2})):
            click.echo(line)
        click.echo()
        for line in columns(browse.facts(found, table)):
            click.echo(line)


@foods_group.command(name="columns", short_help="Print the data dictionary.")
def columns_() -> None:
    """Print the data dictionary: every column of the table and what may stand in it."""
    from fuelplan.dictionary import as_markdown

    click.echo(as_markdown(), nl=False)


@foods_group.command(short_help="Add one food to your table.")
@click.argument("values", nargs=-1, required=True, metavar="COLUMN=VALUE...")
@click.option("--from", "base", metavar="ID", help="Start from a food of the table: only what differs need be given.")
@_own_option
def add(values: tuple[str, ...], base: str | None, foods: Path) -> None:
    """Add one food to your table: name="Rye loaf" portion_name="1 slice" portion_g=40 energy_kJ=900 …

    Values are per 100 g as eaten. 'fuelplan foods columns' says what each column is.
    """
    from fuelplan import browse, extend

    with plain_errors():
        table = _own(foods)
        row = {} if base is None else extend.copy_of(table.cells, browse.food_named(base, table).index)
        new = extend.row_from(values, row)
        same = [food.id for food in table if food.name.casefold() == new.get("name", "").casefold()]
        if same:
            raise InputError(f"'{new['name']}': the table has a food of this name, {same[0]}; give another name")
        _say(extend.add_rows(foods, [new]), foods)


@foods_group.command(name="import", short_help="Add foods from FoodData Central or any CSV.")
@click.argument("source", type=A_PATH)
@click.option("--id", "ids", multiple=True, help="Key of a food there (fdc_id); may be given several times.")
@click.option("--match", default="", help="All foods whose name holds these words.")
@click.option("--all", "everything", is_flag=True, help="Every food of the source.")
@click.option("--map", "maps", multiple=True, metavar="COLUMN=HEADING", help="For other CSVs: iron_mg='Iron (mg)'.")
@click.option("--mapping", type=A_PATH, help="The same as a TOML file: iron_mg = 'Iron (mg)'.")
@click.option("--set", "values", multiple=True, metavar="COLUMN=VALUE", help="The same value for all: roles=berry.")
@_own_option
def import_(source: Path, foods: Path, ids: tuple[str, ...], match: str, everything: bool, **options: Any) -> None:
    """Add foods from SOURCE to your table: FoodData Central's CSV download (folder or zip), or any CSV.

    They keep their source and its key, and come without roles: none is planned until you give it some.
    """
    from fuelplan import extend, imports

    with plain_errors(most=25, more="mend or leave these out"):
        if not (ids or match or everything):
            raise InputError("which foods? Give --id (several times), --match WORDS, or --all")
        _own(foods)
        mapping = _mapping(options["mapping"], options["maps"])
        rows = imports.rows_from(source, ids=ids, words=match, mapping=mapping)
        if not rows:
            raise InputError(f"{source}: nothing there matches '{match}'; 'fuelplan foods search --in' finds names")
        same = extend.row_from(options["values"])
        _say(extend.add_rows(foods, [{**row, **same} for row in rows]), foods)


@foods_group.command(short_help="Compare the table with the download it is from.")
@click.argument("source", type=A_PATH)
@_table_option
def verify(source: Path, foods: Path | None) -> None:
    """Compare every value of the table with the FoodData Central download it was taken from."""
    from fuelplan import verification

    with plain_errors():
        result = verification.verify(_table(foods), source)
        for difference in result.differences:
            click.echo(difference)
        click.echo(
            f"{result.compared} foods compared, {len(result.differences)} values differ; "
            f"{result.elsewhere} foods are from other sources or releases"
        )
        if result.differences:
            raise SystemExit(1)


def _table(foods: Path | None) -> FoodTable:
    from fuelplan import resources
    from fuelplan.folder import find_folder
    from fuelplan.foods import load_foods

    return load_foods(foods or find_folder(Path()).foods or resources.foods_csv())


def _own(foods: Path) -> FoodTable:
    from fuelplan.foods import load_foods

    if not foods.is_file():
        raise InputError(f"{foods}: there is no food table of your own here; 'fuelplan init' writes one")
    return load_foods(foods)


def _filtered(table: FoodTable, filters: dict[str, str | None]) -> list[Food]:
    problems = [
        f"--{name} '{word}' is not known; {did_you_mean(word, known)}"
        for name, known in (("group", GROUPS), ("role", ROLES), ("diet", DIETS))
        if (word := filters[name]) and word not in known
    ]
    if problems:
        raise InputError(problems)
    group, role, diet = filters["group"], filters["role"], filters["diet"]
    least = next((place for place, word in enumerate(DIETS) if word == diet), 0)
    return [
        food
        for food in table
        if (not group or food.group == group) and (not role or role in food.roles) and DIETS.index(food.diet) >= least
    ]


def _print(foods: list[Food], table: FoodTable, as_json: bool = False) -> None:
    import json

    from fuelplan import browse

    if as_json:
        click.echo(json.dumps(browse.as_records(foods, table), ensure_ascii=False, indent=1))
        return
    rows = [list(browse.HEADINGS), *(browse.line(food, table) for food in foods)]
    for line in columns(rows, browse.NUMBERS):
        click.echo(line)


def _search_download(source: Path, words: str) -> None:
    from fuelplan import browse
    from fuelplan.fdc import read_fdc

    foods = read_fdc(source, words=words)
    if not foods:
        raise InputError(f"{source}: no food there has the words '{words}'")
    rows = [["fdc_id", "kcal", "iron mg", "description"]]
    for food in foods:
        energy, iron = (food.values.get(name, float("nan")) for name in ("energy_kcal", "iron_mg"))
        rows.append([food.source_id, browse.amount(energy, 0), browse.amount(iron, 2), food.description])
    for line in columns(rows, frozenset({1, 2})):
        click.echo(line)


def _mapping(path: Path | None, pairs: tuple[str, ...]) -> dict[str, str]:
    from fuelplan.toml_files import read_toml

    mapping: dict[str, str] = {}
    if path is not None:
        read, _ = read_toml(path)
        wrong = [key for key, value in read.items() if not isinstance(value, str)]
        if wrong:
            raise InputError([f"{path.name}: {key}: write the CSV's heading in quotes" for key in wrong])
        mapping.update(read)
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals:
            raise InputError(f"--map '{pair}': write COLUMN=HEADING, like iron_mg='Iron (mg)'")
        mapping[ours.strip()] = theirs.strip()
    return mapping


def _say(added: Added, foods: Path) -> None:
    shown = ", ".join(added.ids[:10]) + (f" and {len(added.ids) - 10:,} more" if len(added.ids) > 10 else "")
    if added.ids:
        click.echo(f"Added to {foods}: {shown}. The table before is {foods}.bak")
    if added.present:
        click.echo(f"{len(added.present):,} there already and left as they are: {', '.join(added.present[:10])}")
    if added.without_roles:
        click.echo(
            f"{len(added.without_roles):,} came without roles: energy, a macronutrient, iron or water is unknown: "
            f"{', '.join(added.without_roles[:10])}"
        )
