"""Our own processes start without what they never use."""

import subprocess
import sys

GRADE_HELP = """
import sys
from bamboo_diplomacy.cli import main

main(["grade", "--help"])
assert "nbformat" in sys.modules
sys.exit("lark" in sys.modules or "arrow" in sys.modules)
"""
DAMAGED = """
from bamboo_diplomacy.lean_imports import leave_out_unused_formats

leave_out_unused_formats()
import nbformat

try:
    nbformat.validate({"cells": [{"cell_type": "poem"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
except nbformat.ValidationError:
    raise SystemExit(0)
raise SystemExit("a damaged notebook passed")
"""


LAB = """
import sys
import bamboo_diplomacy.commands.lab

sys.exit("nbformat" in sys.modules or "pandas" in sys.modules)
"""


def run(script: str) -> int:
    return subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode


def test_the_command_builds_no_grammar_of_addresses():
    assert run(GRADE_HELP) == 0


def test_opening_the_workbook_loads_nothing_of_the_grader_until_it_has_something_to_carry_over():
    assert run(LAB) == 0


def test_notebooks_are_validated_all_the_same():
    assert run(DAMAGED) == 0
