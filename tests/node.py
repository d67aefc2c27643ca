"""The modules of the pages in Node: what a few lines of JavaScript make of them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from backprop.exports.operations import FILE, operations_module

ASSETS = Path(__file__).parents[1] / "docs/assets"


def modules(folder: Path) -> Path:
    """Return `folder` with all modules of the pages, those too that are made from the package."""
    for path in ASSETS.glob("*.mjs"):
        shutil.copy(path, folder)
    (folder / FILE).write_text(operations_module(), "utf-8")
    return folder


def answers(code: str, module: Path, question: object) -> Any:
    """Return what `code` prints as JSON, given the address of a module and a question on standard input."""
    node = [str(Path(sys.executable).with_name("node")), "--input-type=module", "--eval", code]
    command = [*node, module.as_uri()]
    text = json.dumps(question)
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
