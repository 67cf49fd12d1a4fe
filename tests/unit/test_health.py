"""The health page: every notebook has a row, and one that was not run is never said to be well."""

import datetime as dt
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from support.health import facts, join, name_of, page, whole_course
from support.measured import Measured

TESTS = Path(__file__).resolve().parents[1]
WELL = Measured("notebooks/00_a.ipynb", True, 2.5, 150_000_000, 7, 5, {"image/png": 2})
BROKEN = Measured("solutions/00_a.ipynb", False, 1.25, 90_000_000, 3, 1, {}, ("t00-<sum>-check",))
NAMES = ["notebooks/00_a.ipynb", "notebooks/01_b.ipynb", "exercises/00_a.ipynb", "solutions/00_a.ipynb"]


class Table(HTMLParser):
    """The text of a page's table, row by row and cell by cell, and what else the page has and refers to."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.tags, self.references, self.language = [], set(), [], None
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):  # noqa: D102 - as in HTMLParser
        own = dict(attributes)
        self.tags.add(tag)
        self.references += [own[name] for name in ("src", "href") if name in own]
        self.language = own.get("lang", self.language)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        self._inside = tag in ("td", "th") or self._inside

    def handle_endtag(self, tag):  # noqa: D102 - as in HTMLParser
        self._inside = self._inside and tag not in ("td", "th")

    def handle_data(self, data):  # noqa: D102 - as in HTMLParser
        if self._inside:
            self.rows[-1][-1] += data.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def table():
    return Table(page(join(NAMES, [BROKEN, WELL]), {"Python": "3.14"}))


def test_each_notebook_has_its_row_below_the_heading_of_its_folder(table):
    assert [row[0] for row in table.rows] == [
        *("Notebook", "Lessons", "00_a", "01_b"),
        *("Exercises as handed out", "00_a", "Solutions", "00_a", "All that were run"),
    ]


def test_a_row_has_the_numbers_and_what_nbval_passed_over(table):
    assert table.rows[2] == ["00_a", "2.5", "150", "7", "5passed over: 2 × PNG", "✓ passed"]


def test_a_notebook_that_was_not_run_has_no_numbers_and_says_so(table):
    assert table.rows[3] == ["01_b", "–", "–", "–", "–", "– not run"]


def test_a_failed_notebook_names_its_cells(table):
    assert table.rows[7][-1] == "✗ failedt00-<sum>-check"


def test_the_sums_are_of_what_was_run(table):
    assert table.rows[8] == ["All that were run", "3.8", "at most 150", "10", "6", ""]


def test_the_page_is_whole_in_itself_and_speaks_its_language(table):
    assert table.references == []
    assert not {"script", "img", "link"} & table.tags
    assert {"caption", "table", "dl"} <= table.tags
    assert table.language == "en"


def test_a_page_without_any_measurement_can_be_read():
    assert Table(page(join(NAMES, []), {})).rows[8][1:4] == ["0.0", "at most 0", "0"]


def test_the_whole_course_is_every_notebook_of_every_folder(tmp_path):
    for name in (*NAMES, "exercises/00_a.new.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = whole_course(tmp_path)
    assert [name_of(path) for paths in found.values() for path in paths] == NAMES


def test_the_facts_of_the_machine_have_the_time_with_its_zone():
    known = facts(dt.datetime(2026, 11, 22, 16, 5, tzinfo=dt.UTC))
    assert known["Date"] == "2026-11-22 16:05 UTC"
    assert known["Processor cores"] == str(os.cpu_count())
    assert "nbval " in known["Versions"]


def test_a_notebook_passed_only_if_it_was_run_to_its_end():
    rows = join(["a", "b", "c"], [Measured("a", passed=True), Measured("b")])
    assert [row.verdict for row in rows] == ["passed", "failed", "not run"]


CONFTEST = """
from pathlib import Path
from support.health import HealthPage

def pytest_configure(config):
    config.pluginmanager.register(HealthPage(Path(__file__).parent))
"""
SESSION = """
import pytest
from dataclasses import asdict
from support.health import PROPERTY
from support.measured import Measured

@pytest.mark.parametrize("number", range(4))
def test_measured(number, record_property):
    record_property(PROPERTY, asdict(Measured(f"notebooks/0{number}_topic.ipynb", passed=True, seconds=number)))

def test_other():
    pass
"""


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """Return a workbook of five notebooks; its tests run four of them."""
    root = tmp_path_factory.mktemp("workbook")
    (root / "notebooks").mkdir()
    for number in range(5):
        (root / "notebooks" / f"0{number}_topic.ipynb").touch()
    (root / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (root / "test_session.py").write_text(SESSION, encoding="utf-8")
    return root


def session(workbook, *options):
    """Return the lines that a session of pytest prints; its process finds what supports our tests."""
    command = [sys.executable, "-m", "pytest", "--disable-plugin-autoload", "-p", "xdist", "-p", "no:cacheprovider"]
    command += ["-c", os.devnull, f"--rootdir={workbook}", "--color=no", *options]
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=workbook, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_what_two_workers_measured_stands_on_one_page_which_the_summary_names_at_its_end(workbook):
    lines = session(workbook, "-n", "2", "-rA")
    assert lines[-2] == "Notebooks: 4 passed, 0 failed, 1 not run. test-output/health.html has the numbers."
    numbers = json.loads((workbook / "test-output" / "health.json").read_text(encoding="utf-8"))
    assert [(own["verdict"], own.get("seconds")) for own in numbers["notebooks"]] == [
        *(("passed", number) for number in range(4)),
        ("not run", None),
    ]
    assert (workbook / "test-output" / "health.html").is_file()


def test_a_session_that_runs_no_notebook_leaves_the_page_alone(workbook):
    written = workbook / "test-output" / "health.html"
    written.parent.mkdir(exist_ok=True)
    written.write_text("as it was", encoding="utf-8")
    assert not any("health.html" in line for line in session(workbook, "-k", "other"))
    assert written.read_text(encoding="utf-8") == "as it was"
