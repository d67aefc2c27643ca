"""Backpropagation on small networks, worked in full: every number computed and proved.

    >>> import backprop
    >>> loss = backprop.value("mazur@1:E_total")
    >>> loss
    <Value mazur@1:E_total ≈ 0.29102777369359935>
    >>> f"{loss:.4f}", round(loss, 2), loss < 0.3
    ('0.2910', Decimal('0.29'), True)
    >>> print(loss.formula, "=", loss.substitution)
    E_{o1} + E_{o2} = 0.267976501 + 0.023051272

`examples()` names the networks, `keys("mazur")` the quantities of one. A key is an address that stays: a
network, after `@` how often it has been updated, after `:` the quantity.
"""

from backprop.errors import BackpropError
from backprop.release import DATE, VERSION

TYPE_CHECKING = False  # as type checkers know it, without the time that importing `typing` takes
if TYPE_CHECKING:
    from backprop.core.value import Value

__all__ = ["BackpropError", "Value", "__date__", "__version__", "examples", "keys", "value"]
__date__, __version__ = DATE, VERSION


def value(key: str) -> "Value":
    """Return the proved value at a key such as `mazur@1:E_total`.

    Raises `BackpropError`, with the nearest names, where there is no such key.

    >>> print(value("mazur:net_h1"))
    0.3775
    """
    from backprop.core import record

    return record.value(key)


def keys(run: str) -> tuple[str, ...]:
    """Return the keys of one pass and its update, from the inputs to the new weights.

    `run` is what stands before the colon of a key: an example, its options, after `@` how often it has been
    updated. There are more keys than these: any quantity may be differentiated with respect to any other.
    Raises `BackpropError`, with the nearest names, where there is no such run.

    >>> keys("chain")[:3]
    ('chain:i1', 'chain:w1', 'chain:w2')
    >>> "chain@2:E_total" in keys("chain@2")
    True
    """
    from backprop.core.groups import run_keys

    return run_keys(run)


def examples() -> dict[str, str]:
    """Return the title of each example, by the name that its keys begin with.

    >>> examples()["softmax"]
    'A choice of three'
    """
    from backprop.core.examples import EXAMPLES

    return {name: example.title for name, example in EXAMPLES.items()}


def __dir__() -> list[str]:
    return __all__


if not TYPE_CHECKING:  # a type checker knows `Value` from above, and no other name

    def __getattr__(name: str) -> object:
        """Return `Value`, whose module is imported when it is asked for."""
        if name != "Value":
            raise AttributeError(f"module 'backprop' has no attribute {name!r}; it has {', '.join(__all__)}")
        from backprop.core.value import Value

        return Value
