"""The marks that the blocks of a page of Markdown begin with."""

import re
from dataclasses import dataclass

from backprop.reading.inline import TARGET
from backprop.reading.sheet import Span
from backprop.reading.tags import HIDDEN

START = re.compile(
    rf"""[ \t]*(?:
    (?P<fence>`{{3,}}(?=[^`]*$)|~{{3,}})
    | (?P<open><!--[ \t]*backprop:(?P<words>(?:(?!-->).)*)-->)[ \t]*$
    | (?P<close><!--[ \t]*/backprop[ \t]*-->)[ \t]*$
    | (?P<hidden><!--|<(?i:script|style|pre)\b)
    | (?P<heading>\#{{1,6}}(?=[ \t]|$))
    | (?P<rule>(?P<dash>[-*_])(?:[ \t]*(?P=dash)){{2,}}[ \t]*$)
    | (?P<item>(?:[-*+]|[0-9]{{1,2}}[.)])(?=[ \t]|$))
    | (?P<quote>>)
    | (?P<note>(?:!!!|\?\?\?\+?|===[!+]?)(?=(?:[ \t]+[\w-]+)*(?:[ \t]+"[^"]*")?[ \t]*$)[ \t]+(?=["\w-]))
    | (?P<footnote>\[\^[^\]\s]+\]:)
    | (?P<definition>\[(?P<label>[^\]]+)\]:[ \t]*(?=\S){TARGET}[ \t]*$)
    )""",
    re.VERBOSE,
)
HEADING = re.compile(r"(?P<words>.*?)(?:[ \t]+#+)?[ \t]*")
UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*")
RULER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
LANGUAGE = re.compile(r"[ \t{.]*(?P<language>[\w+#-]*)")
FENCE_TITLE = re.compile(r"""\btitle=(?P<quote>["'])(?P<title>.+?)(?P=quote)""")
NOTE = re.compile(r'[^"]*"(?P<title>[^"]*)".*|(?P<words>.*)')
UNSEEN = re.compile(rf"{HIDDEN}|<pre\b[^<>]*>(?P<pre>(?s:.)*?)</pre\s*>", re.IGNORECASE)
DIRECTIVE = re.compile(r"<!--\s*/?\s*backprop\b")


@dataclass(frozen=True)
class Found:
    """What a block begins with: its line, where that starts, what was found in it, the offset of its mark."""

    line: int
    start: int
    match: re.Match[str]
    place: int

    def span(self, name: str, match: re.Match[str] | None = None) -> Span:
        """Return the offsets of a group of the line, of another match if one is given."""
        low, high = (match or self.match).span(name)
        return self.start + low, self.start + high
