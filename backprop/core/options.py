"""Options of a run: what each takes beside the words that it names."""

from collections.abc import Mapping

Options = Mapping[str, str]

DECIMAL, SIGNED = "a decimal number such as 0.5", "a decimal number such as -0.5"
