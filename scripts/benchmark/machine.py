"""What the measuring was done on."""

import os
import platform
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "numpy", "matplotlib", "python-flint")


def machine() -> Mapping[str, str]:
    """Return processor, cores, memory, system, and the versions of what builds our pages."""
    return {
        "Processor": processor(),
        "Cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "Memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / (1 << 30):.0f} GiB",
        "System": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def processor() -> str:
    """Return the name of the processor, as far as the system tells it."""
    described = Path("/proc/cpuinfo")
    text = described.read_text() if described.is_file() else ""
    match = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return match[1] if match else platform.processor() or platform.machine()
