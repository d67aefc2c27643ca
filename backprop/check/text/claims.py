"""What a table's heads and first cells say of the numbers in their columns and rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from backprop.check.proof.names import Scope, batched
from backprop.check.text import words
from backprop.check.text.line import line_of
from backprop.check.text.links import key_of
from backprop.check.text.meaning import UNIT, parts, symbol
from backprop.check.text.numbers import epoch, moves
from backprop.core import registry
from backprop.core.keys import Key, known_example, settings
from backprop.networks.examples import EXAMPLES
from backprop.reading.document import Code, Inline, Link, Mathematics, Table, Text

_RATE = re.compile(r"\\eta\s*=\s*(?P<value>\d+(?:\.\d+)?)")
_AFTER = re.compile(r"after (?P<count>.+?) (?:updates?|steps?)", re.I)
_OPTION = re.compile(r"(?P<name>[a-z]+) (?P<value>-?[\w.]+)")
_WITH = re.compile(r"(?P<out>with(?:out)?)(?: biases)?", re.I)
_EPOCHS = re.compile(r"after (?P<count>.+?) epochs?", re.I)
EPOCH_HEADS = {"epoch", "epochs"}
STEP_HEADS = {"updates", "update", "steps", "step", "iterations", "iteration"} | EPOCH_HEADS
_LOSS_HEADS = {"error", "cost", "total error"}
_NONE = {"none": 0}

Cell = tuple[Inline, ...]


@dataclass(frozen=True)
class Claim:
    """What is said of the keys of a row or a column, each part None where nothing is; `cell` says it."""

    cell: Cell = ()
    key: Key | None = None
    quantity: str | None = None
    step: int | None = None
    option: tuple[str, str] | None = None
    unit: str | None = None
    biases: bool | None = None
    epochs: int | None = None

    def says(self, cell: Cell) -> bool:
        """Tell whether it is the text of this cell that claims something of a number's key."""
        return cell is self.cell and (self.is_timed or self.option is not None)

    @property
    def is_timed(self) -> bool:
        """Tell whether a number of updates or epochs is said."""
        return self.step is not None or self.epochs is not None

    @property
    def is_any(self) -> bool:
        """Tell whether anything is said of keys."""
        said = (self.quantity, self.option, self.unit, self.biases)
        return self.is_timed or any(part is not None for part in said)

    @property
    def fixes(self) -> frozenset[str]:
        """The parts of a key that the claim settles."""
        names = {"quantity": self.quantity, "step": self.is_timed or None, "example": self.key}
        found = {name for name, value in names.items() if value is not None}
        if self.key:
            return frozenset({*found, "quantity", "step", *EXAMPLES[self.key.example].options})
        return frozenset({*found, self.option[0]} if self.option else found)

    def denies(self, key: Key) -> str:
        """Return how the claim and a key contradict each other; nothing if they do not."""
        if self.key:
            return "" if key == self.key else f"found {key} in the row of {self.key}"
        if self.quantity and key.quantity != self.quantity:
            return f"found {key}, but row or column is of {self.quantity}"
        if self.step is not None and moves(key) and key.step != self.step:
            return f"found {key}, but row or column is after {self.step} updates"
        if self.epochs is not None and moves(key) and key.step != self.epochs * epoch(key):
            return f"found {key}, but row or column is after {self.epochs} epochs of {epoch(key)} updates"
        if self.unit and self.unit not in parts(key.of("", 0), key.quantity):
            return f"found {key}, but row or column is of {self.unit}"
        return self._denies_run(key)

    def _denies_run(self, key: Key) -> str:
        options = settings(known_example(key.example), key.options)
        if self.option and not _equal(options.get(self.option[0]), self.option[1]):
            return f"found {key}, but row or column has {self.option[0]} {self.option[1]}"
        if self.biases is not None and self.biases != ("bias" in options):
            return f"found {key}, but the column is {'with' if self.biases else 'without'} biases"
        return ""


def _equal(given: str | None, said: str) -> bool:
    if given is None:
        return False
    try:
        return Fraction(given) == Fraction(said)
    except ValueError:
        return given == said


