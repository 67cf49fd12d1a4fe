"""Did it work?: the kept survey is the first draw, and bias and chance each show where they should."""

import pandas as pd
import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import did_it_work
from bamboo_diplomacy.explore.gallery.did_it_work import DidItWork
from bamboo_diplomacy.models.evaluation import difference_in_differences


@pytest.fixture
def explorer() -> DidItWork:
    return did_it_work()


def test_the_survey_that_it_starts_with_is_the_dataset(explorer: DidItWork) -> None:
    kept = load("synthetic_survey").astype({"group": "str"})
    assert explorer.result.estimates["did"] == difference_in_differences(kept)
    pd.testing.assert_series_equal(
        explorer.result.means["mean"],
        kept.groupby(["group", "wave"])["warmth"].mean().reset_index()["warmth"],
        check_names=False,
    )


def test_before_and_after_takes_what_changed_anyway_for_the_effect(explorer: DidItWork) -> None:
    explorer.set(respondents=1000, effect=0, shared_change=8)
    found = explorer.result.estimates
    assert found["before_after"].low > 0
    assert found["did"].low <= 0 <= found["did"].high


def test_with_and_without_takes_the_head_start_for_the_effect(explorer: DidItWork) -> None:
    explorer.set(respondents=1000, effect=0)
    assert explorer.result.estimates["with_without"].low > 0


def test_without_parallel_trends_more_respondents_make_the_error_surer(explorer: DidItWork) -> None:
    explorer.set(respondents=1000, parallel=False)
    did = explorer.result.estimates["did"]
    assert did.low > explorer.settings.effect
    assert "an interval that misses the truth; before the programme it already finds" in explorer.describe()


def test_four_times_the_respondents_halve_the_interval(explorer: DidItWork) -> None:
    widths = []
    for respondents in (200, 800):
        explorer.set(respondents=respondents)
        did = explorer.result.estimates["did"]
        widths.append(did.high - did.low)
    assert widths[0] / widths[1] == pytest.approx(2, rel=0.1)


def test_the_margin_of_the_share_can_be_reckoned_by_hand(explorer: DidItWork) -> None:
    share = explorer.result.favourable
    assert explorer.result.margin == pytest.approx(1.96 * (share * (1 - share) / 150) ** 0.5, rel=1e-4)


def test_the_assumed_course_ends_below_the_mean_by_what_is_found(explorer: DidItWork) -> None:
    drawn = explorer.static().spec["datasets"]
    assumed = next(row["mean"] for row in drawn["unseen"] if row["line"] == "assumed" and row["wave"] == 3)
    mean = next(row["mean"] for row in drawn["cells"] if row["colour"] == "#c04203" and row["wave"] == 3)
    assert mean - assumed == pytest.approx(explorer.result.estimates["did"].value)


def test_before_the_programme_the_truth_is_nothing(explorer: DidItWork) -> None:
    strong = [row["value"] for row in explorer.static().spec["datasets"]["across"] if row["strong"]]
    assert strong == [6, 6, 6, 0]


def test_the_picture_says_that_its_data_is_synthetic(explorer: DidItWork) -> None:
    assert explorer.static().subtitle.startswith("Synthetic data: nobody was asked.")


def test_it_speaks_vietnamese(explorer: DidItWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert explorer.static().subtitle.startswith("Dữ liệu giả lập: không ai được hỏi.")
