"""Two reports of one edition: what the title counts, and what is refused in a sentence."""

import pandas as pd
import pytest

from bamboo_diplomacy import figures, load

INDEX = "Global Soft Power Index"


def test_the_title_counts_the_ranks_that_differ() -> None:
    editions = load("soft_power_editions")
    reports = editions[(editions["index"] == INDEX) & (editions["edition"] == 2021)]
    differ = reports.groupby("iso3")["rank"].nunique().gt(1).sum()
    title = figures.two_reports(editions, INDEX, 2021).title
    assert title.startswith(f"One edition, two reports: {differ} of {reports['iso3'].nunique()} ranks differ")


def test_a_country_of_one_report_only_is_left_out() -> None:
    editions = load("soft_power_editions")
    alone = editions[(editions["iso3"] == "PHL") & (editions["source"] == "vnplus_196893")].index
    rows = figures.two_reports(editions.drop(alone), INDEX, 2021).spec["datasets"]["ranks"]
    assert "Philippines" not in {row["country"] for row in rows}


def test_reports_that_agree_are_said_to_agree() -> None:
    editions = pd.DataFrame(
        {
            "index": ["A"] * 4,
            "edition": [2021] * 4,
            "iso3": ["VNM", "THA"] * 2,
            "rank": [2, 1] * 2,
            "of_n": [30] * 4,
            "source": ["vnexpress_4239941"] * 2 + ["vnplus_196893"] * 2,
        }
    )
    assert figures.two_reports(editions, "A", 2021).title == "One edition, two reports, the same ranks"


def test_one_report_is_refused() -> None:
    with pytest.raises(figures.FigureError, match=r"The table has 1 reports of “Best Countries” 2024"):
        figures.two_reports(load("soft_power_editions"), "Best Countries", 2024)


def test_the_picture_is_drawn_with_its_source() -> None:
    figure = figures.two_reports(load("soft_power_editions"), INDEX, 2021)
    assert figure.svg().startswith("<svg")
    assert figure.source