def claims(table: Table, scope: Scope) -> tuple[Mapping[int, Claim], Mapping[int, Claim]]:
    """Return what each column's head and each row's first cells claim."""
    heads: dict[int, Claim] = defaultdict(Claim)
    firsts: dict[int, Claim] = defaultdict(Claim)
    names = [plain(cell).lower() for cell in table.rows[0]] if table.rows else []
    for column, cell in enumerate(table.rows[0] if table.rows else ()):
        heads[column] = _head(cell, scope)
    for row, cells in enumerate(table.rows[1:], 1):
        firsts[row] = _first(cells, names, scope)
    return heads, firsts


def plain(cell: Iterable[Inline]) -> str:
    """Return the words of a cell."""
    return " ".join(line_of(tuple(cell)).text.split())


def _head(cell: Cell, scope: Scope) -> Claim:
    if found := _formula(cell, scope):
        return found
    text = plain(cell)
    if text.lower() in _LOSS_HEADS and scope.run:
        return Claim(cell, quantity=_loss(scope))
    if (step := after(text)) is not None:
        return Claim(cell, step=step)
    if match := _EPOCHS.fullmatch(text):
        return Claim(cell, epochs=count(match["count"]))
    if match := _WITH.fullmatch(text):
        return Claim(cell, biases=match["out"].lower() == "with")
    return _named(cell, text)


def _named(cell: Cell, text: str) -> Claim:
    """Return the claim of a unit, or of an option: `bias each`."""
    if UNIT.fullmatch(text):
        return Claim(cell, unit=text)
    match = _OPTION.fullmatch(text.lower())
    if match and any(match["name"] in example.options for example in EXAMPLES.values()):
        return Claim(cell, option=(match["name"], match["value"]))
    return Claim(cell)


def is_rate(tex: str) -> bool:
    """Tell whether a formula in a head says at which rate the column's runs are."""
    return _RATE.fullmatch(tex.strip()) is not None


def _loss(scope: Scope) -> str | None:
    return registry.graph_of(scope.run).loss if scope.run else None


def _formula(cell: Cell, scope: Scope) -> Claim | None:
    """Return the claim of a symbol, or of a rate."""
    inner = [part for part in cell if not (isinstance(part, Text) and not part.text.strip())]
    match inner:
        case [Mathematics(tex=tex)] if match := _RATE.fullmatch(tex.strip()):
            return Claim(cell, option=("rate", match["value"]))
        case [Mathematics() as piece] if name := symbol(piece, scope) or symbol(piece, batched(scope)):
            return Claim(cell, quantity=name)
    return None


def _first(cells: tuple[Cell, ...], names: list[str], scope: Scope) -> Claim:
    """Return the claim of a row: that of the last cell that makes one, steps and rates beside it."""
    found = list(_row(cells, names, scope))
    merged = Claim()
    for claim in found:
        merged = Claim(
            claim.cell if claim.is_timed or not merged.cell else merged.cell,
            claim.key or merged.key,
            claim.quantity or merged.quantity,
            merged.step if claim.step is None else claim.step,
            claim.option or merged.option,
            claim.unit or merged.unit,
            epochs=merged.epochs if claim.epochs is None else claim.epochs,
        )
    return merged


def _row(cells: tuple[Cell, ...], names: list[str], scope: Scope) -> Iterator[Claim]:
    for column, cell in enumerate(cells):
        text = plain(cell)
        match [part for part in cell if not (isinstance(part, Text) and not part.text.strip())]:
            case [Code(text=code)] if column == 0 and ":" in code and (key := key_of(code)):
                yield Claim(cell, key=key)
            case [Link(key=address)] if (key := key_of(address)) and key.quantity == "eta":
                rate = settings(known_example(key.example), key.options)["rate"]
                yield Claim(cell, option=("rate", rate))
            case [Text()] if column < len(names) and names[column] in STEP_HEADS:
                if (number := count(text)) is not None:
                    is_epoch = names[column] in EPOCH_HEADS
                    yield Claim(cell, epochs=number) if is_epoch else Claim(cell, step=number)
            case [Text()] if column == 0 and UNIT.fullmatch(text):
                yield Claim(cell, unit=text)
            case _ if found := _formula(cell, scope):
                yield found


def count(text: str) -> int | None:
    """Return the number that a cell holds, in digits or in words."""
    digits = text.replace(",", "")
    if digits.isascii() and digits.isdigit():
        return int(digits)
    return _NONE.get(text.lower(), words.value(text))


def after(text: str) -> int | None:
    """Return the step that a head such as "after 10 updates" names."""
    if text.lower() == "at the start":
        return 0
    match = _AFTER.fullmatch(text)
    return count(match["count"]) if match else None
