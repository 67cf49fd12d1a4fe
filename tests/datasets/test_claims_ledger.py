"""The ledger of claims: each row of ``claims`` waits for the reader in the claim checker of a lesson on its reading."""

import re
from pathlib import Path

import pytest

from bamboo_diplomacy import notebookfile, topics, workbook
from bamboo_diplomacy.data import load
from bamboo_diplomacy.explore import claim_checker

CLAIMS = load("claims").set_index("id")
LESSONS = [path for path in topics.notebooks(workbook.root() / "notebooks") if path.stem[:2] != "00"]
CHECKER = re.compile(r'explore\.claim_checker\((?:claim="([^"]+)")?\)')

lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def sources(path: Path, kind: str) -> str:
    cells = notebookfile.read(path).cells
    return "\n\n".join(notebookfile.source_of(cell) for cell in cells if cell.cell_type == kind)


def menus(path: Path) -> list[tuple[str, ...]]:
    """Return what each claim checker of a lesson offers: the ids in its menu."""
    opened = CHECKER.findall(sources(path, "code"))
    checkers = [claim_checker(claim=claim) if claim else claim_checker() for claim in opened]
    return [control.options for checker in checkers for control in checker.controls if control.name == "claim"]


def task(path: Path) -> str:
    """Return what a lesson says under *Check the claim*."""
    return sources(path, "markdown").split("## Check the claim")[1].split("\n## ")[0]


def test_every_claim_is_offered_by_the_checker_of_a_lesson() -> None:
    offered = {claim for path in LESSONS for menu in menus(path) for claim in menu}
    assert sorted(set(CLAIMS.index) - offered) == []


@lesson
def test_the_readings_whose_claims_a_lesson_offers_are_those_that_its_task_cites(path: Path) -> None:
    readings = set(CLAIMS["reading"])
    offered = {CLAIMS.loc[claim, "reading"] for menu in menus(path) for claim in menu}
    assert offered
    assert offered == set(re.findall(r"\[(\w+\d{4})[ \],]", task(path))) & readings
