"""TeX to HTML by KaTeX: one Node process for all formulas.

It does not know Markdown or where a formula stands: a fault carries the offset within its TeX, no line.
"""

from __future__ import annotations

import atexit
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Lock

from backprop.pages.errors import PageError
from backprop.pages.node import find_node

SCRIPT = Path(__file__).with_suffix(".mjs")


@dataclass(frozen=True)
class Formula:
    """TeX and the style it is set in."""

    tex: str
    display: bool = False


@dataclass(frozen=True)
class Fault:
    """Why KaTeX does not render a formula, and how many characters into its TeX."""

    message: str
    offset: int = 0


# Zensical may render pages in several threads; a question and its answer belong together.
_turn = Lock()


def typeset(formula: Formula, katex: Path) -> str | Fault:
    """Return the HTML of a formula, or its fault, by the KaTeX in a folder."""
    with _turn:
        answer = _exchange(_node(katex), json.dumps(asdict(formula)))
        if not answer:
            _node.cache_clear()
            raise PageError(f"{katex.name}: Node ended without an answer; its own words stand above")
    body = json.loads(answer)
    return body.get("html") or _fault(**body)


def _fault(message: str, offset: int) -> Fault:
    return Fault(f"KaTeX does not take this: {message}; correct the formula", offset)


def _exchange(node: Popen[str], question: str) -> str:
    """Write one line and read one; the answer of a dead process is empty."""
    assert node.stdin is not None
    assert node.stdout is not None
    try:
        print(question, file=node.stdin, flush=True)
    except BrokenPipeError:
        return ""
    return node.stdout.readline()


@cache
def _node(katex: Path) -> Popen[str]:
    """Start Node once; it ends when its input does, at the latest with this process."""
    if not (katex / "package.json").is_file():
        raise PageError(f"{katex}: KaTeX is not there, expected its npm package; run scripts/install")
    # Its last stage of compilation takes more time than it saves.
    node = Popen(
        [find_node(), "--no-opt", SCRIPT, katex.resolve()], stdin=PIPE, stdout=PIPE, encoding="utf-8"
    )
    atexit.register(node.__exit__, None, None, None)
    return node
