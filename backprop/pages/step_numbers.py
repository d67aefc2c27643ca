"""The numbers of a formula as a list of links, folded up below it: for the keyboard and screen readers."""

from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from backprop.core import registry
from backprop.core.keys import Key

TITLE = "Numbers in this step"


def insert_lists(root: Element, keys_in: Callable[[Element], Sequence[Key]], up: str) -> None:
    """Put a list below each paragraph that is a formula with keys, unless the one above links to them all.

    `up` leads from the page to the folder of all pages.
    """
    for parent in list(root.iter()):
        for place, child in reversed(list(enumerate(parent))):
            items = {_address(key, up): _words(key) for key in (keys_in(child) if child.tag == "p" else ())}
            above = parent[place - 1].iter("a") if place else ()
            if items.keys() - {link.get("href") for link in above}:
                parent.insert(place + 1, _folded(items))


def _folded(items: Mapping[str, str]) -> Element:
    """Return a list of links by their addresses."""
    details = Element("details", {"class": "numbers", "data-search-exclude": "true"})
    SubElement(details, "summary").text = TITLE
    body = SubElement(details, "ul")
    for address, words in items.items():
        SubElement(SubElement(body, "li"), "a", {"href": address}).text = words
    return details


def _address(key: Key, up: str) -> str:
    return f"{up}values/{key.example}.md#{key.fragment}"


def _words(key: Key) -> str:
    """Return name and value of a quantity: `weight from h1 to o1 after 1 update ≈ 0.358916480`."""
    name, digits = registry.graph_of(key)[key.quantity].words, registry.digits(key)
    updates = f" after {key.step:,} update{'s' if key.step > 1 else ''}" if key.step else ""
    return f"{name}{updates} {'=' if digits.exact else '≈'} {digits.text}"
