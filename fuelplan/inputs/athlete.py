"""What a runner writes about themselves → Athlete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from fuelplan.athlete import Athlete
from fuelplan.care import Care, read_health
from fuelplan.errors import InputError
from fuelplan.inputs import grammar
from fuelplan.inputs.grammar import read_number, within
from fuelplan.inputs.options import Options
from fuelplan.inputs.reader import Reader
from fuelplan.inputs.sweat_tests import correction_of, read_sweat_test
from fuelplan.science import energy, iron
from fuelplan.science.energy import ACTIVITY_FACTORS, Lifestyle
from fuelplan.science.hydration import SweatKind
from fuelplan.science.sweat_test import SweatCorrection
from fuelplan.units import CM, KCAL_PER_DAY, KG, L_PER_HOUR, Quantity, quantity

_CAP_MEANING = "mg a day; it may lower the ceiling, never raise it"
_SUPPLEMENT_MEANING = (
    "mg of iron a day; a higher dose is treatment, and food on top of it would pass 36 mg: ask who prescribed it"
)
_MOST_SUPPLEMENT_MG = 20.0
_CHILD = (
    "fuelplan plans for adults of 18 to 90; a growing body needs a paediatrician or a sports dietitian, not a program"
)
_NO_SEX = "sex not given: means of women and men, and the higher vitamin and mineral needs (--sex)"
_DAYS: Mapping[Lifestyle, str] = {
    "desk": "a desk day outside running",
    "mixed": "a mixed day outside running",
    "feet": "a day on the feet outside running",
    "camp": "a training camp, resting between runs",
}
_STAPLES = {
    "eu": "flour, rice and cereals as sold in Europe, not iron-enriched as in the US",
    "us": "flour, rice and cereals as sold in the US, enriched with iron",
}
_OF_WOMEN = ("heavy periods", "missed periods")
_SWEAT_SODIUM: tuple[SweatKind, ...] = get_args(SweatKind)
_LEAN_KG = 80.0  # beyond, most who run are not as tall as a lean runner of that weight


def read_athlete(reader: Reader, options: Options) -> Athlete:
    """Return the runner; mistakes and assumptions are noted in the reader."""
    mass, height = _mass_and_height(reader, options)
    cares = reader.read("--health", ", ".join(_health(options)) or None, lambda _: read_health(_health(options))) or ()
    return Athlete(
        mass=mass,
        height=height,
        age_years=reader.read_or("--age", options.get("age"), _age, 35.0, "age 35 (--age)"),
        sex=_sex(reader, options, cares),
        lifestyle=reader.read("--lifestyle", options.get("lifestyle"), _lifestyle) or "mixed",
        measured_rmr=reader.read("--rmr", options.get("rmr"), _rmr),
        measured_ffm=_measured_ffm(reader, options, mass),
        cares=cares,
        diet=reader.read("--diet", options.get("diet"), grammar.parse_diet) or "omnivore",
        avoid=grammar.parse_avoid(options.get("avoid", ())),
        like=grammar.parse_words(options.get("like", ())),
        have=grammar.parse_words(options.get("have", ())),
        region=reader.read("--region", options.get("region"), grammar.parse_region) or "eu",
        iron_cap_mg=_iron_cap(reader, options, cares),
        iron_supplement_mg=reader.read_or("--iron-supplement", options.get("iron_supplement"), _supplement, 0.0),
        sweat_rate=reader.read("--sweat-rate", options.get("sweat_rate"), _sweat_rate),
        sweat_correction=_correction(reader, options.get("sweat_test", ()), height),
        sweat_sodium=reader.read("--sweat-sodium", options.get("sweat_sodium"), _salt) or "normal",
    )


def _mass_and_height(reader: Reader, options: Options) -> tuple[Quantity, Quantity]:
    mass = reader.read_or(
        "--weight",
        options.get("weight"),
        lambda t: within(grammar.parse_mass(t), KG, 35, 180),
        quantity(70.0, KG),
        "body weight 70 kg (give yours: --weight)",
    )
    usual = energy.assumed_height(mass)
    height = reader.read_or(
        "--height",
        options.get("height"),
        lambda t: within(grammar.parse_height(t), CM, 120, 230),
        usual,
        f"height {usual.m_as(CM):.0f} cm, from the weight (--height)",
    )
    if options.get("height") is None and mass.m_as(KG) > _LEAN_KG:
        reader.warnings.append(
            f"At {mass.m_as(KG):.0f} kg the height of a lean runner is taken, {usual.m_as(CM):.0f} cm: give yours "
            "(--height). Each 10 cm less are about 100 kcal a day less, so that this week may hold too much."
        )
    return mass, height


def assumed_of(athlete: Athlete, options: Options) -> list[str]:
    """Return what is left out, and what the energy and the staples rest on, as the page prints it."""
    lean = f"fat-free mass {athlete.fat_free_mass.m_as(KG):.0f} kg"
    basis = "measured" if athlete.measured_ffm is not None else "as of a lean runner (--ffm, --body-fat)"
    day = f"{_DAYS[athlete.lifestyle]}, {athlete.activity_factor:.3g} × resting metabolic rate"
    left_out = grammar.parse_words(options.get("avoid", ()))
    return [
        *([f"never planned: {', '.join(left_out)}"] if left_out else []),
        f"{lean}, {basis}",
        day + ("" if options.get("lifestyle") else " (--lifestyle)"),
        _STAPLES[athlete.region] + ("" if options.get("region") else " (--region)"),
    ]


def _health(options: Options) -> tuple[str, ...]:
    return grammar.parse_words(options.get("health", ()))


def _age(text: Any) -> float:
    years = read_number(text, 0, 150, "years")
    if years < 18:
        raise ValueError(_CHILD)
    return read_number(text, 18, 90, "years; fuelplan is for adults, 18 to 90")


def _sex(reader: Reader, options: Options, cares: Sequence[Care]) -> Any:
    """Return the sex; a life stage or periods that only a woman has say it too."""
    female = [care.word for care in cares if care.kind == "stage" or care.word in _OF_WOMEN]
    text = options.get("sex")
    if female and text is None:
        return "female"
    sex = reader.read_or("--sex", text, grammar.parse_sex, None, _NO_SEX)
    if female and sex == "male":
        reader.problem("--health", female[0], "does not go with --sex male; take one of them out")
    return sex


def _lifestyle(text: Any) -> Lifestyle:
    word = str(text).strip().lower()
    if word not in ACTIVITY_FACTORS:
        raise ValueError(f"write one of {', '.join(ACTIVITY_FACTORS)}")
    return word


def _rmr(text: Any) -> Quantity:
    number = str(text).lower().removesuffix("kcal/day").removesuffix("kcal").strip()
    return quantity(read_number(number, 700, 4000, "kcal a day at rest, as measured in a laboratory"), KCAL_PER_DAY)


def _measured_ffm(reader: Reader, options: Options, mass: Quantity) -> Quantity | None:
    """Return fat-free mass from kilograms or from the percentage of fat, if either was measured."""
    ffm, fat = options.get("ffm"), options.get("body_fat")
    if ffm is not None and fat is not None:
        reader.problems.append("--ffm and --body-fat both give the fat-free mass; keep one of them")
    kilograms = float(mass.m_as(KG))
    if fat is not None:
        percent = reader.read("--body-fat", fat, lambda t: read_number(t, 3, 60, "% of body weight"))
        return None if percent is None else quantity(kilograms * (1 - percent / 100), KG)
    least, most = 0.4 * kilograms, 0.97 * kilograms
    return reader.read("--ffm", ffm, lambda t: within(grammar.parse_mass(t), KG, least, most))


def _iron_cap(reader: Reader, options: Options, cares: Sequence[Care]) -> float:
    """Return the runner's own ceiling; in pregnancy it cannot lie under the raised floor."""
    floor = iron.IRON_FLOOR_MG
    if any(care.word.startswith("pregnant") for care in cares):
        floor = iron.PREGNANCY_IRON_FLOOR_MG
    ceiling = iron.IRON_CEILING_MG
    return reader.read_or(
        "--iron-cap", options.get("iron_cap"), lambda t: read_number(t, floor, ceiling, _CAP_MEANING), ceiling
    )


def _supplement(text: Any) -> float:
    return read_number(text, 0, _MOST_SUPPLEMENT_MG, _SUPPLEMENT_MEANING)


def _sweat_rate(text: Any) -> Quantity:
    return within(grammar.parse_sweat_rate(text), L_PER_HOUR, 0.1, 4.0)


def _salt(text: Any) -> SweatKind:
    word = str(text).strip().lower()
    if word not in _SWEAT_SODIUM:
        raise ValueError(f"write one of {', '.join(_SWEAT_SODIUM)} (salty: white crusts on cap and skin)")
    return word


def _correction(reader: Reader, tables: Sequence[Mapping[str, Any]], height: Quantity) -> SweatCorrection | None:
    """Return what the runner's own sweat tests make of the model; None without tests."""
    tests = []
    for number, table in enumerate(tables, start=1):
        try:
            tests.append(read_sweat_test(table))
        except (ValueError, InputError) as error:
            says = getattr(error, "problems", (str(error),))
            reader.problems += [f"{reader.label('--sweat-test')} {number}: {problem}" for problem in says]
    return correction_of(tests, height) if tests else None
