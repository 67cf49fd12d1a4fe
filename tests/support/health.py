"""The health page: what every notebook of the workbook took in a test session, for people and for programs.

Tests hand in what they measured as a property of their report, under the name `PROPERTY`. Reports come from every
worker to the one process that speaks to the terminal; there the plug-in `HealthPage` joins them with the list of all
notebooks and writes ``health.html`` and ``health.json``.
"""

import datetime as dt
import importlib.metadata
import json
import os
import platform
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import jinja2
import psutil
import pytest

from bamboo_diplomacy import topics
from support.measured import Measured
from support.offline import namespace

PROPERTY = "notebook measured"
FOLDERS = {"notebooks": "Lessons", "exercises": "Exercises as handed out", "solutions": "Solutions"}
VERSIONS = ("bamboo-diplomacy", "nbval", "pytest", "ipykernel", "ipywidgets", "jupyterlab", "numpy", "pandas")
KINDS = {"application/vnd.jupyter.widget-view+json": "widget", "image/png": "PNG", "image/jpeg": "JPEG"}


def whole_course(root: Path) -> dict[str, list[Path]]:
    """Return every notebook of the workbook, by the name of its folder and in the order of the course."""
    return {folder: topics.notebooks(root / folder) for folder in FOLDERS}


def name_of(path: Path) -> str:
    """Return how a notebook is called on the page: by its folder and its file.

    Examples
    --------
    >>> name_of(Path("workbook/solutions/04_us_trust.ipynb"))
    'solutions/04_us_trust.ipynb'
    """
    return f"{path.parent.name}/{path.name}"


@dataclass(frozen=True)
class Row:
    """One notebook of the page, with what was measured; None if it was not run in this session."""

    notebook: str
    measured: Measured | None

    @property
    def verdict(self) -> str:
        """What is said of the notebook in a word or two."""
        if self.measured is None:
            return "not run"
        return "passed" if self.measured.passed else "failed"


def join(notebooks: Iterable[str], measured: Iterable[Measured]) -> list[Row]:
    """Return a row for each notebook, whether it was measured or not."""
    known = {own.notebook: own for own in measured}
    return [Row(name, known.get(name)) for name in notebooks]


def facts(when: dt.datetime) -> dict[str, str]:
    """Return what a reader must know of the machine to judge the numbers."""
    return {
        "Date": when.strftime("%Y-%m-%d %H:%M %Z"),
        "System": platform.platform(terse=True),
        "Processor cores": str(os.cpu_count()),
        "Memory": f"{psutil.virtual_memory().total / 1e9:.1f} GB",
        "Python": platform.python_version(),
        "Versions": ", ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS),
        "Network": "cut by a namespace and by a guard" if namespace() else "cut by a guard",
    }


def write(folder: Path, rows: Sequence[Row], machine: Mapping[str, str]) -> Path:
    """Write the page and its numbers, and return where the page is."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = {"machine": dict(machine), "notebooks": [_plain(row) for row in rows]}
    (folder / "health.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    path = folder / "health.html"
    path.write_text(page(rows, machine), encoding="utf-8")
    return path


def page(rows: Sequence[Row], machine: Mapping[str, str]) -> str:
    """Return the page, in the dress of the pages that `bamboo grade` writes."""
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(Path(__file__).parent), _house_style()]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(language="en", title="Health of the notebooks", folders=FOLDERS, kinds=KINDS)
    return environment.get_template("health.html").render(rows=rows, machine=machine, sentence=said(rows))


class HealthPage:
    """A pytest plug-in that writes the page after the last test, if a notebook was run.

    Workers of a session may have it too: only the process that speaks to the terminal sums up.

    Parameters
    ----------
    root
        The folder of the workbook.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._measured: dict[str, Measured] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what a test measured, here or in another worker."""
        for name, value in report.user_properties:
            if name == PROPERTY:
                own = Measured.from_json(value)
                self._measured[own.notebook] = own

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> Generator[None]:
        """Write the page, and name it below everything else that the summary says."""
        yield
        if self._measured:
            names = [name_of(path) for paths in whole_course(self._root).values() for path in paths]
            rows = join(names, self._measured.values())
            path = write(self._root / "test-output", rows, facts(dt.datetime.now(tz=dt.UTC)))
            terminalreporter.write_line(f"{said(rows)} {path.relative_to(self._root).as_posix()} has the numbers.")


def said(rows: Iterable[Row]) -> str:
    """Return in a sentence how many notebooks passed.

    Examples
    --------
    >>> said([Row("a", Measured("a", passed=True)), Row("b", None)])
    'Notebooks: 1 passed, 0 failed, 1 not run.'
    """
    verdicts = [row.verdict for row in rows]
    return f"Notebooks: {', '.join(f'{verdicts.count(word)} {word}' for word in ('passed', 'failed', 'not run'))}."


def _plain(row: Row) -> dict[str, Any]:
    own = asdict(row.measured) if row.measured else {}
    own.pop("passed", None)
    return {"notebook": row.notebook, "verdict": row.verdict, **own}


def _house_style() -> jinja2.BaseLoader:
    return jinja2.PackageLoader("bamboo_diplomacy.grade")
