"""The blocks of the pages about sources: printed numbers, slips, and how many there are of each."""

from collections import Counter

from backprop.core import registry
from backprop.core.digits import page
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered
from backprop.pages.printed import CUT, OPEN, RIGHT, WRONG, Claim, Slip, Status, names, source, status, value

HEAD = ("Printed", "Here", "Verdict")
TOTALS = ("Source", "Right", "Cut", "Wrong", "Open", "Slips")
KINDS = (RIGHT, CUT, WRONG, OPEN)
BREAK = "<br>"


def claims(words: tuple[str, ...], context: Context) -> Rendered:
    """Return a row for each number that a source prints: `claims NAME`."""
    found = source(context.docs, _name(words, "claims")).claims
    if not found:
        raise BackpropError(f"found claims {words[0]}, expected a source that prints numbers")
    lines = [
        HEAD,
        (":--",) * len(HEAD),
        *((_printed(one), _here(one, context), _verdict(one, context)) for one in found),
    ]
    keys = frozenset(key for claim in found for key in _links(claim))
    return Rendered("\n".join(f"| {' | '.join(line)} |" for line in lines), keys)


def slips(words: tuple[str, ...], context: Context) -> Rendered:
    """Return an item for each slip of a source: `slips NAME`."""
    found = source(context.docs, _name(words, "slips")).slips
    return Rendered("\n".join(map(_slip, found)), frozenset())


def sources(words: tuple[str, ...], context: Context) -> Rendered:
    """Return how many numbers of each source are right, and how many slips it has: `sources`."""
    if words:
        raise BackpropError(f"found sources {' '.join(words)}, expected sources")
    whole: Counter[str] = Counter()
    lines = [TOTALS, (":--", *["--:"] * (len(TOTALS) - 1))]
    for name in names(context.docs):
        found = source(context.docs, name)
        counted = Counter(status(claim).kind for claim in found.claims) + Counter(slips=len(found.slips))
        lines.append((f"[{found.title}]({name}.md)", *_counts(counted)))
        whole += counted
    lines.append(("all", *_counts(whole)))
    return Rendered("\n".join(f"| {' | '.join(line)} |" for line in lines), frozenset())


def _name(words: tuple[str, ...], kind: str) -> str:
    if len(words) != 1:
        raise BackpropError(f"found {' '.join((kind, *words))}, expected {kind} NAME")
    return words[0]


def _counts(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(str(counted[kind]) for kind in (*KINDS, "slips"))


def _printed(claim: Claim) -> str:
    return f'<a id="{claim.id}"></a>{claim.printed}{BREAK}{claim.place}'


def _here(claim: Claim, context: Context) -> str:
    """Return our value, a link where it is that of one key, and the symbols of what it is made of."""
    if not claim.of:
        return claim.why
    symbols = " · ".join(f"$`{registry.entry(key).quantity.tex}`$" for key in claim.of)
    text = value(claim.of, page).text
    return f"{context.link(claim.of[0], text) if len(claim.of) == 1 else text}{BREAK}{symbols}"


def _links(claim: Claim) -> tuple[Key, ...]:
    """Return the keys that a row leads to: that of our value where it has one alone, and the causes."""
    return (*(claim.of if len(claim.of) == 1 else ()), *claim.cause)


def _verdict(claim: Claim, context: Context) -> str:
    """Return what the number is, the cause where it is wrong, and the command that computes both."""
    found = status(claim)
    cause = " · ".join(context.number(key, registry.digits(key)) for key in claim.cause) or "none known"
    parts = [_said(found), *([f"cause: {cause}"] if found.kind == WRONG else [])]
    return BREAK.join([*parts, *([f"`{_command(*claim.of, *claim.cause)}`"] if claim.of else [])])


def _said(found: Status) -> str:
    digits = f"{found.agreeing or 'no'} digit{'s' * (found.agreeing != 1)}"
    if found.kind == RIGHT:
        return f"right, {digits}" + ", exact" * found.exact
    return {CUT: f"truncated after {digits}", WRONG: f"**wrong after {digits}**"}.get(found.kind, found.kind)


def _command(*keys: Key) -> str:
    shown = (f"'{key}'" if ";" in str(key) else str(key) for key in keys)
    return f"backprop value {' '.join(shown)}"


def _slip(slip: Slip) -> str:
    lines = [f'- <a id="{slip.id}"></a>**{slip.place}** {slip.words}', f"printed: `{slip.printed}`"]
    return "  \n  ".join([*lines, *([f"right: $`{slip.right}`$"] if slip.right else [])])
