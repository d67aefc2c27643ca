"""Slips: known mistakes as edits of a graph, and which one explains a number."""

from backprop.slips.explanation import Explanation, Match, explain, explain_in
from backprop.slips.families import slips
from backprop.slips.slip import Slip, proved, value

__all__ = ["Explanation", "Match", "Slip", "explain", "explain_in", "proved", "slips", "value"]
