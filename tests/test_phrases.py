"""The English of pages and of what the package writes: no turn that a native reader would stumble over."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from backprop.reading.front import blank_front

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Turn:
    """A turn of phrase: its pattern, a sentence that has it, and a natural one that is near it."""

    pattern: str
    wrong: str
    right: str

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each place of a text that has the turn, over the ends of lines too."""
        return re.finditer(self.pattern.replace(" ", r"\s+"), text, re.IGNORECASE)


# A space is any white space, line breaks too; case does not count.
TURNS = (
    Turn(r"\bafter this page\b", "After this page you can train it.", "The page after this one trains it."),
    Turn(
        r"\bderivatives?(?: of(?: (?!by\b|with\b|is\b|are\b)[^\s.;|]+){0,9}?)?(?<!ed) by (?!hand\b|how\b)",
        "the derivative of the total error by the weight from h1 to o1",
        "the derivative of the loss multiplied by the rate, or any derivative by hand",
    ),
    Turn(
        r"\bderiv(?:e|es|ed|ing) (?:it\b|them\b|σ|(?:(?!formula)[^\s.;]+ ){0,4}by (?!hand\b))",
        "Derive it by the first output.",
        "Derive a formula by yourself.",
    ),
    Turn(
        r"\bdifferentiat(?:e|es|ed|ing) (?:it |them )?by (?:each|every|the|w\d)",
        "Differentiate it by the weight.",
        "Differentiate it with respect to the weight, term by term.",
    ),
    Turn(r"\bleav(?:e|es|ing) (?:\S+ ){1,3}away\b", "Leave the biases away.", "Leave out the biases."),
    Turn(r"\bforet(?:ell|ells|old|elling)\b", "Foretell the next weight.", "Predict the next weight."),
    Turn(r"\b(?:hang|hangs) more on\b", "The loss hangs more on w5.", "The loss depends more on w5."),
    Turn(r"\bmissing to\b", "What is missing to one?", "The weight that is missing is w5."),
    Turn(
        r"\bst(?:ands?|ood|anding) in (?!for\b|line\b|the way\b)",
        "The weight stands in the table.",
        "A letter stands in for a number, and you stand on a slope.",
    ),
    Turn(r"\bbut for (?:the )?rounding\b", "But for rounding they agree.", "They agree up to rounding."),
    Turn(r"\bsome times (?:as|larger|smaller)\b", "some times larger", "It is sometimes larger."),
    Turn(r"\bmends just that\b", "Momentum mends just that.", "Momentum mends that."),
    Turn(r"\bwhoever has computed\b", "Whoever has computed them knows.", "Once you have them, you know."),
    Turn(r"\b(?:is|are|was) told in\b", "The story is told in the report.", "The report tells the story."),
    Turn(r"\bspoken [^\w\s]", "δ, spoken 'delta'", "δ, pronounced “delta”"),
    Turn(r"\bturn(?:s|ing)? round [\d,]+ times\b", "turning round 9 times", "changing direction 9 times"),
    Turn(r"\bon as a (?:rise|fall)\b", "passes a rise on as a rise", "turns a rise into a rise"),
)
# What who visits a site does not have; files beside the pages may speak of the checkout that they are in.
CHECKOUT = Turn(r"\.venv/bin\b", "Run .venv/bin/backprop check.", "Run backprop check, once .venv is active.")
# What nobody reads: addresses of links, comments, and formulas.
_UNREAD = re.compile(r"(?<=\]\()[^)]*|<!--.*?-->|```math\n.*?```|\$`.*?`\$", re.DOTALL)


def wrong_turns(text: str, turns: Iterable[Turn] = TURNS) -> Iterator[str]:
    """Yield the line and the words of each turn in a text."""
    for turn in turns:
        for match in turn.matches(text):
            yield f"{text.count(chr(10), 0, match.start()) + 1}: {' '.join(match[0].split())}"


def read_page(text: str) -> str:
    """Return a page with blanks for what nobody reads in it, line by line."""
    return _UNREAD.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), blank_front(text))


def read_strings(code: str) -> str:
    """Return the strings of a module, each where it stands and with `…` for what is filled in."""
    tree = ast.parse(code)
    filled = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in filled for part in node.values}
    lines = [""] * (code.count("\n") + 2)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in parts:
            lines[node.lineno] += f" {_text(node)}".replace("\n", " ")
    return "\n".join(lines[1:])


def _text(node: ast.AST) -> str:
    """Return what a string says, with `…` for what is filled in; nothing for any other literal."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "…" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


READERS: dict[str, Callable[[str], str]] = {".md": read_page, ".py": read_strings, ".mjs": str, ".html": str}
FILES = [
    path
    for folder, endings in {"docs": {".md", ".mjs", ".html"}, "backprop": {".py", ".mjs"}}.items()
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in endings
]


def faults(path: Path, turns: Iterable[Turn] = TURNS) -> list[str]:
    """Return each turn of a file, with the file and its line."""
    text = READERS[path.suffix](path.read_text("utf-8"))
    return [f"{path.relative_to(ROOT)}:{turn}" for turn in wrong_turns(text, turns)]


def test_no_page_and_no_word_of_the_package_has_such_a_turn() -> None:
    assert len(FILES) > 400
    assert [fault for path in [*FILES, *sorted(ROOT.glob("*.md"))] for fault in faults(path)] == []


def test_no_page_sends_a_visitor_into_a_checkout() -> None:
    assert [fault for path in FILES for fault in faults(path, [CHECKOUT])] == []


@pytest.mark.parametrize("turn", [*TURNS, CHECKOUT], ids=lambda turn: turn.wrong)
def test_a_turn_is_found_over_the_end_of_a_line(turn: Turn) -> None:
    assert any(turn.matches(turn.wrong))
    assert any(turn.matches(turn.wrong.replace(" ", "\n")))
    assert not any(turn.matches(turn.right))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("[words](a.md 'after this page')", "[words]("),
        ("a <!-- after this page --> b", "a"),
        ("$`derive it`$ here", "here"),
        ("the derivative of $`E`$ by $`w_5`$", "the derivative of"),
        ("![the derivative of E by w5](a.svg)", "the derivative of E by w5"),
    ],
)
def test_what_nobody_reads_on_a_page_does_not_count(text: str, seen: str) -> None:
    assert seen in read_page(text)
    assert any(wrong_turns(read_page(text))) is seen.startswith("the")


def test_a_string_is_read_as_it_is_filled_in() -> None:
    code = 'words = f"derivative of the {upper} by the {lower}"\n'
    assert list(wrong_turns(read_strings(code))) == ["1: derivative of the … by"]
