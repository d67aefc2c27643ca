"""The grammar of a page: CommonMark and tables, and with them directives, notes, formulas and attributes.

A token of a line keeps where it is in its content, `meta["place"]`: the parser itself does not say.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline, backtick, entity, escape, html_inline, image, link
from markdown_it.token import Token
from markdown_it.utils import EnvType

from backprop.errors import fault
from backprop.reading.document import Directive
from backprop.reading.source import Page
from backprop.reading.tags import ATTRIBUTES

ALONE = "<!-- backprop: … --> or <!-- /backprop --> alone on its line"
_OPEN = re.compile(r"<!--[ \t]*backprop:(?P<words>(?:(?!-->).)*)-->[ \t]*")
_CLOSE = re.compile(r"<!--[ \t]*/backprop[ \t]*-->[ \t]*")
_NOTE = re.compile(
    r"""(?:!!!|\?\?\?\+?|===[!+]?)(?=[ \t]+["\w-])
    (?P<words>(?:[ \t]+[\w-]+)*)(?:[ \t]+"(?P<title>[^"]*)")?[ \t]*""",
    re.VERBOSE,
)
# As a code span does, it ends at the first marks that are as long as those it begins with.
FORMULA = re.compile(
    r"\$(?:`(?!`)(?P<single>(?:[^`]|`{2,}+)++)`|``(?!`)(?P<double>(?:[^`]|(?<!`)`(?!`)|`{3,}+)++)``)\$"
)
_ATTRIBUTES = re.compile(rf"(?:(?<=[)\]*_`>$])|(?<=[ \t\n])(?={ATTRIBUTES}[ \t]*\Z)){ATTRIBUTES}")
_DEEPEST = 60

_InlineRule = Callable[[StateInline, bool], bool]


def parse_blocks(page: Page) -> tuple[Sequence[Token], Mapping[str, int]]:
    """Return the tokens of a page, and the line of each address that it defines by name.

    Raises where a directive is not closed, or does not stand alone.
    """
    env: EnvType = {"page": page}
    tokens = _PARSER.parse(page.source, env)
    return tokens, {label: definition["map"][0] for label, definition in env.get("references", {}).items()}


def parse_line(content: str) -> Sequence[Token]:
    """Return the tokens of a text as if it were the content of a paragraph."""
    return _PARSER.inline.parse(content, _PARSER, {}, [])


