"""Trees written as short text, each operation in parentheses: `((w_1 i_1) + b_1)`."""

from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Derivative,
    Keyed,
    Matrix,
    Negative,
    Node,
    Number,
    Repeated,
    Shaped,
    Shorthand,
    Statement,
    Symbol,
    Transposed,
)


def show(node: Node | Statement | tuple[Statement, ...]) -> str:
    """Return the one text of a tree: equal trees give equal texts, wherever they were read."""
    match node:
        case tuple(statements):
            return "; ".join(map(show, statements))
        case Statement():
            return _chain(node)
        case Number(_, _, text, exponent):
            return f"{text}e{exponent}" if exponent else text
        case Symbol(_, _, base, index, mark):
            return base + (f"_{index}" if index else "") + (f"[{mark}]" if mark else "")
        case Binary(_, _, operator, left, right):
            between = {"beside": " ", "^": "^"}.get(operator, f" {operator} ")
            return f"({show(left)}{between}{show(right)})"
        case Negative(_, _, inner):
            return f"(-{show(inner)})"
        case _:
            return _applied(node)


def _chain(statement: Statement) -> str:
    before = statement.relations if statement.leads else ("", *statement.relations)
    pairs = zip(before, statement.sides, strict=True)
    return " ".join(f"{relation} {show(side)}".lstrip() for relation, side in pairs)


def _applied(node: Node) -> str:
    """Return the text of what is written with a name and its arguments."""
    match node:
        case Derivative(_, _, upper, lower):
            return f"d({show(upper)})/d({show(lower)})"
        case Call(_, _, function, arguments):
            return f"{function}({', '.join(map(show, arguments))})"
        case Matrix(_, _, rows):
            return f"[{'; '.join(', '.join(map(show, row)) for row in rows)}]"
        case Transposed(_, _, inner):
            return f"transposed({show(inner)})"
        case Repeated():
            return f"{node.kind}({_range(node)}: {show(node.body)})"
        case _:
            return _told(node)


def _told(node: Node) -> str:
    """Return the text of what the page tells of a tree: its key, its shape, or that it is a shorthand."""
    match node:
        case Keyed(_, _, key, inner):
            return f"<{key}: {show(inner)}>"
        case Shaped(_, _, inner, rows, columns):
            return f"{show(inner)}:{rows}x{columns}"
        case Shorthand(_, _, _, inner):
            return show(inner)
    raise TypeError(f"not a tree of a formula: {node!r}")


def _range(node: Repeated) -> str:
    if node.members:
        return f"{node.index} in {', '.join(node.members)}"
    lower = f"={show(node.lower)}" if node.lower else ""
    upper = f"..{show(node.upper)}" if node.upper else ""
    return f"{node.index}{lower}{upper}"
