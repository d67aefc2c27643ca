"""The table of messages: wrong pages get one, right ones none, and no message of the code is missing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backprop.check.survey import page
from backprop.pages.messages import Mistake, messages_of, mistakes

DOCS = Path("docs")
PAGE = (DOCS / "about/messages.md").read_text(encoding="utf-8")
GROUPS = mistakes(DOCS)
MISTAKES = [mistake for rows in GROUPS.values() for mistake in rows]
CHECK = Path("backprop/check")
ELSEWHERE = [Path("backprop/reading", name) for name in ("links.py", "markdown.py", "grammar.py")]
MODULES = [*sorted(CHECK.rglob("*.py")), *ELSEWHERE, Path("backprop/core/claims.py")]
# What is said of drawings, built pages, data and paths, which no page in Markdown brings about.
APART = {"audit", "mutation", "figures", "survey.py"}
OTHERWISE = ("found no file", "found the wrong form of", "as the values of")
# Calls whose argument of this place is said behind "expected".
EXPECTING = {"refuse": 0, "_fault": 0, "expect": 1, "_misplaced": 2}
WORDING = re.compile(r"(?:\.\*)*(?:found|expected)\\ |.*[,;]\\ expected\\ ")


def pattern(node: ast.AST) -> str:
    """Return the pattern of a text, anything in the place of what is put in."""
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=values):
            return "".join(".*" if isinstance(each, ast.FormattedValue) else pattern(each) for each in values)
    return ""


def wordings(code: str) -> Iterator[str]:
    """Yield the patterns of what a module may say."""
    tree = ast.parse(code)
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inner = {id(part) for node in joined for part in ast.walk(node) if part is not node}
    for node in ast.walk(tree):
        if id(node) not in inner and WORDING.match(text := pattern(node)):
            yield text
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for argument in node.args[EXPECTING.get(name, 9) :][:1]:
                if text := pattern(argument):
                    yield rf"expected\ {text}"


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.wrong[-60:] for mistake in MISTAKES])
def test_the_wrong_page_is_refused_and_the_right_one_passes(mistake: Mistake) -> None:
    assert messages_of(DOCS, mistake.wrong, mistake.path)
    assert messages_of(DOCS, mistake.right, mistake.path) == []


def test_every_message_of_the_code_is_in_the_table() -> None:
    given = [line for each in MISTAKES for line in messages_of(DOCS, each.wrong, each.path)]
    modules = [module for module in MODULES if not APART & {*module.parts}]
    patterns = {text for module in modules for text in wordings(module.read_text(encoding="utf-8"))}
    missing = [text for text in patterns if not any(re.search(text, line) for line in given)]
    assert len(patterns) > 100
    assert [text for text in missing if not any(re.escape(each) in text for each in OTHERWISE)] == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('"found a, expected b"', [r"found\ a,\ expected\ b"]),
        ('f"found {x}, expected {y}"', [r"found\ .*,\ expected\ .*"]),
        ('reader.refuse("one power")', [r"expected\ one\ power"]),
        ('f"{message}, expected a side"', [r".*,\ expected\ a\ side"]),
        ('"""Nothing was found, as expected."""', []),
    ],
)
def test_messages_are_read_from_code(code: str, expected: list[str]) -> None:
    assert list(wordings(code)) == expected


def test_the_page_has_a_table_for_each_group() -> None:
    assert re.findall(r"<!-- backprop: messages (\w+) -->", PAGE) == list(GROUPS)


def test_the_page_begins_with_a_finding_as_it_is_printed() -> None:
    wrong = next(each for each in GROUPS["formulas"] if "w_3 i_2" in each.wrong)
    (finding,) = page(DOCS, DOCS / wrong.path, wrong.wrong).findings
    assert f"```text\n{finding}\n```" in PAGE