def _directive(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read what stands between two directives as blocks; none of them goes on behind it."""
    start, stop = _words(state, line)
    if not state.src.startswith("<!--", start):
        return False
    if _CLOSE.fullmatch(state.src, start, stop) and not silent:
        raise _misplaced(state, line, "<!-- backprop: … --> before it")
    opening = _OPEN.fullmatch(state.src, start, stop)
    if opening is None or silent:
        return opening is not None
    begin = state.src.rfind("\n", 0, start) + 1
    if state.src[begin:start].strip():
        raise _misplaced(state, line, ALONE)
    closing = _closing(state, line, end)
    below, behind = _words(state, closing)
    body = stop + 1, state.src.rfind("\n", 0, below) + 1
    words, behind = tuple(opening["words"].split()), below + len(state.src[below:behind].rstrip())
    text = state.env["page"].text
    indent, newline = text[begin:start].lstrip("\ufeff"), "\r\n" if text[stop - 1] == "\r" else "\n"
    token = state.push("directive", "", 0)
    token.meta["directive"] = Directive(start, behind, words, body, indent, newline)
    _inside(state, line + 1, closing, state.blkIndent)
    state.line = closing + 1
    return True


def _closing(state: StateBlock, line: int, end: int) -> int:
    """Return the line that closes the block of a directive."""
    for below in range(line + 1, end):
        if _CLOSE.fullmatch(state.src, *_words(state, below)):
            return below
        if _OPEN.fullmatch(state.src, *_words(state, below)):
            raise _misplaced(state, below, "<!-- /backprop --> before it")
    raise _misplaced(state, line, "a line <!-- /backprop --> after it")


def _misplaced(state: StateBlock, line: int, expected: str) -> Exception:
    start, stop = _words(state, line)
    page: Page = state.env["page"]
    return fault(page.path, page.text, start, page.text[start:stop], expected)


def _note(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read an admonition or a tab: its title, or the words that stand for it, and what it holds."""
    start, stop = _words(state, line)
    if not state.src.startswith(("!!!", "???", "==="), start):
        return False
    note = _NOTE.fullmatch(state.src, start, stop)
    if note is None or silent or state.is_code_block(line):
        return note is not None and not state.is_code_block(line)
    state.push("heading_open", "", 1)
    title = state.push("inline", "", 0)
    title.content = (note["words"] if note["title"] is None else note["title"]).strip()
    title.map, title.children = [line, line + 1], []
    state.push("heading_close", "", -1)
    below, column = line + 1, state.blkIndent + 4
    while below < end and (state.isEmpty(below) or state.sCount[below] >= column):
        below += 1
    _inside(state, line + 1, below, column)
    state.line = below
    return True


def _definition(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read an address that has a name; a footnote looks like one and is text."""
    return not state.src.startswith("[^", _words(state, line)[0]) and reference(state, line, end, silent)


def _inside(state: StateBlock, line: int, end: int, column: int) -> None:
    """Read the blocks of lines that are indented as far as a column."""
    outer = state.lineMax, state.blkIndent, state.parentType
    state.lineMax, state.blkIndent, state.level = end, column, state.level + 1
    state.md.block.tokenize(state, line, end)
    state.level -= 1
    state.lineMax, state.blkIndent, state.parentType = outer


def _words(state: StateBlock, line: int) -> tuple[int, int]:
    """Return where the words of a line begin and end."""
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _too_deep(state: StateBlock, line: int, _end: int, _silent: bool) -> bool:
    """Refuse what the parser would leave out."""
    if state.level >= _DEEPEST - 2:
        raise _misplaced(state, line, f"at most {_DEEPEST // 2} blocks in each other")
    return False


def _matching(name: str, pattern: re.Pattern[str]) -> _InlineRule:
    """Return a rule for what a pattern matches."""

    def rule(state: StateInline, silent: bool) -> bool:
        match = pattern.match(state.src, state.pos, state.posMax)
        if match and not silent:
            state.push(name, "", 0).content = match[match.lastgroup or 0]
        state.pos = match.end() if match else state.pos
        return match is not None

    return rule


def _placed(rule: _InlineRule, beginnings: str) -> _InlineRule:
    """Return a rule for what begins with one of some characters; its tokens know where they stand.

    Plain text stands between them.
    """

    def run(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if state.src[start] not in beginnings:
            return False
        matched = rule(state, silent)
        for token in state.tokens[count:]:
            if token.type != "text":
                token.meta.setdefault("place", (start, state.pos))
        return matched

    return run


_RULES: Mapping[str, tuple[str, _InlineRule]] = {
    "escape": ("\\", escape),
    "backticks": ("`", backtick),
    "link": ("[", link),
    "image": ("!", image),
    "html_inline": ("<", html_inline),
    "entity": ("&", entity),
}
_PATTERNS = {"formula": ("$", FORMULA), "attributes": ("{", _ATTRIBUTES)}


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST, "store_labels": True}).enable("table")
    parser.disable(["newline", "autolink", "text_join", "fragments_join"])
    anywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "too_deep", _too_deep)
    parser.block.ruler.before("table", "directive", _directive, anywhere)
    parser.block.ruler.before("table", "note", _note, anywhere)
    parser.block.ruler.at("reference", _definition)
    for name, (beginning, rule) in _RULES.items():
        parser.inline.ruler.at(name, _placed(rule, beginning))
    for name, (beginning, pattern) in _PATTERNS.items():
        parser.inline.ruler.before("backticks", name, _placed(_matching(name, pattern), beginning))
    return parser


_PARSER = _parser()
