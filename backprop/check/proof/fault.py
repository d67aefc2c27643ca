"""What is wrong with a part of a formula."""

from dataclasses import dataclass

from backprop.check.formulas.syntax import Node


@dataclass(frozen=True)
class Fault:
    """What is wrong with a part of a side."""

    node: Node
    rule: str
    message: str
