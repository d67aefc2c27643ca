"""A figure shown in the reader's theme: the page names one picture, the built page holds both."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from backprop.pages.picture import FOLDER, file_name


class Themes(Treeprocessor):
    """Puts the dark picture behind the light one; the style sheet shows one of them."""

    def run(self, root: Element) -> None:
        """Double every figure of the project."""
        for parent in list(root.iter()):
            for place, image in reversed(list(enumerate(parent))):
                folder, _, name = image.get("src", "").rpartition("/")
                if image.tag == "img" and folder.rpartition("/")[2] == FOLDER:
                    parent.insert(place + 1, _dark(image, folder, name.removesuffix(".svg")))
                    image.set("class", "figure light")


def _dark(image: Element, folder: str, name: str) -> Element:
    source = f"{folder}/{file_name(name, 'dark')}"
    dark = Element("img", {**image.attrib, "src": source, "class": "figure dark"})
    dark.tail, image.tail = image.tail, ""
    return dark


def register(md: Markdown) -> None:
    """Double the figures before MkDocs, at 0, resolves their links."""
    md.treeprocessors.register(Themes(md), "backprop_themes", 5)
