"""The package as a whole: it imports quickly, changes nothing, and its parts depend on each other one way."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bamboo_diplomacy
from bamboo_diplomacy import workbook

SOURCE = Path(bamboo_diplomacy.__file__).parent
HEAVY = ("pandas", "numpy", "ipywidgets", "IPython", "matplotlib", "nbformat", "click")
FORBIDDEN = {
    "models": ("data", "figures", "explore", "practice", "author", "grade", "kernels", "lab", "commands", "cli"),
    "data": ("figures", "explore", "practice", "author", "grade", "kernels", "lab", "commands", "cli", "models"),
    "figures": ("explore", "practice", "author", "grade", "kernels", "lab", "commands", "cli"),
    "explore": ("practice", "author", "grade", "kernels", "lab", "commands", "cli"),
    "practice": ("author", "grade", "kernels", "course", "figures", "lab", "commands", "cli"),
    "course": ("author", "grade", "kernels", "explore", "figures", "lab", "commands", "cli"),
    "grade": ("author", "explore", "figures", "lab", "commands", "cli"),
    "kernels": ("author", "grade", "practice", "explore", "figures", "lab", "commands", "cli"),
    "project": ("author", "grade", "kernels", "explore", "figures", "lab", "commands", "cli"),
    "slides": ("author", "grade", "kernels", "explore", "lab", "commands", "cli"),
    "lab": ("author", "kernels", "explore", "figures", "commands", "cli"),
    "author": ("explore", "figures", "lab", "slides", "commands", "cli"),
    "strings": ("data", "figures", "explore", "practice", "author", "grade", "kernels", "lab", "commands", "cli"),
}


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bamboo_diplomacy"):
            yield node.module.split(".")[1] if "." in node.module else ""
            if node.module == "bamboo_diplomacy":
                yield from (name.name for name in node.names)


def test_importing_the_package_imports_nothing_heavy():
    code = f"import sys, bamboo_diplomacy; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("part", FORBIDDEN)
def test_imports_run_one_way(part):
    wrong = [
        (path.relative_to(SOURCE).as_posix(), name)
        for path in sorted((SOURCE / part).rglob("*.py"))
        for name in imports_of(path)
        if name in FORBIDDEN[part]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in bamboo_diplomacy.__all__ if name != "__version__"])
def test_every_public_name_can_be_had(name):
    assert getattr(bamboo_diplomacy, name) is not None


def test_an_unknown_public_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = bamboo_diplomacy.nothing


def test_no_module_imports_everything_from_another():
    stars = [
        path.name
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names)
    ]
    assert stars == []


def test_a_workbook_that_is_not_there_is_said_where_it_was_looked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path))
    with pytest.raises(workbook.WorkbookNotFoundError, match="has no folder 'datasets'"):
        workbook.root()
