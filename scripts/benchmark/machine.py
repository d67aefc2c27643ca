"""What the measuring was done on."""

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "numpy", "matplotlib", "python-flint")


def machine() -> Mapping[str, str]:
    """Return day and commit, the parts of the machine, and the versions of what builds pages."""
    return {
        "Day": datetime.now(UTC).date().isoformat(),
        "Commit": commit(),
        "Processor": processor(),
        "Cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "Memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / (1 << 30):.0f} GiB",
        "System": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def commit() -> str:
    """Return the short name of the commit that is measured."""
    command = [shutil.which("git") or "git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def processor() -> str:
    """Return the name of the processor, as far as the system tells it."""
    described = Path("/proc/cpuinfo")
    text = described.read_text() if described.is_file() else ""
    match = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return match[1] if match else platform.processor() or platform.machine()
