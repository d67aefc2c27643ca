"""The mutants of the real pages and figures, sampled: the check finds every one that says something else."""

from pathlib import Path

from backprop import files
from backprop.check.mutation.mutants import KINDS, Mutant
from backprop.check.mutation.runs import as_text
from backprop.check.mutation.trial import every_mutant, findings, glanced, is_generated, mutate
from backprop.reading.markdown import read_markdown

DOCS = Path("docs")
SAMPLE = 400


def test_no_mutant_of_a_sample_survives() -> None:
    report, texts = mutate(DOCS, [], SAMPLE, 1)
    assert report.code == 0, as_text(report, texts)
    assert sum(sum(tally.values()) for tally in report.tallies.values()) == SAMPLE
    assert set(report.tallies) == set(KINDS)


def test_the_same_seed_gives_the_same_mutants() -> None:
    pages = [DOCS / "chain"]
    assert mutate(DOCS, pages, 20, 3) == mutate(DOCS, pages, 20, 3)


def test_a_glance_finds_only_what_the_whole_check_finds() -> None:
    path = "docs/chain/forward.md"
    texts = {path: files.read(Path(path))}
    document = read_markdown(path, texts[path])
    written = (mutant for mutant in every_mutant(DOCS, texts) if not is_generated(document, mutant))
    seen = [mutant for mutant in written if glanced(DOCS, texts, mutant)]
    assert len(seen) > 10
    for mutant in seen:
        assert findings(DOCS, path, mutant.applied(texts[path])), mutant


def test_a_change_that_says_the_same_is_not_seen() -> None:
    path = "docs/chain/forward.md"
    texts = {path: files.read(Path(path))}
    place = texts[path].index("neuron")
    assert not glanced(DOCS, texts, Mutant(path, "claim", place, place + 6, "unit"))
