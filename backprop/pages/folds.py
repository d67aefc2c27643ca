"""Long facts of a values page folded up: the line shows how many there are, and opens to list them.

A page of Markdown lists them in one line, so that any forge shows it.
"""

from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

# What an entry holds one behind the other; its facts are a list at its end.
_VALUE_AND_KEY = ("strong", "code")


class Folds(Treeprocessor):
    """Finds the facts of each entry, a list within its item."""

    def run(self, root: Element) -> None:
        """Mark them for the style sheet and for the search, which passes over them; fold the long ones."""
        for item in root.iter("li"):
            tags = [child.tag for child in item]
            if _VALUE_AND_KEY in pairwise(tags) and tags[-1] == "ul":
                item[-1].attrib |= {"class": "facts", "data-search-exclude": "true"}
                for fact in item[-1]:
                    _fold(fact)


def _fold(fact: Element) -> None:
    """Fold a fact whose words end with a colon: behind it stands a list."""
    words = (fact.text or "").strip()
    if not words.endswith(":"):
        return
    links = list(fact)
    fact.text, fact[:] = "", []
    details = SubElement(fact, "details")
    summary = SubElement(details, "summary")
    summary.text, summary.tail = words.removesuffix(":"), " "
    details.extend(links)


def register(md: Markdown) -> None:
    """Fold after the links are made, at 20."""
    md.treeprocessors.register(Folds(md), "backprop_folds", 4)
