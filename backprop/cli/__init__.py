"""The command `backprop`: values in the terminal, numbers into pages, pictures for the site."""

from backprop.cli.command import main

__all__ = ["main"]
