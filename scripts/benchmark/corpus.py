"""A project of any size, written from a seed: the same shape gives the same bytes.

Its pages hold prose, numbers that lead to their quantities, and formulas with the numbers put in. One half of
the formulas are blocks of the generator, the other half stand there as if written by hand.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from backprop import files

EXAMPLE = "study"
PAGES = Path("docs/lessons")
CLOSING = "<!-- /backprop -->\n"
MOST_PAGES, MOST_PIECES = 26**3, 100_000

# Each has a formula at every step of the run: with these, as many distinct formulas as are asked for.
QUANTITIES = (
    *("net_h1", "net_h2", "out_h1", "out_h2", "net_o1", "net_o2", "out_o1", "out_o2"),
    *("E_o1", "E_o2", "E_total", "dE_o1/dout_o1", "dE_o2/dout_o2", "dout_o1/dnet_o1", "dout_o2/dnet_o2"),
    *("dE_total/dw5", "dE_total/dw6", "dE_total/dw7", "dE_total/dw8", "dE_total/dout_h1", "dE_total/dout_h2"),
    *("dE_total/dw1", "dE_total/dw2", "dE_total/dw3", "dE_total/dw4"),
)
WORDS = """
a and as at before by each error falls follows for forward from gives gradient has how in is it its layer
learning less loss moves network neuron of on one output pass rate rises same shows sigmoid slope small
so step sum than that the then this to training update value weight what where which while with
"""

FILES = {
    "backprop.toml": f"""examples = "{EXAMPLE}:EXAMPLES"
title = "A study"
author = "The bench"
version = "0.1.0"
date = "2026-11-29"
""",
    f"{EXAMPLE}.py": f'''"""The one example of this project."""

from backprop.networks.layers import Layer
from backprop.networks.network import Network

EXAMPLES = {{
    "{EXAMPLE}": Network(
        name="{EXAMPLE}",
        title="A network to measure with",
        inputs=("0.2", "0.7"),
        targets=("0.9", "0.1"),
        layers=(
            Layer((("0.3", "0.1"), ("0.25", "0.4")), bias="0.15"),
            Layer((("0.6", "0.35"), ("0.2", "0.45")), bias="0.5"),
        ),
        rate="0.1",
    )
}}
''',
    "mkdocs.yml": """site_name: A study
theme:
  name: material
  font: false
plugins:
  - search
  - backprop
markdown_extensions:
  - attr_list
  - tables
  - backprop.pages
extra_css:
  - assets/katex/katex.min.css
