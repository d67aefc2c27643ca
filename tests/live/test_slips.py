"""The slips in Node, held to Python: which are tried and in which order, what each gives, which is named."""

import random
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from backprop.core import registry
from backprop.core.digits import decimals, digits, significant
from backprop.core.digits import page as page_rule
from backprop.core.keys import Key, parse
from backprop.errors import UndecidedError
from backprop.exports.graphs import example_graph
from backprop.exports.slips import document
from backprop.networks.examples import EXAMPLES
from backprop.slips import Slip, explain, proved, slips, value
from tests.node import ASSETS, answers

DOCS = ASSETS.parent
MODULE = ASSETS / "live/slips/slips.mjs"
START = """
import { readFileSync } from "node:fs";
const { explainNumber, slipsFor } = await import(process.argv[1]);
const { Run } = await import(new URL("../../graph.mjs", process.argv[1]));
const { Mistake } = await import(new URL("../../key.mjs", process.argv[1]));
const { graph, document, tasks } = JSON.parse(readFileSync(0, "utf8"));
const results = [];
"""
ORDER = f"""{START}
for (const {{ options, step, name }} of tasks) {{
  const found = slipsFor(new Run(graph, {{ options }}), document, name, step);
  results.push(found.map(({{ words, rank, option = "" }}) => [words, rank, option]));
}}
console.log(JSON.stringify(results));
"""
DIGITS = f"""{START}
for (const {{ options, step, name, places }} of tasks) {{
  const run = new Run(graph, {{ options }});
  const found = slipsFor(run, document, name, step);
  const digits = ({{ edits, shift = 0 }}) => {{
    try {{
      const own = run.edited(Object.fromEntries(edits.map(({{ name, expression }}) => [name, expression])));
      return own.passNow(step + shift).digits(name).text;
    }} catch (error) {{
      if (error instanceof Mistake) return "";
      throw error;
    }}
  }};
  results.push(places.map((place) => digits(found[place])));
}}
console.log(JSON.stringify(results));
"""
NAMED = f"""{START}
for (const {{ options, step, name, text }} of tasks) {{
  const found = await explainNumber(new Run(graph, {{ options }}), document, name, step, text);
  const {{ right, agreement, digitsRight, slips }} = found;
  const named = slips.map((slip) => [slip.words, slip.option, slip.agreement, slip.edit?.name ?? ""]);
  results.push({{ right: right.text, agreement, digitsRight, named }});
}}
console.log(JSON.stringify(results));
"""
_ANSWER = re.compile(
    r'^\?\?\? success "Answer"\n    \*\*\[[^\]]+\]\(\.\./values/(\w+)\.md#([^)\s]+)\)', re.MULTILINE
)
SHORT = 60  # steps


def asked() -> list[Key]:
    """Return the keys whose numbers exercises ask for, but those of very long runs."""
    found = [
        parse(f"{example}{fragment}" if fragment[0] in ";@" else f"{example}:{fragment}")
        for page in sorted((DOCS / "exercises").glob("*.md"))
        for example, fragment in _ANSWER.findall(page.read_text("utf-8"))
    ]
    return [key for key in dict.fromkeys(found) if key.step <= SHORT]


KEYS = asked()
NAMES = sorted({key.example for key in KEYS})


def results(code: str, example: str, tasks: list[dict[str, Any]]) -> Any:
    question = {
        "graph": example_graph(EXAMPLES[example]),
        "document": document(EXAMPLES[example]),
        "tasks": tasks,
    }
    return answers(code, MODULE, question)


def task(key: Key, **more: object) -> dict[str, Any]:
    return {"options": list(key.options), "step": key.step, "name": key.quantity, **more}


@cache
def likeliest_first(key: Key) -> list[Slip]:
    return sorted(slips(registry.graph_of(key), key.quantity, key.step), key=lambda slip: slip.rank)


def named_option(key: Key, slip: Slip) -> str:
    option, _, chosen = slip.option.partition("=")
    return slip.option if chosen in EXAMPLES[key.example].options.get(option, ()) else ""


def test_there_are_keys_of_many_examples() -> None:
    assert len(KEYS) >= 40
    assert len(NAMES) >= 7


