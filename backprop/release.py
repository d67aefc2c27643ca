"""What is released, and which release this is; its day is that of `CITATION.cff` and of the changelog."""

TITLE = "Backpropagation, worked in full"
AUTHOR = "The backprop authors"
VERSION = "1.0.0"
DATE = "2026-11-22"
