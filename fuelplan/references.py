"""Citation keys and the papers, tables and standards behind them.

Formulas name their source by key in the docstring; the plan prints those it used. A blank ``doi``
means none exists or none was confirmed, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fuelplan.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One source: who, what, where and when."""

    key: str
    authors: str
    title: str
    journal: str
    year: int
    doi: str = ""

    @property
    def text(self) -> str:
        """The citation on one line, without its DOI."""
        return f"{self.authors} ({self.year}). {self.title}. {self.journal}."


# fmt: off
_ROWS: tuple[tuple[str, str, str, str, int, str], ...] = (
    ("almond2005", "Almond CSD, Shin AY, Fortescue EB, et al.",
     "Hyponatremia among runners in the Boston Marathon",
     "N Engl J Med 352:1550-1556", 2005, "10.1056/NEJMoa043901"),
    ("armstrong2007", "Armstrong LE, Casa DJ, Millard-Stafford M, Moran DS, Pyne SW, Roberts WO",
     "American College of Sports Medicine position stand: exertional heat illness during training and competition",
     "Med Sci Sports Exerc 39:556-572", 2007, "10.1249/MSS.0b013e31802fa199"),
    ("atkinson2008", "Atkinson FS, Foster-Powell K, Brand-Miller JC",
     "International tables of glycemic index and glycemic load values: 2008",
     "Diabetes Care 31:2281-2283", 2008, "10.2337/dc08-1239"),
    ("atkinson2021", "Atkinson FS, Brand-Miller JC, Foster-Powell K, Buyken AE, Goletzke J",
     "International tables of glycemic index and glycemic load values 2021: a systematic review",
     "Am J Clin Nutr 114:1625-1632", 2021, "10.1093/ajcn/nqab233"),
    ("baker2016", "Baker LB, Barnes KA, Anderson ML, Passe DH, Stofan JR",
     "Normative data for regional sweat sodium concentration and whole-body sweating rate in athletes",
     "J Sports Sci 34:358-368", 2016, "10.1080/02640414.2015.1055291"),
    ("baker2017", "Baker LB",
     "Sweating rate and sweat sodium concentration in athletes: a review of methodology and intra/interindividual"
     " variability",
     "Sports Med 47(S1):111-128", 2017, "10.1007/s40279-017-0691-5"),
    ("barnes2019", "Barnes KA, Anderson ML, Stofan JR, et al.",
     "Normative data for sweating rate, sweat sodium concentration, and sweat sodium loss in athletes: "
     "an update and analysis by sport",
     "J Sports Sci 37:2356-2366", 2019, "10.1080/02640414.2019.1633159"),
    ("beis2011", "Beis LY, Willkomm L, Ross R, et al.",
     "Food and macronutrient intake of elite Ethiopian distance runners",
     "J Int Soc Sports Nutr 8:7", 2011, "10.1186/1550-2783-8-7"),
    ("blagrove2018", "Blagrove RC, Howatson G, Hayes PR",
     "Effects of strength training on the physiological determinants of middle- and long-distance running "
     "performance: a systematic review",
     "Sports Med 48:1117-1149", 2018, "10.1007/s40279-017-0835-7"),
    ("bosquet2007", "Bosquet L, Montpetit J, Arvisais D, Mujika I",
     "Effects of tapering on performance: a meta-analysis",
     "Med Sci Sports Exerc 39:1358-1365", 2007, "10.1249/mss.0b013e31806010e0"),
    ("buist2008", "Buist I, Bredeweg SW, van Mechelen W, Lemmink KAPM, Pepping GJ, Diercks RL",
     "No effect of a graded training program on the number of running-related injuries in novice runners: "
     "a randomized controlled trial",
     "Am J Sports Med 36:33-39", 2008, "10.1177/0363546507307505"),
    ("burke2011", "Burke LM, Hawley JA, Wong SHS, Jeukendrup AE",
     "Carbohydrates for training and competition",
     "J Sports Sci 29(S1):S17-S27", 2011, "10.1080/02640414.2011.585473"),
    ("campbell1991", "Campbell NRC, Hasinoff BB",
     "Iron supplements: a common cause of drug interactions",
     "Br J Clin Pharmacol 31:251-255", 1991, "10.1111/j.1365-2125.1991.tb05525.x"),
    ("campbell1992", "Campbell NRC, Hasinoff BB, Stalts H, Rao B, Wong NCW",
     "Ferrous sulfate reduces thyroxine efficacy in patients with hypothyroidism",
     "Ann Intern Med 117:1010-1013", 1992, "10.7326/0003-4819-117-12-1010"),
    ("cheuvront2017", "Cheuvront SN, Kenefick RW",
     "CORP: Improving the status quo for measuring whole body sweat losses",
     "J Appl Physiol 123:632-636", 2017, "10.1152/japplphysiol.00433.2017"),
    ("cunningham1980", "Cunningham JJ",
     "A reanalysis of the factors influencing basal metabolic rate in normal adults",
     "Am J Clin Nutr 33:2372-2374", 1980, "10.1093/ajcn/33.11.2372"),
    ("drake2013", "Drake C, Roehrs T, Shambroom J, Roth T",
     "Caffeine effects on sleep taken 0, 3, or 6 hours before going to bed",
     "J Clin Sleep Med 9:1195-1200", 2013, "10.5664/jcsm.3170"),
    ("dubois1916", "Du Bois D, Du Bois EF",
     "A formula to estimate the approximate surface area if height and weight be known",
     "Arch Intern Med 17:863-871", 1916, "10.1001/archinte.1916.00080130010002"),
    ("edwards1993", "Edwards JE, Lindeman AK, Mikesky AE, Stager JM",
     "Energy balance in highly trained female endurance runners",
     "Med Sci Sports Exerc 25:1398-1404", 1993, "10.1249/00005768-199312000-00014"),
    ("efsa2010", "EFSA Panel on Dietetic Products, Nutrition and Allergies",
     "Scientific opinion on dietary reference values for water",
     "EFSA J 8(3):1459", 2010, "10.2903/j.efsa.2010.1459"),
    ("efsa2011", "EFSA Panel on Dietetic Products, Nutrition and Allergies",
     "Scientific opinion on health claims related to carbohydrate-electrolyte solutions",
     "EFSA J 9(6):2211", 2011, "10.2903/j.efsa.2011.2211"),
    ("efsa2015caffeine", "EFSA Panel on Dietetic Products, Nutrition and Allergies",
     "Scientific opinion on the safety of caffeine",
     "EFSA J 13(5):4102", 2015, "10.2903/j.efsa.2015.4102"),
    ("efsa2019", "EFSA Panel on Nutrition, Novel Foods and Food Allergens",
     "Dietary reference values for sodium",
     "EFSA J 17(9):5778", 2019, "10.2903/j.efsa.2019.5778"),
    ("fernandezelias2015", "Fernández-Elías VE, Ortega JF, Nelson RK, Mora-Rodriguez R",
     "Relationship between muscle water and glycogen recovery after prolonged exercise in the heat in humans",
     "Eur J Appl Physiol 115:1919-1926", 2015, "10.1007/s00421-015-3175-z"),
    ("fndds", "US Department of Agriculture, Agricultural Research Service",
     "Food and Nutrient Database for Dietary Studies 2021-2023",
     "Food Surveys Research Group", 2024, ""),
    ("guest2021", "Guest NS, VanDusseldorp TA, Nelson MT, et al.",
     "International Society of Sports Nutrition position stand: caffeine and exercise performance",
     "J Int Soc Sports Nutr 18:1", 2021, "10.1186/s12970-020-00383-4"),
    ("hallberg1966", "Hallberg L, Högdahl AM, Nilsson L, Rybo G",
     "Menstrual blood loss: a population study. Variation at different ages and attempts to define normality",
     "Acta Obstet Gynecol Scand 45:320-351", 1966, "10.3109/00016346609158455"),
    ("hallberg1991", "Hallberg L, Brune M, Erlandsson M, Sandberg AS, Rossander-Hultén L",
     "Calcium: effect of different amounts on nonheme- and heme-iron absorption in humans",
     "Am J Clin Nutr 53:112-119", 1991, "10.1093/ajcn/53.1.112"),
    ("heiderscheit2011", "Heiderscheit BC, Chumanov ES, Michalski MP, Wille CM, Ryan MB",
     "Effects of step rate manipulation on joint mechanics during running",
     "Med Sci Sports Exerc 43:296-302", 2011, "10.1249/MSS.0b013e3181ebedf4"),
    ("herrmann2024", "Herrmann SD, Willis EA, Ainsworth BE, et al.",
     "2024 Adult Compendium of Physical Activities: a third update of the energy costs of human activities",
     "J Sport Health Sci 13:6-12", 2024, "10.1016/j.jshs.2023.10.010"),
    ("hewbutler2015", "Hew-Butler T, Rosner MH, Fowkes-Godek S, et al.",
     "Statement of the Third International Exercise-Associated Hyponatremia Consensus Development "
     "Conference",
     "Clin J Sport Med 25:303-320", 2015, "10.1097/JSM.0000000000000221"),
    ("heymsfield2014", "Heymsfield SB, Gonzalez MCC, Shen W, Redman L, Thomas D",
     "Weight loss composition is one-fourth fat-free mass: a critical review and critique of this widely "
     "cited rule",
     "Obes Rev 15:310-321", 2014, "10.1111/obr.12143"),
    ("hurrell1999", "Hurrell RF, Reddy M, Cook JD",
     "Inhibition of non-haem iron absorption in man by polyphenolic-containing beverages",
     "Br J Nutr 81:289-295", 1999, "10.1017/S0007114599000537"),
    ("iom1997", "Institute of Medicine",
     "Dietary Reference Intakes for calcium, phosphorus, magnesium, vitamin D, and fluoride",
     "National Academies Press", 1997, "10.17226/5776"),
    ("iom1998", "Institute of Medicine",
     "Dietary Reference Intakes for thiamin, riboflavin, niacin, vitamin B6, folate, vitamin B12, "
     "pantothenic acid, biotin, and choline",
     "National Academies Press", 1998, "10.17226/6015"),
    ("iom2000", "Institute of Medicine",
     "Dietary Reference Intakes for vitamin C, vitamin E, selenium, and carotenoids",
     "National Academies Press", 2000, "10.17226/9810"),
    ("iom2001", "Institute of Medicine",
     "Dietary Reference Intakes for vitamin A, vitamin K, arsenic, boron, chromium, copper, iodine, "
     "iron, manganese, molybdenum, nickel, silicon, vanadium, and zinc",
     "National Academies Press", 2001, "10.17226/10026"),
    ("iom2005", "Institute of Medicine",
     "Dietary Reference Intakes for energy, carbohydrate, fiber, fat, fatty acids, cholesterol, protein, "
     "and amino acids",
     "National Academies Press", 2005, "10.17226/10490"),
    ("iom2005water", "Institute of Medicine",
     "Dietary Reference Intakes for water, potassium, sodium, chloride, and sulfate",
     "National Academies Press", 2005, "10.17226/10925"),
    ("iom2011", "Institute of Medicine",
     "Dietary Reference Intakes for calcium and vitamin D",
     "National Academies Press", 2011, "10.17226/13050"),
    ("iso7933", "International Organization for Standardization",
     "ISO 7933: Ergonomics of the thermal environment, predicted heat strain",
     "ISO, Geneva", 2004, ""),
    ("jeukendrup2014", "Jeukendrup A",
     "A step towards personalized sports nutrition: carbohydrate intake during exercise",
     "Sports Med 44(S1):S25-S33", 2014, "10.1007/s40279-014-0148-z"),
    ("kato2016", "Kato H, Suzuki K, Bannai M, Moore DR",
     "Protein requirements are elevated in endurance athletes after exercise as determined by the "
     "indicator amino acid oxidation method",
     "PLoS One 11:e0157406", 2016, "10.1371/journal.pone.0157406"),
    ("kerslake1972", "Kerslake DM",
     "The stress of hot environments",
     "Cambridge University Press", 1972, ""),
    ("kongkachuichai2002", "Kongkachuichai R, Napatthalung P, Charoensiri R",
     "Heme and nonheme iron content of animal products commonly consumed in Thailand",
     "J Food Compos Anal 15:389-398", 2002, ""),
    ("loucks2011", "Loucks AB, Kiens B, Wright HH",
     "Energy availability in athletes",
     "J Sports Sci 29(S1):S7-S15", 2011, "10.1080/02640414.2011.588958"),
    ("mccormick2019", "McCormick R, Moretti D, McKay AKA, et al.",
     "The impact of morning versus afternoon exercise on iron absorption in athletes",
     "Med Sci Sports Exerc 51:2147-2155", 2019, "10.1249/MSS.0000000000002026"),
    ("mcdermott2017", "McDermott BP, Anderson SA, Armstrong LE, et al.",
     "National Athletic Trainers' Association position statement: fluid replacement for the physically "
     "active",
     "J Athl Train 52:877-895", 2017, "10.4085/1062-6050-52.9.02"),
    ("mckay2024", "McKay AKA, Anderson B, Peeling P, et al.",
     "Iron absorption in highly trained male runners: does it matter when and where you eat your iron?",
     "Med Sci Sports Exerc 56:118-127", 2024, "10.1249/MSS.0000000000003272"),
    ("mifflin1990", "Mifflin MD, St Jeor ST, Hill LA, Scott BJ, Daugherty SA, Koh YO",
     "A new predictive equation for resting energy expenditure in healthy individuals",
     "Am J Clin Nutr 51:241-247", 1990, "10.1093/ajcn/51.2.241"),
    ("minetti2002", "Minetti AE, Moia C, Roi GS, Susta D, Ferretti G",
     "Energy cost of walking and running at extreme uphill and downhill slopes",
     "J Appl Physiol 93:1039-1046", 2002, "10.1152/japplphysiol.01177.2001"),
    ("monsen1978", "Monsen ER, Hallberg L, Layrisse M, et al.",
     "Estimation of available dietary iron",
     "Am J Clin Nutr 31:134-141", 1978, "10.1093/ajcn/31.1.134"),
    ("moore2015", "Moore DR, Churchward-Venne TA, Witard O, et al.",
     "Protein ingestion to stimulate myofibrillar protein synthesis requires greater relative protein intakes "
     "in healthy older versus younger men",
     "J Gerontol A Biol Sci Med Sci 70:57-62", 2015, "10.1093/gerona/glu103"),
    ("mosler2020", "Mosler S, Braun H, Carlsohn A, et al.",
     "Position of the working group sports nutrition of the German Nutrition Society (DGE): fluid "
     "replacement in sports",
     "Dtsch Z Sportmed 71:178-184", 2020, "10.5960/dzsm.2020.453"),
    ("morck1983", "Morck TA, Lynch SR, Cook JD",
     "Inhibition of food iron absorption by coffee",
     "Am J Clin Nutr 37:416-420", 1983, "10.1093/ajcn/37.3.416"),
    ("mountjoy2018", "Mountjoy M, Sundgot-Borgen JK, Burke LM, et al.",
     "IOC consensus statement on relative energy deficiency in sport (RED-S): 2018 update",
     "Br J Sports Med 52:687-697", 2018, "10.1136/bjsports-2018-099193"),
    ("nasem2019", "National Academies of Sciences, Engineering, and Medicine",
     "Dietary Reference Intakes for sodium and potassium",
     "National Academies Press", 2019, "10.17226/25353"),
    ("nice2021bleeding", "National Institute for Health and Care Excellence",
     "Heavy menstrual bleeding: assessment and management (NG88, published 2018, updated 2021)",
     "NICE, London", 2021, ""),
    ("nielsen2014", "Nielsen RØ, Parner ET, Nohr EA, Sørensen H, Lind M, Rasmussen S",
     "Excessive progression in weekly running distance and risk of running-related injuries: an association "
     "which varies according to type of injury",
     "J Orthop Sports Phys Ther 44:739-747", 2014, "10.2519/jospt.2014.5164"),
    ("rangan1997", "Rangan AM, Ho RWL, Blight GD, Binns CW",
     "Haem iron content of Australian meats and fish",
     "Food Aust 49:508-511", 1997, ""),
    ("reddy2000", "Reddy MB, Hurrell RF, Cook JD",
     "Estimation of nonheme-iron bioavailability from meal composition",
     "Am J Clin Nutr 71:937-943", 2000, "10.1093/ajcn/71.4.937"),
    ("sawka2007", "Sawka MN, Burke LM, Eichner ER, Maughan RJ, Montain SJ, Stachenfeld NS",
     "American College of Sports Medicine position stand: exercise and fluid replacement",
     "Med Sci Sports Exerc 39:377-390", 2007, "10.1249/mss.0b013e31802ca597"),
    ("schulz1992", "Schulz LO, Alger S, Harper I, Wilmore JH, Ravussin E",
     "Energy expenditure of elite female runners measured by respiratory chamber and doubly labeled "
     "water",
     "J Appl Physiol 72:23-28", 1992, "10.1152/jappl.1992.72.1.23"),
    ("sim2019", "Sim M, Garvican-Lewis LA, Cox GR, et al.",
     "Iron considerations for the athlete: a narrative review",
     "Eur J Appl Physiol 119:1463-1478", 2019, "10.1007/s00421-019-04157-y"),
    ("smith2021", "Smith JW, Bello ML, Price FG",
     "A case-series observation of sweat rate variability in endurance-trained athletes",
     "Nutrients 13:1807", 2021, "10.3390/nu13061807"),
    ("thomas2016", "Thomas DT, Erdman KA, Burke LM",
     "Position of the Academy of Nutrition and Dietetics, Dietitians of Canada, and the American College "
     "of Sports Medicine: nutrition and athletic performance",
     "J Acad Nutr Diet 116:501-528", 2016, "10.1016/j.jand.2015.12.006"),
    ("usda2018", "US Department of Agriculture, Agricultural Research Service",
     "USDA National Nutrient Database for Standard Reference, Legacy Release",
     "Ag Data Commons", 2018, "10.15482/USDA.ADC/1529216"),
    ("valenzuela2009", "Valenzuela C, López de Romaña D, Olivares M, Morales MS, Pizarro F",
     "Total iron and heme iron content and their distribution in beef meat and viscera",
     "Biol Trace Elem Res 132:103-111", 2009, "10.1007/s12011-009-8400-3"),
    ("walsh2021", "Walsh NP, Halson SL, Sargent C, et al.",
     "Sleep and the athlete: narrative review and 2021 expert consensus recommendations",
     "Br J Sports Med 55:356-368", 2021, "10.1136/bjsports-2020-102025"),
    ("watson2015", "Watson NF, Badr MS, Belenky G, et al.",
     "Recommended amount of sleep for a healthy adult: a joint consensus statement of the American Academy of "
     "Sleep Medicine and Sleep Research Society",
     "J Clin Sleep Med 11:591-592", 2015, "10.5664/jcsm.4758"),
    ("who2000", "World Health Organization",
     "Obesity: preventing and managing the global epidemic. Technical Report Series 894",
     "WHO, Geneva", 2000, ""),
    ("willett2012", "Willett KM, Sherwood S",
     "Exceedance of heat index thresholds for 15 regions under a warming climate using the wet-bulb globe temperature",
     "Int J Climatol 32:161-177", 2012, "10.1002/joc.2257"),
)
# fmt: on

REFERENCES: dict[str, Reference] = {
    key: Reference(key=key, authors=authors, title=title, journal=journal, year=year, doi=doi)
    for key, authors, title, journal, year, doi in _ROWS
}


def cite(keys: Iterable[str]) -> tuple[Reference, ...]:
    """Return the references for ``keys``, each once, sorted by key.

    >>> [reference.year for reference in cite(["reddy2000", "mifflin1990", "reddy2000"])]
    [1990, 2000]
    """
    wanted = sorted(set(keys))
    unknown = [key for key in wanted if key not in REFERENCES]
    if unknown:
        raise InputError([f"No reference has the key {key!r}; add it to fuelplan/references.py." for key in unknown])
    return tuple(REFERENCES[key] for key in wanted)
