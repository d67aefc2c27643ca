"""A program in stages: what it needs, what is given, one pass with its update, and a thousand updates."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backprop.core.example import Example
from backprop.core.expression import Apply, Expr
from backprop.core.graph import Graph
from backprop.core.groups import GROUP_TITLES
from backprop.core.keys import settings
from backprop.core.tex import code
from backprop.exports.program.array import Array, Arrays, Entry
from backprop.exports.program.dialect import Dialect
from backprop.exports.program.literal import INDENT, Nested, assigned_call, assigned_sum, number
from backprop.exports.program.network import network_arrays, sample_arrays
from backprop.exports.program.polynomial import polynomial_arrays

UPDATES = (1, 10, 100, 1000)  # after so many updates the error is printed
DIGITS = 12  # of the sixteen that float64 has, those that roundings on the way leave alone
TITLES = GROUP_TITLES | {"training": "Training"}

# What an example is as arrays, by its form; an example of another form has no program.
FORMS: Mapping[str, Callable[[Any, Graph], Arrays]] = {
    "network": network_arrays,
    "samples": sample_arrays,
    "polynomial": lambda _, graph: polynomial_arrays(graph),
}


# The lines of a stage that compute, which training repeats, and those that print.
Lines = tuple[list[str], list[str]]


@dataclass(frozen=True)
class Stage:
    """A stage of a program by its name, and its lines as one text."""

    name: str
    title: str
    code: str


def has_program(example: Example) -> bool:
    """Tell whether an example can be written as a program."""
    return example.form in FORMS


def stages(example: Example, dialect: Dialect) -> Iterator[Stage]:
    """Yield the stages of the program that works `example` through."""
    program = _Program(example.name, example.rate, usual_graph(example).loss, _arrays(example), dialect)
    titles, lines = {**TITLES, **example.titles}, program.one_pass()
    for name, (computed, printed) in {**lines, "training": program.training(lines)}.items():
        yield Stage(name, titles[name], "\n".join([*computed, *printed]))


def tools(example: Example, dialect: Dialect) -> str:
    """Return the imports, and the functions that the program needs."""
    show = (
        "def show(key, numbers, first=1):",
        '    """Print each number after its key, which ends with its count."""',
        f"    for n, number in enumerate({dialect.flat}, start=first):",
        f"        {_print('{key}{n}', 'number')}",
    )
    show_samples = (
        "def show_samples(key, numbers):",
        '    """Print each number after its key, which ends with its row and its sample."""',
        "    for n, row in enumerate(numbers, start=1):",
        "        for k, number in enumerate(row, start=1):",
        f"            {_print('{key}{n}_s{k}', 'number')}",
    )
    arrays = [array for stage in _arrays(example).stages.values() for array in stage]
    used = {array.value.op for array in arrays if isinstance(array.value, Apply)}
    helpers = [show, show_samples] if any(array.of_samples for array in arrays) else [show]
    needed = [lines for op, lines in dialect.definitions.items() if op in used]
    return "\n\n\n".join("\n".join(lines) for lines in (dialect.begins, *helpers, *needed))


def usual_graph(example: Example) -> Graph:
    """Return the graph of an example with all options at their defaults, as the programs have them."""
    return example.graph(settings(example, ()))


def _arrays(example: Example) -> Arrays:
    return FORMS[example.form](example, usual_graph(example))


@dataclass(frozen=True)
class _Program:
    """The arrays of an example with its name, its learning rate and its loss, in one dialect."""

    name: str
    rate: str
    loss: str
    arrays: Arrays
    dialect: Dialect

    def one_pass(self) -> dict[str, Lines]:
        """Return the stages of one pass and its update by name."""
        ahead = {
            name: self._computed(arrays) for name, arrays in self.arrays.stages.items() if name != "backward"
        }
        return {"given": (self._given(), []), **ahead, "backward": self._backward(), "update": self._update()}

    def training(self, one_pass: Mapping[str, Lines]) -> Lines:
        """Return the loop over forward pass, loss, backward pass and update, and the losses on the way."""
        number = f"{self.loss}{self.dialect.item}"
        ahead, behind = (
            [line for name in names for line in one_pass.get(name, ([], []))[0]]
            for names in (("forward", "error"), ("backward", "update"))
        )
        repeated = [*ahead, f"losses.append({number})", *behind]
        loop = [f"for _ in range({UPDATES[-1]}):", *(INDENT + line for line in repeated)]
        shown = _print(f"{self.name}@{{step}}:{self.loss}", "losses[step]")
        return [f"losses = [{number}]", *loop, ""], [f"for step in {UPDATES}:", INDENT + shown]

    def _given(self) -> list[str]:
        """Return the lines of what is given, and of the rate."""
        lines = [line for array in self.arrays.given for line in self._start(array)]
        parameters = ", ".join(array.name for array, _ in self.arrays.trained)
        return [*lines, self.dialect.rate.format(rate=number(self.rate), parameters=parameters)]

    def _start(self, array: Array) -> list[str]:
        trained = self.dialect.trained if array.gradient else ()
        if isinstance(array.value, str) and not trained:
            return [f"{array.name} = {number(array.value)}"]
        return assigned_call(array.name, self.dialect.array, self._entries(array.value), *trained)

    def _backward(self) -> Lines:
        """Return the gradients, made by hand where the library does not find them."""
        if not self.dialect.backward:
            gradients = (gradient for _, gradient in self.arrays.trained)
            return self._computed((*self.arrays.stages.get("backward", ()), *gradients))
        return [line.format(loss=self.loss) for line in self.dialect.backward], [
            _printed(self.name, gradient, self.dialect.gradient.format(parameter=parameter.name))
            for parameter, gradient in self.arrays.trained
        ]

    def _update(self) -> Lines:
        trained = self.arrays.trained
        lines = [
            self.dialect.update.format(parameter=parameter.name, gradient=gradient.name)
            for parameter, gradient in trained
        ]
        printed = [_printed(f"{self.name}@1", parameter, parameter.name) for parameter, _ in trained]
        return list(dict.fromkeys(lines)), printed

    def _computed(self, arrays: Iterable[Array]) -> Lines:
        """Return the lines that compute arrays, and those that print the ones with keys."""
        computed = [line for array in arrays for line in self._assigned(array)]
        return computed, [_printed(self.name, array, array.name) for array in arrays if array.key]

    def _assigned(self, array: Array) -> list[str]:
        value = self._entries(array.value)
        if isinstance(value, str):
            return assigned_sum(array.name, value)
        return assigned_call(array.name, self.dialect.array, value)

    def _entries(self, value: Entry) -> Nested:
        """Return a decimal, an expression or a list of them as Python text."""
        if isinstance(value, str):
            return number(value)
        if isinstance(value, Expr):
            return code(value, self.dialect.notation, str)
        return [self._entries(entry) for entry in value]


def _printed(run: str, array: Array, variable: str) -> str:
    """Return the line that prints an array under its keys."""
    if array.first is None:
        return _print(f"{run}:{array.key}", variable)
    if array.of_samples:
        return f'show_samples("{run}:{array.key}", {variable})'
    start = "" if array.first == 1 else f", first={array.first}"
    return f'show("{run}:{array.key}", {variable}{start})'


def _print(key: str, variable: str) -> str:
    """Return the line that prints one number after its key; braces in the key are filled in."""
    return f'print(f"{key} {{{variable}:.{DIGITS}g}}")'
