"""Figures drawn into the built page: the Markdown names a picture, the page holds its SVG.

So the theme of the page colours it, and scripts reach each of its elements.
"""

import re
from collections import Counter
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from backprop import files
from backprop.pages.picture import FOLDER

_ADDRESS = re.compile(rf"(?:.*/)?{FOLDER}/(?P<name>[^/]+)\.svg")
_DESCRIPTION = re.compile(r"(<desc\b[^>]*>)[^<]*")
# Where an element has an id, and where another one names it.
_IDS = re.compile(r'(?<= id=")[^"]+|(?<=href="#)[^"]+|(?<=url\(#)[^)]+')
_NAME = re.compile(r"([A-Za-zΑ-Ωα-ω]+)(?:_([A-Za-z]\w*(?:,\d+)?)|([₀-₉]+))")
_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_LABELLED = re.compile(r'(?<= aria-labelledby=")[^"]+')


class Drawings(Treeprocessor):
    """Puts the drawing of each figure in the place of its picture."""

    def __init__(self, md: Markdown, figures: Path) -> None:
        super().__init__(md)
        self.figures = figures
        self.read: dict[str, str] = {}

    def run(self, root: Element) -> None:
        """Draw the pictures; one that fills a paragraph makes a figure with the caption below it.

        Afterwards `read` has the SVG of each name that the page asks for.
        """
        self.read, used = {}, Counter[str]()
        for image in root.iter("img"):
            if address := _ADDRESS.fullmatch(image.get("src", "")):
                name = address["name"]
                svg = self.read[name] = svg_of(self.figures, name)
                used[name] += 1
                if svg:
                    drawing = drawing_of(svg, image.get("alt", ""), used[name])
                    _replace(image, self.md.htmlStash.store(drawing))
        for parent in list(root.iter()):
            for paragraph in parent.findall("p"):
                if _is_filled(paragraph):
                    _frame(parent, paragraph)


def svg_of(figures: Path, name: str) -> str:
    """Return the SVG of a figure; nothing where there is none of that name."""
    path = figures / f"{name}.svg"
    return files.read(path) if path.is_file() else ""


def drawing_of(svg: str, alt: str, place: int) -> str:
    """Return the SVG with the page's words; `place` tells how often the figure stands there so far."""
    text = _DESCRIPTION.sub(lambda match: match[1] + escape(alt, quote=False), svg, count=1).strip()
    if place == 1:
        return text
    text = _IDS.sub(lambda match: f"{match[0]}-{place}", text)
    return _LABELLED.sub(lambda match: " ".join(f"{name}-{place}" for name in match[0].split()), text)


def _replace(image: Element, drawing: str) -> None:
    tail = image.tail
    image.clear()
    image.tag, image.text, image.tail = "span", drawing, tail
    image.attrib |= {"class": "drawing", "data-search-exclude": "true"}


def _is_filled(paragraph: Element) -> bool:
    """Tell whether a paragraph holds drawings and nothing else."""
    words = [paragraph.text, *(child.tail for child in paragraph)]
    is_drawn = [child.get("class") == "drawing" for child in paragraph]
    return bool(is_drawn) and all(is_drawn) and not any((text or "").strip() for text in words)


def _frame(parent: Element, paragraph: Element) -> None:
    """Make a figure of a paragraph; an emphasised one below it is the caption."""
    paragraph.tag = "figure"
    paragraph.set("class", "figure")
    place = list(parent).index(paragraph) + 1
    below = parent[place] if place < len(parent) else None
    if below is not None and below.tag == "p" and _is_emphasised(below):
        parent.remove(below)
        caption = SubElement(paragraph, "figcaption")
        caption.text, caption[:] = below[0].text, list(below[0])
        _set_names(caption)


def _set_names(caption: Element) -> None:
    """Set the names in a caption as formulas do: `w₅` is an italic letter with an index below the line."""
    pieces = _NAME.split(caption.text or "")
    caption.text, rest = pieces[0], pieces[1:]
    names = zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True)
    for place, (base, letters, digits, behind) in enumerate(names):
        name = Element("span", {"class": "name"})
        inner: Element = SubElement(name, "i") if len(base) == 1 else name
        inner.text = base
        SubElement(name, "sub").text = letters or digits.translate(_DIGITS)
        name.tail = behind
        caption.insert(place, name)


def _is_emphasised(paragraph: Element) -> bool:
    return (
        [child.tag for child in paragraph] == ["em"]
        and not (paragraph.text or "").strip()
        and not (paragraph[0].tail or "").strip()
    )


def register(md: Markdown, figures: Path) -> None:
    """Draw the figures before MkDocs, at 0, resolves the links of pictures."""
    md.treeprocessors.register(Drawings(md, figures), "backprop_drawings", 5)
