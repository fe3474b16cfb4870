"""Citations: every key the science mentions resolves, every DOI looks like one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fuelplan.science
from fuelplan.errors import InputError
from fuelplan.references import REFERENCES, Reference, cite

SCIENCE = sorted(Path(fuelplan.science.__file__).parent.glob("*.py"))
KEY = re.compile(r"\b[a-z]+\d{4}[a-z]*\b")
SECTION = re.compile(r"References\n +-+\n((?: +.+\n)+)")


def cited(source: str) -> set[str]:
    sections = {key.strip() for block in SECTION.findall(source) for key in re.split(r"[,\n]", block)}
    return (sections | set(KEY.findall(source))) - {""}


@pytest.mark.parametrize("path", SCIENCE, ids=lambda path: path.name)
def test_every_key_in_the_science_resolves(path):
    keys = cited(path.read_text(encoding="utf-8"))
    assert keys <= set(REFERENCES), keys - set(REFERENCES)
    assert [reference.key for reference in cite(keys)] == sorted(keys)


def test_formulas_do_cite():
    assert len(set().union(*(cited(path.read_text(encoding="utf-8")) for path in SCIENCE))) > 30


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES.keys())
def test_reference_is_well_formed(reference):
    assert reference.doi == "" or re.fullmatch(r"10\.\d{4,5}/[^\s,;]+[^\s.,;]", reference.doi)
    assert str(reference.year) in reference.text
    assert "\n" not in reference.text and "  " not in reference.text
    assert 1900 < reference.year < 2030
    digits = re.search(r"(?:19|20)\d\d", reference.key)
    assert digits is None or reference.key == "iso7933" or int(digits.group()) == reference.year


def test_no_two_references_share_a_doi_or_a_title():
    dois = [reference.doi for reference in REFERENCES.values() if reference.doi]
    titles = [reference.title for reference in REFERENCES.values()]
    assert len(set(dois)) == len(dois)
    assert len(set(titles)) == len(titles)


def test_text_is_a_whole_citation():
    paper = Reference(key="a2000", authors="Able A", title="On running", journal="J Run 1:2", year=2000, doi="10.1/x")
    assert paper.text == "Able A (2000). On running. J Run 1:2."


def test_unknown_keys_are_all_named_at_once():
    with pytest.raises(InputError) as caught:
        cite(["reddy2000", "nobody1999", "noone2001"])
    assert len(caught.value.problems) == 2
    assert "nobody1999" in str(caught.value)
