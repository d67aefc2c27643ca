"""The modules of the pages in Node: what a few lines of JavaScript make of them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parents[1] / "docs/assets"


def answers(code: str, module: Path, question: object) -> Any:
    """Return what `code` prints as JSON, given the address of a module and a question on standard input."""
    node = [str(Path(sys.executable).with_name("node")), "--input-type=module", "--eval", code]
    command = [*node, module.as_uri()]
    text = json.dumps(question)
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