@pytest.mark.parametrize("example", NAMES)
def test_the_browser_tries_the_same_slips_in_the_same_order(example: str) -> None:
    keys = [key for key in KEYS if key.example == example]
    found = results(ORDER, example, [task(key) for key in keys])
    for key, tried in zip(keys, found, strict=True):
        expected = [[slip.words, slip.rank, named_option(key, slip)] for slip in likeliest_first(key)]
        assert tried == expected, str(key)


def proved_digits(slip: Slip, key: Key) -> str:
    """Return the digits that a slip gives as pages print them; none where it gives no number."""
    try:
        return registry.decided(
            lambda bits: digits(proved(slip, key.step, key.quantity, bits), page_rule)
        ).text
    except (UndecidedError, ZeroDivisionError):
        return ""


def sampled(count: int) -> dict[Key, list[int]]:
    """Return places of slips by key, `count` in all, the same each time."""
    draw = random.Random(1974)  # noqa: S311
    pairs = [(key, place) for key in KEYS for place in range(len(likeliest_first(key)))]
    chosen: dict[Key, list[int]] = {}
    for key, place in sorted(draw.sample(pairs, count), key=lambda pair: pairs.index(pair)):
        chosen.setdefault(key, []).append(place)
    return chosen


@pytest.mark.parametrize("example", NAMES)
def test_each_slip_gives_the_digits_that_python_proves(example: str) -> None:
    chosen = {key: places for key, places in SAMPLE.items() if key.example == example}
    found = results(DIGITS, example, [task(key, places=places) for key, places in chosen.items()])
    for (key, places), texts in zip(chosen.items(), found, strict=True):
        expected = [proved_digits(likeliest_first(key)[place], key) for place in places]
        assert texts == expected, str(key)


SAMPLE = sampled(2400)


# Wrong numbers that are well known, and some that are right.
TABLE = [
    ("mazur@1:E_total", "0.291027924"),
    ("mazur:dE_total/dw1", "0.000364723"),
    ("mazur:net_h1", "0.0275"),
    ("mazur:net_h1", "0.3825"),
    ("mazur:dout_o1/dnet_o1", "0.217788"),
    ("mazur:dE_total/dw5", "0.439829649"),
    ("mazur:dE_total/dw1", "0.000668396"),
    ("mazur@1:w5", "0.441083520"),
    ("mazur@1:E_total", "0.280471447"),
    ("mazur@1:E_total", "0.28"),
    ("mazur@1:E_total", "0.291027774"),
    ("mazur@1:E_total", "0.291028"),
    ("mazur;update=sequential@1:E_total", "0.291027774"),
    ("mazur;bias=each@1:E_total", "0.291027774"),
    ("relu@1:E_total", "0.512345678"),
    ("descent;update=sequential@1:theta1", "0.9"),
]


def planted() -> Iterator[tuple[str, str]]:
    """Yield wrong numbers that slips of the keys give, some with few digits."""
    draw = random.Random(1986)  # noqa: S311
    for key in KEYS:
        tried = [
            slip for slip in likeliest_first(key) if 1e-6 < abs(value(slip, key.step, key.quantity)) < 1e6
        ]
        for slip in draw.sample(tried, min(6, len(tried))):
            number = Fraction(value(slip, key.step, key.quantity))
            rule = draw.choice([significant(9), decimals(9), significant(4)])
            yield str(key), rule(number)


@pytest.mark.parametrize("example", NAMES)
def test_the_browser_names_the_slips_that_the_command_names(example: str) -> None:
    rows = [row for row in [*TABLE, *planted()] if parse(row[0]).example == example]
    found = results(NAMED, example, [task(parse(key), text=text) for key, text in rows])
    for (key, text), judged in zip(rows, found, strict=True):
        explanation = explain(parse(key), text)
        singles = [match for match in explanation.matches if " and " not in match.slip.family]
        expected = [[m.slip.words, m.slip.option, m.agreement] for m in singles]
        assert [named[:3] for named in judged["named"]] == expected, (key, text)
        assert judged["agreement"] == (explanation.agreement or "")
        assert judged["digitsRight"] == explanation.common
        shown = [match.quantity for match in singles if match.tex]
        assert [name for *_, name in judged["named"] if name in shown] == shown, (key, text)
