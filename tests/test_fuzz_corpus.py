"""Every input that fuzzing kept, through its target: what was mended once stays mended."""

import pytest
from fuzz import CORPUS, TARGETS, corpus_of, target
from fuzz.plain import trial

HANG_SECONDS = 5.0
MOST_FILES, MOST_BYTES = 300, 1_000_000


@pytest.mark.parametrize("name", TARGETS)
def test_every_kept_input_keeps_the_law(name):
    inputs = corpus_of(name)
    assert inputs, "a target needs a few inputs to start from"
    check = target(name).check
    broken = {
        path.name: outcome.shown
        for path in inputs
        if not (outcome := trial(lambda path=path: check(path.read_bytes()), HANG_SECONDS)).kept
    }
    assert not broken, "\n".join(f"{name}: {shown}" for name, shown in broken.items())


def test_the_corpus_stays_small():
    files = [path for path in CORPUS.rglob("*") if path.is_file()]
    assert len(files) <= MOST_FILES
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES
    assert {path.parent.name for path in files} == set(TARGETS)
