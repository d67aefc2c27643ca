"""What others take from here: data, workbooks, programs and citations, one format a file."""

from collections.abc import Callable
from typing import Any

FOLDER = "values"  # of the files of all examples, below the root of a site

# Runs the cells of a notebook; an error begins with the name of its file.
RunCells = Callable[[Any, str], None]
