"""What a text says about its numbers that makes an equality between integers mean something else."""

import re
from dataclasses import dataclass

# Arithmetic with remainders or bits: sums that look wrong and are not.
_OTHER_ARITHMETIC = re.compile(
    r"(?i)\\[pb]?mod\b|\bmod(?:ulo|ular)?\b|\bfinite field|\bgalois|\bGF\s*\(|\\mathbb\s*\{?[FZ]\}?\s*(?:_|/)"
    r"|\bcongruen|\bbinary\b|\bhexadecimal|\boctal\b|\bXOR\b|\bboolean\b|\bcyclic group"
)
# Decimals with a comma: then `1,234` may be no thousand.
_DECIMAL_COMMA = re.compile(r"(?<![\w.,({\[\s])0(?:,|\{,\})[0-9]|(?<=[=+\-*/·×] )0(?:,|\{,\})[0-9]")
_LOGISTIC = re.compile(r"(?i)sigmoid|logistic")
# What is said to be false, or is only supposed.
_DOUBTED = re.compile(
    r"(?i)\b(?:false|wrong|incorrect|contradict|absurd|impossible|nonsens|mistake|fallac|inconsisten)\w*"
    r"|\b(?:not|never|untrue|no solutions?|propositions?|statements?|suppose|assume|if|claims?|true)\b"
    r"|n't\b|\\neg|\\lnot"
)
_BREAK = re.compile(r"\n[ \t]*\n|(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Context:
    """The text, and what it is about: remainders or bits, decimals with a comma, the logistic function."""

    text: str
    has_other_arithmetic: bool
    has_decimal_commas: bool
    is_logistic: bool

    def doubts(self, start: int, end: int) -> bool:
        """Tell whether the sentence around a range says or supposes that something is not so."""
        breaks = [match.end() for match in _BREAK.finditer(self.text, max(0, start - 400), start)]
        after = _BREAK.search(self.text, end, end + 400)
        begin = breaks[-1] if breaks else max(0, start - 400)
        stop = after.start() if after else min(len(self.text), end + 400)
        return bool(_DOUBTED.search(self.text, begin, stop))


def context(text: str) -> Context:
    """Return what is known of a text before it is read."""
    return Context(
        text, *(bool(sign.search(text)) for sign in (_OTHER_ARITHMETIC, _DECIMAL_COMMA, _LOGISTIC))
    )
