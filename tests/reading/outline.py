"""Blocks and pieces of a page in a few letters."""

from collections.abc import Iterable

from backprop.reading.document import (
    Anchor,
    Block,
    Code,
    Directive,
    Inline,
    Link,
    Listing,
    Mathematics,
    Paragraph,
    Picture,
    Quote,
    Table,
    Text,
)


def spelled(piece: Inline) -> str:
    """Tell an inline piece in a few letters."""
    match piece:
        case Text(text=text):
            return text
        case Link(text=text, key=key):
            return f"<{text}|{key}>"
        case Quote(text=text, source=source, anchor=anchor):
            return f"<{text}|{source}#{anchor}>"
        case Mathematics(tex=tex):
            return f"${tex}$"
        case Code(text=text):
            return f"`{text}`"
        case Anchor(name=name):
            return f"#{name}"


def line(parts: Iterable[Inline]) -> str:
    return "·".join(map(spelled, parts))


def outline(block: Block) -> str:
    """Tell a block in a few letters."""
    match block:
        case Paragraph(kind=kind, parts=parts):
            return f"{kind}({line(parts)})"
        case Mathematics(tex=tex):
            return f"math({tex})"
        case Table(rows=rows):
            return "table(" + "/".join("|".join(map(line, row)) for row in rows) + ")"
        case Picture(file=file, alt=alt, caption=caption):
            return f"picture({file};{alt};{caption})"
        case Listing(language=language, text=text):
            return f"listing({language};{text})"
        case Directive(words=words):
            return f"directive({' '.join(words)})"
