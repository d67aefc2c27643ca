"""What is measured: a folder, the commands that build it, and how it is prepared before each round."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from backprop import files
from scripts.benchmark.clock import Cost, measured
from scripts.benchmark.forms import Pages
from scripts.benchmark.saves import Preview
from scripts.benchmark.tools import FLOOR, MATERIAL, TYPESET, Tool, write_project

ROOT = Path(__file__).parents[2]
BUILD: Mapping[str, Sequence[str]] = {"build": ("backprop", "build")}
# The same in parts, command by command.
STAGES: Mapping[str, Sequence[str]] = {
    "inject": ("backprop", "inject", "--check"),
    "figures": ("backprop", "assets"),
    "check": ("backprop", "check", "--format", "brief"),
    "export": ("backprop", "export", "docs", "--pages", "docs"),
    "pages": ("mkdocs", "build", "--strict", "--quiet"),
}
# How the live preview is started, and where it shows pages.
PORT = "8765"
SERVE = ("backprop", "serve", "--port", PORT)
# What our commands make: without these a folder is as it was cloned.
PRODUCTS = (
    *(
        ".cache",
        "site",
        "docs/figures",
        "docs/assets/cards",
        "docs/assets/katex",
        "docs/assets/mark",
        "docs/assets/text-face",
        "docs/values.json",
    ),
    *(f"docs/values/*.{suffix}" for suffix in ("csv", "ipynb", "json", "py", "xlsx")),
)
OPERATIONS = Path("backprop/core/ops.py")
BY_STAGE = ", by stage"
SITE_PAGE, CORPUS_PAGE = Path("docs/learn/neuron.md"), Path("docs/lessons/aaa.md")


@dataclass(frozen=True)
class Job:
    """Commands by the stage that they are; `prepare` is given the number of the round."""

    name: str
    folder: Path
    stages: Mapping[str, Sequence[str]]
    output: str
    prepare: Callable[[int], None]
    environment: Mapping[str, str] = field(default_factory=dict)


# A first start compiles our sources for all that follow, as it does for everybody.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
Round = Mapping[str, Cost]


def run(job: Job, number: int) -> Round:
    """Run a job once, and return what each stage cost."""
    job.prepare(number)
    environment = {**QUIET, "TMPDIR": str(existing(job.folder / "tmp")), **job.environment}
    return {stage: measured(command, job.folder, environment) for stage, command in job.stages.items()}


def existing(folder: Path) -> Path:
    """Return a folder that is there."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def clone(folder: Path) -> None:
    """Put this project, as it is committed, into a folder, with the packages that are installed here."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(
        [shutil.which("git") or "git", "clone", "--quiet", "--local", str(ROOT), str(folder)], check=True
    )
    (folder / "node_modules").symlink_to(ROOT / "node_modules")


@dataclass(frozen=True)
class Project:
    """A folder of ours to build, the package that builds it, and the page that is edited."""

    name: str
    folder: Path
    package: Path
    page: Path


def forget(project: Project, _: int) -> None:
    """Leave nothing that was made before."""
    for pattern in PRODUCTS:
        for path in project.folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def edit_page(project: Project, number: int) -> None:
    """Let a page grow by a sentence."""
    append(project.folder / project.page, f"\nWords{' and words' * number}.\n")


def edit_comment(project: Project, number: int) -> None:
    """Let the code of the operations grow by a comment."""
    append(project.package / OPERATIONS, f"# Comment {number}.\n")


STATES: Mapping[str, Callable[[Project, int], None]] = {
    "cold": forget,
    "nothing changed": lambda *_: None,
    "one page edited": edit_page,
    "a comment changed": edit_comment,
}


def our_jobs(project: Project) -> list[Job]:
    """Return the jobs of ours on a project, one for each state that it is built in, in their order."""
    return [our_job(project, state, BUILD) for state in STATES]


def stage_jobs(project: Project) -> list[Job]:
    """Return the jobs that build a project command by command, from nothing and again."""
    return [our_job(project, state, STAGES, BY_STAGE) for state in ("cold", "nothing changed")]


def our_job(project: Project, state: str, commands: Mapping[str, Sequence[str]], more: str = "") -> Job:
    """Return the job that builds a project in a state; `more` is said of it in its name."""
    stages = {stage: (sys.executable, "-m", *words) for stage, words in commands.items()}
    return Job(
        f"{project.name}, {state}{more}",
        project.folder,
        stages,
        "site",
        partial(STATES[state], project),
        {"PYTHONPATH": str(project.package)},
    )


def preview_of(project: Project) -> Preview:
    """Return the live preview of a project, and the page that is saved in it."""
    address = f"http://127.0.0.1:{PORT}/{project.page.relative_to('docs').with_suffix('').as_posix()}/"
    environment = {**QUIET, "PYTHONPATH": str(project.package)}
    return Preview((sys.executable, "-m", *SERVE), project.folder, project.page, address, environment)


def append(file: Path, text: str) -> None:
    """Write a text to the end of a file."""
    files.write(file, files.read(file) + text)


def peer_job(tool: Tool, programs: Path, pages: Pages, folder: Path) -> Job:
    """Return the job of another tool, which begins anew in each round."""
    write_project(tool, pages, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")

    def begin_anew(_: int) -> None:
        for name in (tool.output, *tool.leftovers):
            shutil.rmtree(folder / name, ignore_errors=True)

    program, *words = tool.command
    path = f"{programs}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    stages = {"build": (str(programs / program), *words)}
    return Job(tool.name, folder, stages, tool.output, begin_anew, {"PATH": path})


def floor_job(project: str, source: Path, programs: Path, folder: Path) -> Job:
    """Return the job of the floor on the pages of a project, with its navigation."""
    _, mark, navigation = files.read(source / "mkdocs.yml").partition("\nnav:\n")
    settings = {"mkdocs.yml": f"{MATERIAL}{mark.lstrip()}{navigation}"}
    tool = replace(FLOOR, name=f"{project}, floor", settings=settings)
    return peer_job(tool, programs, read_pages(source / "docs"), folder)


def read_pages(docs: Path) -> Pages:
    """Return the text of each page below a folder."""
    return {
        PurePosixPath(path.relative_to(docs).as_posix()): files.read(path)
        for path in sorted(docs.rglob("*.md"))
    }


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def typeset_in(folder: Path) -> int:
    """Return how many formulas stand typeset in the built lessons of a corpus."""
    return sum(files.read(page).count(TYPESET) for page in folder.glob("lessons/*/index.html"))
