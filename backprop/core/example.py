"""What every worked example answers, whatever its subject is."""

from collections.abc import Mapping
from typing import Protocol

from backprop.core.graph import Graph
from backprop.core.options import Options


class Example(Protocol):
    """A worked example: a graph under each choice of options, and what readers are told about it.

    `rates` are the learning rates that pages compare, `rate` the usual one. `form` names what programs are
    written from, such as `network`; it is empty where there is no program but the graph. `words` explain the
    stages of a pass (`given`, `forward`, `error`, `backward`, `update`, `training`) to people who run a
    program, and `titles` name a stage where it has a better name than everywhere else.
    """

    @property
    def name(self) -> str:
        """The first part of every key: letters, digits and hyphens."""

    @property
    def title(self) -> str:
        """The name for readers."""

    @property
    def rate(self) -> str:
        """The learning rate unless a key says otherwise."""

    @property
    def rates(self) -> tuple[str, ...]:
        """The learning rates that pages compare."""

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The values of each option, the default first; the last one may stand for any decimal."""

    @property
    def form(self) -> str:
        """What programs are written from."""

    @property
    def words(self) -> Mapping[str, str]:
        """What happens in each stage of a pass."""

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of stages that differ from the usual ones."""

    def graph(self, options: Options) -> Graph:
        """Return the graph under `options`, all of them given."""
