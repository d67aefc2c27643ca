from pathlib import Path

import pytest

from backprop.errors import BackpropError
from backprop.pages import assets
from backprop.pages.assets import figures_asked_for, write
from backprop.pages.pages import load
from tests.pages.conftest import PACKAGES

CLOSE = "<!-- /backprop -->"
PAGES = {
    "a.md": f"<!-- backprop: figure network chain -->\n{CLOSE}\n",
    "b/c.md": f"<!-- backprop: figure activation tanh -->\nold\n{CLOSE}\n\n"
    f"<!-- backprop: figure network chain -->\n{CLOSE}\n\n<!-- backprop: step chain:w1 -->\n{CLOSE}\n",
    "d.md": f"```\n<!-- backprop: figure network mazur -->\n{CLOSE}\n```\n\n![a](figures/network-relu.svg)\n",
    "e.md": f"<!-- backprop: -->\n{CLOSE}\n",
}
FILES = ["activation-tanh.svg", "network-chain.svg"]


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of pages that name two figures."""
    for name, text in PAGES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setattr(assets, "PACKAGES", PACKAGES)
    return tmp_path / "docs"


def drawn(docs: Path) -> list[str]:
    """Return the names of the figures that there are."""
    return sorted(path.name for path in (docs / "figures").iterdir())


def test_the_figures_are_those_that_stand_on_a_page(docs: Path) -> None:
    assert figures_asked_for(load(docs), docs) == {
        ("network", "chain"): "docs/a.md:1:1",
        ("activation", "tanh"): "docs/b/c.md:1:1",
    }


def test_each_named_figure_is_drawn_and_no_other(docs: Path) -> None:
    write(docs)
    assert drawn(docs) == FILES
    assert (docs / "figures" / FILES[1]).read_text("utf-8").startswith('<svg data-figure="network-chain"')


def test_an_unchanged_figure_is_not_written_again(docs: Path) -> None:
    write(docs)
    paths = [docs / "figures" / name for name in FILES]
    before = [(path.stat().st_ino, path.stat().st_mtime_ns) for path in paths]
    content = paths[0].read_bytes()
    write(docs)
    assert [(path.stat().st_ino, path.stat().st_mtime_ns) for path in paths] == before
    paths[0].write_text("old", "utf-8")
    write(docs)
    assert paths[0].read_bytes() == content
    assert [(path.stat().st_ino, path.stat().st_mtime_ns) for path in paths][1:] == before[1:]


def test_the_styles_come_along(docs: Path) -> None:
    write(docs)
    assert (docs / "assets/katex/katex.min.css").is_file()


def test_a_wrong_figure_is_named_with_its_page(docs: Path) -> None:
    (docs / "f.md").write_text(f"<!-- backprop: figure network chaim -->\n{CLOSE}\n", "utf-8")
    with pytest.raises(BackpropError) as raised:
        write(docs)
    message = "docs/f.md:1:1: figure network chaim: no example is named 'chaim'; the nearest: chain"
    assert str(raised.value) == message


def test_a_figure_that_no_page_names_any_more_goes(docs: Path) -> None:
    write(docs)
    (docs / "e.md").unlink()
    (docs / "b/c.md").unlink()
    write(docs)
    assert drawn(docs) == ["network-chain.svg"]
