"""Links with a title in the built page: each carries what its title says with the values put in."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from backprop.core import claims, registry
from backprop.core.claims import Claim, parse_claim
from backprop.core.digits import digits, page
from backprop.core.expression import Expr
from backprop.core.keys import parse_fragment
from backprop.core.store import kept
from backprop.errors import BackpropError
from backprop.pages.errors import PageError

_VALUE = re.compile(r"(?:.*/)?values/(?!index\.md)(?P<example>[\w-]+)\.md#(?P<fragment>\S+)")


class ClaimLinks(Treeprocessor):
    """Gives each such link its class and its statement; a card shows the statement, any browser the title."""

    def run(self, root: Element) -> None:
        """Mark the links; a title that is no claim ends the build."""
        with kept(), registry.verified():
            for link in root.iter("a"):
                _mark(link)


def _mark(link: Element) -> None:
    match = _VALUE.fullmatch(link.get("href", ""))
    if match and (title := link.get("title")):
        try:
            claim = parse_claim(title, parse_fragment(match["example"], match["fragment"]))
            link.set("data-claim", statement(claim))
        except BackpropError as error:
            raise PageError(f"{link.get('href')}: {error}") from error
        link.set("class", "claim")


def statement(claim: Claim) -> str:
    """Return a claim with its values put in: `0.023560026 < 0.027481108`, or the number that it derives."""
    # A side that the formulas make 0 has no digits of its own: no enclosure of it tells where it ends.
    value = claim.others[0] if claim.relation == "=" else claim.value
    others = ", ".join(map(_digits, claim.others))
    return f"{_digits(value)} {claim.relation} {others}" if others else _digits(value)


def _digits(expr: Expr) -> str:
    return registry.decided(lambda precision: digits(claims.value_of(expr, precision), page)).text


def register(md: Markdown) -> None:
    """Mark the links before MkDocs, at 0, resolves them."""
    md.treeprocessors.register(ClaimLinks(md), "backprop_claim_links", 6)
