"""`mkdocs.yml` as YAML holds it, with the place of each part; tags for other programs are not resolved."""

from collections.abc import Sequence

import yaml

from backprop.errors import BackpropError

SETTINGS = "mkdocs.yml"


def compose_settings(path: str, text: str) -> yaml.Node | None:
    """Return the settings; raise where the text is no YAML."""
    try:
        return yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise BackpropError(f"{path}: found {' '.join(str(error).split())}, expected YAML") from error


def entries_of(node: yaml.Node | None) -> Sequence[tuple[yaml.Node, yaml.Node]]:
    """Return the names and values of a map; none of anything else."""
    return node.value if isinstance(node, yaml.MappingNode) else ()


def items_of(node: yaml.Node | None) -> Sequence[yaml.Node]:
    """Return the items of a list; none of anything else."""
    return node.value if isinstance(node, yaml.SequenceNode) else ()


def value_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """Return what a map has under a name."""
    return next((value for key, value in entries_of(node) if key.value == name), None)