not_in_nav: /values/*/
""",
    "docs/index.md": "# A study\n\nEach lesson has numbers and formulas.\n",
    f"docs/values/{EXAMPLE}.md": f"# All values\n\n<!-- backprop: values {EXAMPLE} -->\n{CLOSING}",
}


@dataclass(frozen=True)
class Shape:
    """How large a project is: all formulas and numbers together, and the share of them that are distinct."""

    pages: int = 20
    formulas: int = 600
    numbers: int = 600
    distinct: float = 1.0
    seed: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.pages <= MOST_PAGES:
            raise ValueError(f"found {self.pages} pages, expected 1 to {MOST_PAGES}")
        if not 0 <= min(self.formulas, self.numbers) <= max(self.formulas, self.numbers) <= MOST_PIECES:
            raise ValueError(
                f"found {self.formulas} formulas and {self.numbers} numbers, expected 0 to {MOST_PIECES}"
            )
        if not 0 < self.distinct <= 1:
            raise ValueError(f"found the share {self.distinct}, expected more than 0 and at most 1")


def write_corpus(shape: Shape, folder: Path, tools: Path) -> None:
    """Write the project into an empty folder, its numbers filled in; `tools` is `node_modules`."""
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(f"{folder}: found files, expected an empty folder or none")
    for name, text in FILES.items():
        files.write(folder / name, text)
    files.write(folder / "mkdocs.yml", FILES["mkdocs.yml"] + navigation(shape))
    for name, text in corpus_pages(shape):
        files.write(folder / PAGES / name, text)
    (folder / tools.name).symlink_to(tools.resolve())
    fill_in(folder)
    for page in sorted((folder / PAGES).glob("*.md")):
        files.write(page, by_hand(files.read(page)))
    fill_in(folder)  # what is written by hand has no entry among the values
    shutil.rmtree(folder / ".cache", ignore_errors=True)


def navigation(shape: Shape) -> str:
    """Return the pages that readers are led to: all lessons, and of the values the first page."""
    lessons = (f"      - {PAGES.name}/{page_name(place)}.md\n" for place in range(shape.pages))
    return f"nav:\n  - index.md\n  - Lessons:\n{''.join(lessons)}  - values/{EXAMPLE}.md\n"


def fill_in(folder: Path) -> None:
    """Put the numbers and blocks into the pages of a project."""
    subprocess.run([sys.executable, "-m", "backprop", "inject"], cwd=folder, check=True, capture_output=True)


def corpus_pages(shape: Shape) -> Iterator[tuple[str, str]]:
    """Yield name and text of each page, with a question mark for each number."""
    draw = Random(shape.seed)  # noqa: S311 - words and their order, not secrets
    formulas = drawn_keys(shape.formulas, shape.distinct, draw)
    numbers = drawn_keys(shape.numbers, shape.distinct, draw)
    for place in range(shape.pages):
        own = [keys_of_page(keys, place, shape.pages) for keys in (formulas, numbers)]
        yield f"{page_name(place)}.md", page_text(page_name(place), own[0], own[1], draw)


def drawn_keys(count: int, distinct: float, draw: Random) -> list[tuple[int, str]]:
    """Return so many steps and quantities in a random order, as many of them distinct as the share says."""
    size = max(1, round(count * distinct))
    pool = [divmod(place, len(QUANTITIES)) for place in range(size)]
    places = pool[:count] + [draw.choice(pool) for _ in range(count - size)]
    draw.shuffle(places)
    return [(step, QUANTITIES[place]) for step, place in places]


def keys_of_page(keys: Sequence[tuple[int, str]], place: int, pages: int) -> Sequence[tuple[int, str]]:
    """Return those keys that fall to a page; the pages differ by one at most."""
    return keys[len(keys) * place // pages : len(keys) * (place + 1) // pages]


def page_name(place: int) -> str:
    """Return the name of a page in letters alone, since a digit in its title would have to be declared."""
    letters = ""
    for _ in range(3):
        place, letter = divmod(place, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def page_text(
    name: str, formulas: Sequence[tuple[int, str]], numbers: Sequence[tuple[int, str]], draw: Random
) -> str:
    """Return a page: prose and a number, then a formula, over and over."""
    parts = [f"---\nexample: {EXAMPLE}\n---\n# Lesson {name}"]
    for place in range(max(len(formulas), len(numbers))):
        if place % 5 == 0:
            parts.append(f"## {sentence(draw, 3)}")
        if place < len(numbers):
            step, quantity = numbers[place]
            link = f"[?](../values/{EXAMPLE}.md#{fragment(step, quantity)})"
            parts.append(f"{sentence(draw, 24)}. {sentence(draw, 8)} {link}, {sentence(draw, 12).lower()}.")
        if place < len(formulas):
            step, quantity = formulas[place]
            key = f"{EXAMPLE}@{step}:{quantity}" if step else f"{EXAMPLE}:{quantity}"
            parts.append(f"<!-- backprop: step {key} -->\n{CLOSING.strip()}")
    return "\n\n".join(parts) + "\n"


def fragment(step: int, quantity: str) -> str:
    """Return the end of the address of a quantity: the first pass is not named."""
    return f"@{step}:{quantity}" if step else quantity


def sentence(draw: Random, count: int) -> str:
    """Return so many words, the first with a capital."""
    return " ".join(draw.choices(WORDS.split(), k=count)).capitalize()


def by_hand(text: str) -> str:
    """Return a page in which every second block has lost the comments that make it one."""
    first, *blocks = text.split("<!-- backprop: ")
    parts = [first]
    for place, block in enumerate(blocks):
        if place % 2:
            _, _, inside = block.partition(" -->\n")
            parts.append(inside.replace(CLOSING, "", 1))
        else:
            parts.append(f"<!-- backprop: {block}")
    return "".join(parts)
