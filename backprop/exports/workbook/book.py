"""The workbook of an example, as the bytes of a file."""

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from backprop.core.example import Example
from backprop.core.project import project
from backprop.exports import FOLDER
from backprop.exports.workbook.conventions import add_conventions
from backprop.exports.workbook.run import runs
from backprop.exports.workbook.sheet import Looks
from backprop.exports.workbook.training import add_rates, add_training
from backprop.exports.workbook.worked import add_worked

CREATED = datetime(1980, 1, 1)  # like all files within, so that the same numbers make the same bytes


def workbook_files(example: Example) -> dict[str, bytes]:
    """Return the workbook of an example by the name of its file; without training it has one sheet."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties(
            {"title": example.title, "subject": project().title, "comments": "CC BY 4.0", "created": CREATED}
        )
        looks, trained = Looks(book), runs(example)
        places = add_worked(book, looks, example)
        for run in trained:
            add_training(book, looks, run, places)
        if trained:
            add_rates(book, looks, trained)
            add_conventions(book, looks, trained[0])
    return {f"{FOLDER}/{example.name}.xlsx": file.getvalue()}
