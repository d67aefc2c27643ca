"""Long facts of a values page folded up: the line shows how many there are, and opens to tell them.

A page of Markdown tells all of it in one line, so that any forge shows it.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

# What the first fact of an entry ends with, and what a long one begins with.
_SINCE = re.compile(r"(?:; |^)(?:since \d+\.\d+\.\d+|not yet released)\s*$")
_COUNTED = re.compile(r"\s*(?P<summary>(?:used by|printed on) \d+(?: pages)?):\s*")


class Folds(Treeprocessor):
    """Finds the facts of each entry, a list within its item."""

    def run(self, root: Element) -> None:
        """Mark them for the style sheet and for the search, which passes over them; fold the long ones."""
        for facts in root.findall(".//li/ul"):
            if _SINCE.search("".join(facts[0].itertext())):
                facts.set("class", "facts")
                facts.set("data-search-exclude", "true")
                for fact in facts:
                    _fold(fact)


def _fold(fact: Element) -> None:
    counted = _COUNTED.match(fact.text or "")
    if counted is None:
        return
    links = list(fact)
    for link in links:
        fact.remove(link)
    fact.text = ""
    details = SubElement(fact, "details")
    summary = SubElement(details, "summary")
    summary.text, summary.tail = counted["summary"], " "
    details.extend(links)


def register(md: Markdown) -> None:
    """Fold after the links are made, at 20."""
    md.treeprocessors.register(Folds(md), "backprop_folds", 4)
