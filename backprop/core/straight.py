"""The steps of a program written out as a Python function, a line a step, which pays when called often.

It takes less than half the time of a loop over the steps. The source holds numbers of slots, operators and
names of operations, and nothing else: no text of anybody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flint import arb, ctx, fmpq

from backprop.core.ops import OPS

# An operation by its name, and the slots of its arguments.
Step = tuple[str, tuple[int, ...]]
Function = Callable[..., tuple[Any, ...]]


def written_out(
    steps: Iterable[Step], given: Sequence[int], results: Iterable[int], functions: Mapping[str, Any]
) -> Function:
    """Return the function from the `given` slots, all that come before the steps, to the `results`."""
    lines = [
        f"v{slot} = {op}({', '.join(f'v{source}' for source in sources)})"
        for slot, (op, sources) in enumerate(steps, len(given))
    ]
    return _function([f"v{slot}" for slot in given], lines, [f"v{slot}" for slot in results], functions)


def written_out_in_balls(
    steps: Iterable[Step],
    given: Sequence[int],
    results: Iterable[int],
    constants: Mapping[int, fmpq],
    precision: int,
) -> Function:
    """Return the same, to the last bit, of `given` slots that are balls which are not exact.

    What is made of such a ball, and of constants other than 0, is such a ball too where the table says how.
    It needs no care for what might be exact, and each constant is rounded once. `b7` is slot 7 as a ball.
    """
    balls, usable = set(given), {*given, *(slot for slot, number in constants.items() if number)}
    lines = []
    for slot, (op, sources) in enumerate(steps, len(given) + len(constants)):
        if OPS[op].balls and balls.intersection(sources) and usable.issuperset(sources):
            balls.add(slot)
            usable.add(slot)
            lines.append(f"b{slot} = {_in_balls(op, [f'b{source}' for source in sources])}")
        else:
            lines.append(f"v{slot} = {op}({', '.join(_name(source, balls) for source in sources)})")
    names: dict[str, Any] = {f"v{slot}": number for slot, number in constants.items()}
    with ctx.workprec(precision):
        names |= {f"b{slot}": arb(number) for slot, number in constants.items() if number}
    names |= {op: row.proved for op, row in OPS.items()} | {
        f"{op}_ball": row.balls for op, row in OPS.items()
    }
    return _function([f"b{slot}" for slot in given], lines, [_name(slot, balls) for slot in results], names)


def _in_balls(op: str, operands: list[str]) -> str:
    form = OPS[op].balls
    return form.format(*operands) if isinstance(form, str) else f"{op}_ball({', '.join(operands)})"


def _name(slot: int, balls: set[int]) -> str:
    return f"b{slot}" if slot in balls else f"v{slot}"


def _function(
    arguments: Iterable[str], lines: Iterable[str], results: Iterable[str], names: Mapping[str, Any]
) -> Function:
    body = "".join(f"    {line}\n" for line in lines)
    held = dict(names)
    source = (
        f"def run({', '.join(arguments)}):\n{body}    return ({''.join(f'{name}, ' for name in results)})\n"
    )
    exec(source, held)  # noqa: S102
    run: Function = held["run"]
    return run
