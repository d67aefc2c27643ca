"""What the head of a column may mean: the many ways in which people write the names of quantities.

A name that people use for two things gives both, the likelier first: in class sheets `h1` is the net input of
the first hidden neuron, in others its output. Values decide between them.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import Any

# Letters that stand for the curly d of a partial derivative, capital schwas of several alphabets among them.
_CURLY = str.maketrans(dict.fromkeys("ƏəӘә", "∂") | {"′": "'", "−": "-", "–": "-", "⁄": "/", "∕": "/"})
_DROPPED = re.compile(r"[\s{}()\[\]\\$*=:;.,·?^]+|(?<![0-9])_|_(?![0-9])")
_GREEK = {"σ": "sigma", "η": "eta", "α": "alpha", "ε": "eta", "λ": "eta", "θ": "theta", "ŷ": "yhat"}

# Which sample a head is about, where there are several: `out_h1_s2`, `net h1 (sample 2)`.
_SAMPLE = re.compile(r"[\s_(,]+s(?:ample)?\s*_?(?P<number>[0-9]{1,2})\)?(?=\s*(?:/|$))", re.IGNORECASE)

_UNIT = r"(?P<unit>[ho][0-9]+(?:_[0-9]+)?)"
_NET, _OUT = r"(?:net|z|in|sum|s|pre)", r"(?:out|a|act|activation|sigma|sigmoid|sig|output|post|relu|tanh)"
_ERROR = r"(?:e|err|error|loss|l|cost|j|c)"

# Each row: how a name may be written once it is squeezed, and the quantities it may mean, the likelier first.
_ROWS = tuple(
    (re.compile(pattern), meanings)
    for pattern, meanings in (
        (r"(?:i|x|in|inp|input)(?P<n>[0-9]+)", ("i{n}",)),
        (r"(?:i|x|input)", ("i1",)),
        (r"(?:t|y|target|tgt|ttarget|to|targeto|expected|desired)(?P<n>[0-9]+)", ("t_o{n}",)),
        (r"(?:t|y|target|to)", ("t_o1",)),
        (r"(?:w|weight|theta)(?P<n>[0-9]+)", ("w{n}",)),
        (r"(?:(?:new|next|updated)(?:w|weight)(?P<n>[0-9]+)|(?:w|weight)(?P<m>[0-9]+)(?:new|next|updated|\+|'))",
         ("w{n}+",)),
        (r"(?:b|bias)(?P<n>[0-9]+)", ("b{n}",)),
        (rf"(?:b|bias){_UNIT}", ("b_{unit}",)),
        (rf"{_NET}{_UNIT}", ("net_{unit}",)),
        (rf"{_OUT}{_UNIT}", ("out_{unit}",)),
        (rf"{_UNIT}(?:net|in|z|input)", ("net_{unit}",)),
        (rf"{_UNIT}(?:out|output|a|act|activated)", ("out_{unit}",)),
        (_UNIT, ("net_{unit}", "out_{unit}")),
        (r"(?:out|output|yhat|pred|prediction|outo|y)(?P<n>[0-9]+)", ("out_o{n}",)),
        (r"(?:out|output|yhat|pred|prediction)", ("out_o1",)),
        (r"o", ("net_o1", "out_o1")),
        (rf"{_ERROR}(?:at|of)?o?(?P<n>[0-9]+)", ("E_o{n}",)),
        (rf"{_ERROR}(?:t|tot|total|sum)?|total{_ERROR}|sumof{_ERROR}s?|mse|sse", ("E_total",)),
        (rf"(?:delta|δ|Δ){_UNIT}", ("delta_{unit}",)),
        (r"(?:delta|δ)(?P<n>[0-9]+)", ("delta_o{n}",)),
        (r"eta|lr|alpha|(?:eta|lr)?(?:learn(?:ing)?)?rate(?:eta|lr)?", ("eta",)),
        (r"(?:no|nr|#)?(?:epochs?|steps?|iterations?|iter|row|round|n|no|nr|#|k|s)", ("step",)),
    )
)  # fmt: skip
_LOWER = r"(?P<lower>(?:w|b|out|net|a|z|h|o|i|in|sigma)_?[a-z]?[0-9]+(?:_[0-9]+)?)"
_SLOPES = (
    re.compile(rf"[dδ](?P<upper>.+)/[dδ]?{_LOWER}"),
    re.compile(rf"d(?P<upper>(?:{_ERROR}(?:t|tot|total)?|.*[0-9]))d{_LOWER}"),
    re.compile(rf"derivativeof(?:the)?(?P<upper>.+?)(?:withrespectto|wrt|by)(?:the)?{_LOWER}"),
    re.compile(r"(?:grad(?:ient)?(?:of)?|g|∇|d|δ|Δ)(?P<lower>[wb](?:[ho])?[0-9]+)"),
)


def table() -> dict[str, Any]:
    """Return all of this as data, for programs in another language: patterns as text, with their meanings."""
    return {
        "curly": {chr(code): letter for code, letter in _CURLY.items()},
        "greek": _GREEK,
        "dropped": _DROPPED.pattern,
        "sample": _SAMPLE.pattern,
        "rows": [[pattern.pattern, list(quantities)] for pattern, quantities in _ROWS],
        "slopes": [pattern.pattern for pattern in _SLOPES],
    }


@lru_cache(maxsize=10_000)
def meanings(head: str) -> tuple[str, ...]:
    """Return the quantities that the head of a column may mean, the likelier first."""
    if (match := _SAMPLE.search(head)) and (names := meanings(_SAMPLE.sub("", head))):
        return tuple(dict.fromkeys(_of_sample(name, head, match["number"]) for name in names))
    name = squeezed(head)
    return _slope(name) or _plain(name)


def _of_sample(name: str, head: str, number: str) -> str:
    """Return the name of a quantity in a sample, of a derivative as far as its parts belong to one."""
    if "/" not in name:
        return f"{_output_loss(name)}_s{number}"
    upper, lower = name.split("/")
    above, _, below = head.partition("/")
    upper = f"{_output_loss(upper)}_s{number}" if _SAMPLE.search(above) else upper
    return f"{upper}/{lower}_s{number}" if _SAMPLE.search(below) else f"{upper}/{lower}"


def _output_loss(name: str) -> str:
    """Return the loss of the one output where a sample has no other."""
    return name.replace("E_total", "E_o1")


def squeezed(head: str) -> str:
    """Return a head without what people vary: case, spaces, brackets, underscores, kinds of the curly d."""
    folded = unicodedata.normalize("NFKC", head.translate(_CURLY)).translate(_CURLY).casefold()
    for letter, word in _GREEK.items():
        folded = folded.replace(letter, word)
    folded = folded.replace("partial", "∂").replace("∂", "d").replace("_total", "total")
    return _DROPPED.sub("", folded)


def _plain(name: str) -> tuple[str, ...]:
    names: list[str] = []
    for pattern, quantities in _ROWS:
        if match := pattern.fullmatch(name):
            groups = match.groupdict()
            number = groups.get("n") or groups.get("m")
            names += [quantity.format(n=number, unit=groups.get("unit")) for quantity in quantities]
    return tuple(dict.fromkeys(names))


def _slope(name: str) -> tuple[str, ...]:
    for pattern in _SLOPES:
        if match := pattern.fullmatch(name):
            uppers = _plain(match.groupdict().get("upper") or "e")
            return tuple(
                f"d{upper}/d{lower}"
                for upper, lower in product(uppers, _plain(match["lower"]))
                if upper.startswith(("E", "net", "out"))
            )
    return ()
