"""The workbook of an example, as the bytes of a file."""

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from backprop.exports import FOLDER
from backprop.exports.workbook.conventions import conventions
from backprop.exports.workbook.looks import Looks
from backprop.exports.workbook.rates import rates
from backprop.exports.workbook.run import runs
from backprop.exports.workbook.training import training
from backprop.exports.workbook.worked import worked
from backprop.networks.examples import Example
from backprop.release import TITLE

CREATED = datetime(1980, 1, 1)  # like all files within, so that the same numbers make the same bytes


def workbook_files(example: Example) -> dict[str, bytes]:
    """Return the workbook of an example by the name of its file."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties(
            {"title": example.title, "subject": TITLE, "comments": "CC BY 4.0", "created": CREATED}
        )
        looks, found = Looks(book), runs(example)
        places = worked(book, looks, example)
        for run in found:
            training(book, looks, run, places)
        rates(book, looks, found)
        conventions(book, looks, found[0])
    return {f"{FOLDER}/{example.name}.xlsx": file.getvalue()}
