"""The tools that are measured beside ours, each with what it needs to build a corpus."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from backprop import files
from scripts.benchmark.forms import Form, Pages, calls, dollars, fenced, unchanged

MATERIAL = """site_name: A study
theme:
  name: material
  font: false
markdown_extensions:
  - attr_list
  - tables
"""
IN_BROWSER = f"""{MATERIAL}  - pymdownx.arithmatex:
      generic: true
"""
KATEX = "node_modules/katex/dist"
TYPESET = 'class="katex"'
MKDOCS = ("mkdocs", "build", "--quiet")


@dataclass(frozen=True)
class Tool:
    """A tool: where it typesets formulas, what is installed for it, and how it builds a folder of pages.

    `packages` are installed into an environment of their own; without any it runs in that of this project.
    `pages` is how many of a corpus it is given, where all would take too long.
    """

    name: str
    title: str
    mathematics: str
    packages: tuple[str, ...]
    form: Form
    settings: Mapping[str, str]
    command: tuple[str, ...] = MKDOCS
    output: str = "site"
    pages: int | None = None
    leftovers: tuple[str, ...] = field(default=(".cache", "tmp"))


FLOOR = Tool("floor", "Material for MkDocs, the same files", "none", (), unchanged, {"mkdocs.yml": MATERIAL})
PEERS = (
    Tool(
        "zensical",
        "Zensical",
        "in the browser",
        ("zensical==0.0.73",),
        dollars,
        {"mkdocs.yml": IN_BROWSER},
        ("zensical", "build", "--clean"),
    ),
    Tool("material", "Material for MkDocs", "in the browser", (), dollars, {"mkdocs.yml": IN_BROWSER}),
    Tool(
        "macros",
        "mkdocs-macros, numbers looked up",
        "in the browser",
        ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "mkdocs-macros-plugin==1.5.0"),
        calls,
        {
            "mkdocs.yml": f"{IN_BROWSER}plugins: [search, macros: {{module_name: lookup}}]\n",
            "lookup.py": """import json
from pathlib import Path


def define_env(env):
    values = json.loads(Path(__file__).with_name("docs").joinpath("values.json").read_text())
    env.macro(values.__getitem__, "value")
""",
        },
    ),
    Tool(
        "sphinx",
        "Sphinx with MyST",
        "in the browser",
        ("sphinx==9.0.4", "myst-parser==5.2.0"),
        dollars,
        {
            "docs/conf.py": 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["dollarmath"]\n',
            "docs/index.md": "# A study\n\n```{toctree}\n:glob:\n\nlessons/*\n```\n",
        },
        ("sphinx-build", "-q", "docs", "site"),
    ),
    Tool(
        "book",
        "Jupyter Book, nothing executed",
        "in the browser",
        ("jupyter-book==1.0.4.post1",),
        dollars,
        {
            "docs/_config.yml": 'title: A study\nexecute:\n  execute_notebooks: "off"\n',
            "docs/_toc.yml": "format: jb-book\nroot: index\nchapters:\n  - glob: lessons/*\n",
        },
        ("jupyter-book", "build", "-q", "docs"),
        "docs/_build/html",
        leftovers=("docs/_build",),
    ),
    Tool(
        "ssr",
        "mkdocs-katex-ssr",
        "at the build",
        ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "mkdocs-katex-ssr==1.0.11"),
        dollars,
        {"mkdocs.yml": f"{IN_BROWSER}plugins:\n  - search\n  - katex-ssr: {{katex_dist: {KATEX}}}\n"},
    ),
    Tool(
        "stock",
        "markdown-katex, one page alone",
        "at the build",
        ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "markdown-katex==202406.1035"),
        fenced,
        {"mkdocs.yml": f"{MATERIAL}  - markdown_katex:\n      insert_fonts_css: false\n"},
        pages=1,
    ),
)


@dataclass(frozen=True)
class Environment:
    """The folder of the programs of a tool, or why there is none."""

    programs: Path
    missing: str = ""


def installed(tool: Tool, folder: Path) -> Environment:
    """Return the environment of a tool, made below `folder` where it is not there yet."""
    if not tool.packages:
        return Environment(Path(sys.executable).parent)
    root = folder / tool.name
    programs, record, wanted = root / "bin", root / "installed", "\n".join(tool.packages)
    if not (record.is_file() and files.read(record) == wanted):
        shutil.rmtree(root, ignore_errors=True)
        quiet = ["--quiet", "--disable-pip-version-check"]
        for command in (
            [sys.executable, "-m", "venv", str(root)],
            [str(programs / "python"), "-m", "pip", "install", *quiet, *tool.packages],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                lines = done.stderr.strip().splitlines()
                return Environment(programs, lines[-1] if lines else f"exit code {done.returncode}")
        files.write(record, wanted)
    return Environment(programs)


def write_project(tool: Tool, pages: Pages, folder: Path) -> None:
    """Write the pages of a corpus into a folder, in the tool's form and with its settings."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in tool.form(chosen(pages, tool.pages)).items():
        files.write(folder / "docs" / path, text)
    for name, text in tool.settings.items():
        files.write(folder / name, text)


def chosen(pages: Pages, count: int | None) -> Pages:
    """Return the first page and the first lessons after it, as many as a tool is given."""
    lessons = [path for path in pages if path.parent != PurePosixPath()]
    left_out = set(lessons[count:] if count is not None else ())
    return {path: text for path, text in pages.items() if path not in left_out}
