"""A function as arrays: its parameters are one vector, its gradient another."""

from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.expression import Num, Ref, replaced
from backprop.core.graph import Graph, derivative_name
from backprop.exports.program.array import Array, Arrays

VECTOR = "theta"  # theta0, theta1 and so on are its numbers


def polynomial_arrays(graph: Graph) -> Arrays:
    """Return the arrays of descent on a function: where it begins, its value, its gradient term by term."""
    loss, parameters = graph.loss, graph.parameters
    numbers = {name: Ref(f"{VECTOR}[{at}]") for at, name in enumerate(parameters)}
    slopes = [replaced(graph[derivative_name(loss, name)].expr, numbers) for name in parameters]
    gradient = Array(f"d{loss}", slopes, derivative_name(loss, VECTOR), 0)
    start = [_decimal(graph[name].expr) for name in parameters]
    value = Array(loss, replaced(graph[loss].expr, numbers), loss, None)
    return Arrays((Array(VECTOR, start, VECTOR, 0, gradient),), {"error": (value,)})


def _decimal(expr: object) -> str:
    assert isinstance(expr, Num)
    return significant(VALUE_DIGITS)(expr.value)
