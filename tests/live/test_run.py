"""A run in the browser's module: it ends, lets others have their turn, and refuses in a sentence."""

from typing import Any

from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.keys import parse
from backprop.core.registry import digits
from tests.live.states import published
from tests.node import ASSETS, answers

HEAD = """
import { readFileSync } from "node:fs";
const { Run } = await import(process.argv[1]);
const { significant } = await import(process.argv[1].replace("graph", "digits"));
const graphs = JSON.parse(readFileSync(0, "utf8"));
const full = significant(17);
const shown = (result) => console.log(JSON.stringify(result));
"""


MODULE = ASSETS / "graph.mjs"


def result(code: str, *examples: str) -> Any:
    """Return what lines of JavaScript show, given the graphs of some examples."""
    return answers(HEAD + code, MODULE, {name: published(name) for name in examples})


SENTENCES = """
const { asked, ...published } = graphs;
const sentence = async ([example, step, given, options, name]) => {
  try {
    const pass = await new Run(published[example], { given, options }).pass(step, { names: [name] });
    return pass.digits(name).text;
  } catch (error) {
    return `${error.constructor.name}: ${error.message}`;
  }
};
const found = [];
for (const each of asked) found.push(await sentence(each));
shown(found);
"""
FORTY = "0." + "1234567890" * 3 + "123456789"
TOO_LARGE = "Mistake: After {} updates the numbers have more than 4,000 digits; "
# Example, step, given numbers, options, a quantity, and how what is shown of it begins.
ENDS: list[tuple[str, int, dict[str, str], list[tuple[str, str]], str, str]] = [
    ("parabola", 2000, {}, [("rate", "1.5")], "theta0", "-344439208582276"),
    ("parabola", 100_000, {}, [("rate", "3")], "theta0", TOO_LARGE.format(6029)),
    ("hollows", 100_000, {"theta0": "100"}, [], "theta0", TOO_LARGE.format(8)),
    ("mazur", 500, {"w1": FORTY, "w5": f"-{FORTY}"}, [], "E_total", "0.00"),
    ("mazur", 3, {"w1": "9" * 40}, [], "E_total", "0.274177838"),
    ("mazur", 0, {"w1": "1" * 41}, [], "E_total", "Mistake: Found 1111"),
    ("mazur", 0, {"net_h1": "1"}, [], "E_total", "Mistake: net_h1 is not a given number; there are i1, i2,"),
    ("mazur", 0, {"dnet_h1/db1": "2"}, [], "E_total", "Mistake: dnet_h1/db1 is not a given number; "),
    ("mazur", 0, {"i9": "1"}, [], "E_total", "Mistake: i9 is not a given number; there are i1, i2,"),
    ("mazur", 0, {"i1": "one"}, [], "E_total", "Mistake: Found one, expected a decimal number such as 0.5"),
    ("mazur", 0, {}, [], "E_totl", "Mistake: No quantity is named E_totl; the nearest: E_total,"),
    ("mazur", 1_000_000, {}, [], "E_total", "Mistake: Found step 1000000; steps up to "),
    ("softmax", 0, {"w1": "20000"}, [], "E_total", "Mistake: A power of e has more than 4,000 digits."),
    ("softmax", 0, {"b_o1": "-1", "i1": "0", "i2": "0", "t_o1": "0"}, [], "E_o1", "0"),
]


def test_every_run_ends_in_digits_or_a_sentence() -> None:
    graphs: dict[str, Any] = {name: published(name) for name in ("parabola", "hollows", "mazur", "softmax")}
    found = answers(HEAD + SENTENCES, MODULE, graphs | {"asked": [row[:5] for row in ENDS]})
    assert [text[: len(row[5])] for text, row in zip(found, ENDS, strict=True)] == [row[5] for row in ENDS]


def test_others_have_their_turn_while_a_long_run_goes_on() -> None:
    code = """
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const pass = await new Run(graphs.mazur).pass(4000);
    clearInterval(timer);
    shown([turns, pass.digits("E_total", full).text]);
    """
    turns, text = result(code, "mazur")
    assert turns > 3
    assert text == digits(parse("mazur@4000:E_total"), significant(VALUE_DIGITS)).text


def test_a_signal_ends_a_run() -> None:
    code = """
    const run = new Run(graphs.mazur);
    const ended = async (signal) => run.pass(50000, { signal }).then(() => "went on", (error) => error.name);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    shown([await ended(AbortSignal.abort()), await ended(controller.signal)]);
    """
    assert result(code, "mazur") == ["AbortError", "AbortError"]


def test_states_are_kept_so_that_going_back_is_short() -> None:
    code = """
    const run = new Run(graphs.chain);
    await run.pass(20000);
    const updates = (step) => {
      let count = 0;
      for (const _ of run.training(128).towards(step)) count++;
      return count;
    };
    shown([20000, 19999, 12345, 300, 1].map(updates));
    """
    assert max(result(code, "chain")) < 200


def test_passes_are_kept_and_runs_share_no_state() -> None:
    code = """
    const [run, other] = [new Run(graphs.mazur), new Run(graphs.mazur, { given: { w5: "0.5" } })];
    const loss = (pass) => pass.digits("E_total").text;
    const both = await Promise.all([run.pass(300), run.pass(300), other.pass(300)]);
    const [first, again, others] = both.map(loss);
    shown([run.passNow(3) === run.passNow(3), first === again, first === others, loss(other.passNow(0))]);
    """
    assert result(code, "mazur") == [True, True, False, "0.306524333"]


def test_formulas_may_be_replaced() -> None:
    code = """
    const slips = { E_total: ["sub", "E_o1", "E_o2"], "w5+": "w5" };
    const runs = [slips, {}].map((edits) => new Run(graphs.mazur, { edits }));
    shown(runs.map((run) => ["w5", "E_total"].map((name) => run.passNow(1).digits(name).text)));
    """
    assert result(code, "mazur") == [["0.4", "0.248330859"], ["0.358916480", "0.291027774"]]


def test_what_stays_open_has_no_digits_and_no_place() -> None:
    code = """
    const square = ["sub", ["mul", "out_h1", "out_h1"], ["power", "out_h1", { number: "2" }]];
    const quotient = ["div", "i1", ["sub", "out_h1", ["mul", { number: "1" }, "out_h1"]]];
    const pass = new Run(graphs.mazur, { edits: { square, quotient } }).passNow(0);
    const near = ["square", "quotient"].map((name) => String(pass.approximate(name)));
    shown([pass.digits("square"), ...near, pass.value("quotient")]);
    """
    opened = {"text": "", "isExact": False, "relation": "≈"}
    assert result(code, "mazur") == [opened, "0", "NaN", None]
