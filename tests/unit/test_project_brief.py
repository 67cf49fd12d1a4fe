"""The page of a project: made when all its parts hold, in the language in use; what students wrote is harmless."""

import numpy as np
import pandas as pd
import pytest

from bamboo_diplomacy.project.brief import brief

PROJECT = {
    "audience": "LAO",
    "group": "diaspora",
    "objective": "cooperation",
    "programme": ["P01", "P02", "P12"],
    "indicators": [
        {"name": "classes | held", "kind": "output", "baseline": "0", "target": 24, "unit": "classes", "year": 2028},
        {
            "name": "<b>joint</b> firms",
            "kind": "impact",
            "baseline": "2026",
            "target": 3,
            "unit": "firms",
            "year": 2031,
        },
    ],
    "evaluation": {
        "design": "with-without",
        "comparison": "families in two provinces without it",
        "waves": ["2026-10", "2030-01"],
        "smallest_effect": 0.1,
        "per_group": 193,
    },
}


def test_the_page_tells_the_gap_the_money_and_the_evaluation():
    page = brief(**PROJECT)
    assert "0 of the recorded activities with Laos are for Vietnamese who live there" in page.text
    assert "83 of 100 are spent" in page.text
    assert "| P12 · New Year with neighbours | Vietnamese who live there | 35 | 3 |" in page.content


def test_what_a_student_wrote_breaks_neither_the_table_nor_the_page():
    content = brief(**PROJECT).content
    assert r"classes \| held" in content
    assert "<b>" not in content


def test_what_a_student_wrote_is_shown_as_it_stands_and_not_as_markdown():
    evaluation = {**PROJECT["evaluation"], "comparison": "groups *not* in [it] for $5 or `none`"}
    content = brief(**{**PROJECT, "evaluation": evaluation}).content
    assert r"groups \*not\* in \[it\] for \$5 or \`none\`" in content


def test_the_page_takes_what_the_checks_take():
    evaluation = {**PROJECT["evaluation"], "per_group": np.int64(193), "waves": ("2026-10", "2030-01")}
    own = {**PROJECT, "programme": ("P01", "P02", "P12"), "evaluation": evaluation}
    assert brief(**own).content == brief(**PROJECT).content


@pytest.mark.parametrize(
    "given",
    [pd.Series(["LAO"]), pd.DataFrame(), print, 10**5000, "x" * 2_000_000],
    ids=["column", "table", "function", "huge number", "huge text"],
)
def test_a_part_that_no_check_takes_is_open(given):
    assert "Still open: group, gap" in brief(**{**PROJECT, "audience": given}).text


@pytest.mark.parametrize(("part", "named"), [("objective", "gap, programme"), ("evaluation", "evaluation")])
def test_parts_that_are_open_are_named_in_place_of_the_page(part, named):
    text = brief(**{**PROJECT, part: ...}).text
    assert text == f"The page is made when every part of the project is accepted. Still open: {named}."


def test_the_page_speaks_vietnamese(monkeypatch):
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    page = brief(**PROJECT)
    assert "Một chương trình ngoại giao văn hóa với Lào" in page.text
    assert "mức thay đổi 0,1." in page.text
