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


def run(script: str) -> int:
    return subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode


def test_the_command_builds_no_grammar_of_addresses():
    assert run(GRADE_HELP) == 0


def test_notebooks_are_validated_all_the_same():
    assert run(DAMAGED) == 0
