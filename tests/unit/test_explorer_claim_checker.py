"""The claim checker: evidence from the rows of the datasets, the reader's verdict first, the workbook's after it."""

from typing import Any

import ipywidgets
import pytest

from bamboo_diplomacy.data import load
from bamboo_diplomacy.explore import claim_checker, runtime
from bamboo_diplomacy.explore.claim_evidence import evidence_for
from bamboo_diplomacy.explore.controls import SettingError
from bamboo_diplomacy.explore.panel import Panel
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.evidence import Evidence, Statement
from bamboo_diplomacy.strings import ENVIRONMENT_VARIABLE

CLAIMS = load("claims").set_index("id")
EMBARGO = "trust2025-embargo-1994"
ACTIVITIES = "trust2025-jfa-143"
TRADE_2024 = "trust2025-trade-2024"
CITATION = "trust2025-citation-mofa"


def rows(figure: Figure, name: str) -> list[dict[str, Any]]:
    return figure.spec["datasets"][name]


def statements(claim: str) -> dict[str, Statement]:
    evidence = evidence_for(claim)
    assert isinstance(evidence, Evidence)
    return {statement.label: statement for statement in evidence.statements}


# Evidence


def test_members_that_joined_on_one_day_are_counted_together() -> None:
    found = statements("mai2025-ten-nations")
    assert found["Indonesia, Malaysia, Philippines, Singapore, Thailand"].value == 5
    assert found["Laos, Myanmar"].value == 9
    assert (found["Timor-Leste"].date, found["Timor-Leste"].value) == ("2025-10-26", 11)


def test_an_accession_is_dated_by_a_source_other_than_the_reading() -> None:
    joined = statements("mai2025-accession-years")["Cambodia"]
    assert joined.date == "1999-04-30"
    assert "ASEAN-Japan Centre" in joined.source
    assert "Mai" not in joined.source


def test_rows_in_millions_are_held_against_a_claim_in_billions() -> None:
    found = statements("dong2026-da-nang-393")
    assert found["2021–2025, received"].value == 1_430
    assert "2025, received" not in found  # it is the claim itself


@pytest.mark.parametrize("claim", [claim for claim in CLAIMS.index if evidence_for(claim)])
def test_the_evidence_for_a_claim_stands_in_the_datasets_that_the_claim_names(claim: str) -> None:
    evidence = evidence_for(claim)
    assert evidence.statements
    assert set(evidence.datasets) & set(CLAIMS.loc[claim, "dataset"].split("; "))


def test_a_statement_is_that_of_a_row_with_its_source() -> None:
    lifted = statements(EMBARGO)["Trade embargo lifted"]
    row = load("us_vietnam_milestones").set_index("label").loc["Trade embargo lifted"]
    assert lifted.date == row["date"]
    assert "US Embassy Hanoi" in lifted.source


def test_trade_is_the_sum_of_both_flows_in_the_same_row() -> None:
    row = load("us_vietnam_trade").set_index("year").loc[2024]
    assert statements(TRADE_2024)["United States: exports and imports"].value == row["us_exports"] + row["us_imports"]


def test_a_total_with_an_unread_part_has_no_figure() -> None:
    unread = statements(TRADE_2024)["Viet Nam: exports and imports"]
    assert unread.value is None
    assert unread.source == ""


def test_partners_are_counted_up_to_each_date() -> None:
    counted = evidence_for("trust2025-csp-12").statements
    assert [statement.value for statement in counted] == list(range(1, len(counted) + 1))
    assert {statement.label: statement.value for statement in counted}["Singapore"] == 12


def test_what_only_a_reading_says_is_no_evidence_for_it() -> None:
    claimed = CLAIMS.loc["trust2025-japan-aid-23", "value"]
    assert claimed in set(load("japan_ties")["value"])
    assert claimed not in {statement.value for statement in evidence_for("trust2025-japan-aid-23").statements}


def test_the_twelve_partners_end_with_the_twelfth() -> None:
    assert len(evidence_for("trust2025-all-former-adversaries").statements) == 12


# The picture


def test_a_figure_over_the_years_stands_beside_the_claim_at_the_time_that_it_names() -> None:
    figure = claim_checker(claim=ACTIVITIES).static()
    (claimed,) = rows(figure, "claim")
    assert (claimed["from"], claimed["to"], claimed["value"]) == (1988, 1996, 143)
    mia = load("mia_accounting")
    read = mia.loc[mia["measure"] == "joint field activities", "value"]
    assert [row["value"] for row in rows(figure, "rows")] == read.tolist()


def test_a_claimed_year_is_a_band_that_the_date_falls_into_or_not() -> None:
    figure = claim_checker(claim=EMBARGO).static()
    (claimed,), (lifted,) = rows(figure, "claim"), rows(figure, "rows")
    assert claimed["from"] <= lifted["at"] < claimed["to"]


def test_a_decade_is_a_band_of_ten_years() -> None:
    (claimed,) = rows(claim_checker(claim="trust2025-bitter-enemies").static(), "claim")
    assert (claimed["from"], claimed["to"]) == (1970, 1980)


def test_words_for_a_number_are_a_band_too() -> None:
    (claimed,) = rows(claim_checker(claim="trust2025-uxo-area").static(), "claim")
    assert claimed["figure"] == "100,000–1,000,000 square metres"


def test_an_unread_figure_has_a_row_and_no_dot() -> None:
    unread = [row for row in rows(claim_checker(claim=TRADE_2024).static(), "rows") if row["at"] is None]
    assert [row["figure"] for row in unread] == ["not read"]


def test_a_claim_without_numbers_gets_a_card() -> None:
    figure = claim_checker(claim=CITATION).static()
    assert "rows" not in figure.spec["datasets"]
    assert " ".join(rows(figure, "card")[0]["text"]) == CLAIMS.loc[CITATION, "claim"]


def test_the_alt_text_tells_every_row_with_its_source() -> None:
    alt = claim_checker(claim=ACTIVITIES).static().alt
    assert "2021, 143: joint field activities (US Embassy Hanoi)" in alt


def test_the_sources_of_claim_and_evidence_stand_under_the_picture() -> None:
    assert "Defense POW/MIA Accounting Agency" in claim_checker(claim=ACTIVITIES).static().source


# The verdicts


@pytest.mark.parametrize("settings", [{}, {"revealed": True}, {"verdict": "outdated"}])
def test_the_workbooks_verdict_is_not_known_before_the_readers(settings: dict[str, Any]) -> None:
    checker = claim_checker(claim=ACTIVITIES, **settings)
    reason = CLAIMS.loc[ACTIVITIES, "reason"]
    assert checker.result.opinion is None
    assert reason not in checker.describe()
    assert reason not in str(checker.static().spec)
    assert checker.static().title.startswith("Does it hold?")


def test_the_workbooks_verdict_comes_with_its_reason() -> None:
    checker = claim_checker(claim=ACTIVITIES, verdict="outdated", revealed=True)
    assert checker.describe() == (
        "The workbook's verdict is “inconsistent”, yours “outdated”; you may argue: " + CLAIMS.loc[ACTIVITIES, "reason"]
    )
    assert checker.static().title.endswith("143 joint field activities: inconsistent")


def test_agreement_is_said() -> None:
    checker = claim_checker(claim=EMBARGO, verdict="consistent", revealed=True)
    assert checker.describe().startswith("The workbook's verdict is “consistent”, as yours")


def test_a_verdict_counts_once_the_workbooks_is_read() -> None:
    checker = claim_checker(claim=EMBARGO)
    checker.set(verdict="consistent")
    assert checker.settings.judged == ()
    checker.set(revealed=True)
    assert checker.settings.judged == ((EMBARGO, "consistent"),)


def test_a_new_verdict_covers_the_workbooks_again_and_takes_the_old_one_back() -> None:
    checker = claim_checker(claim=EMBARGO, verdict="consistent", revealed=True)
    checker.set(verdict="outdated", revealed=True)
    assert not checker.settings.revealed
    assert checker.settings.judged == ()


def test_a_claim_that_one_comes_back_to_is_as_one_left_it() -> None:
    checker = claim_checker(claim=EMBARGO, verdict="outdated", revealed=True)
    checker.set(claim=CITATION)
    assert (checker.settings.verdict, checker.settings.revealed) == ("undecided", False)
    checker.set(claim=EMBARGO)
    assert (checker.settings.verdict, checker.settings.revealed) == ("outdated", True)


def test_verdicts_so_far_are_marked_filled_where_the_workbook_agrees() -> None:
    checker = claim_checker(claim=EMBARGO, verdict="consistent", revealed=True)
    checker.set(claim=CITATION)
    checker.set(verdict="consistent")
    checker.set(revealed=True)
    marks = rows(checker.static(), "judged")
    assert [mark["fill"] == "transparent" for mark in marks] == [False, True]
    assert marks[0]["y"] == marks[1]["y"]
    assert marks[0]["x"] < marks[1]["x"]
    assert rows(checker.static(), "board_heading")[0]["text"].startswith("You have judged 2 of 39 claims, 1 as")


def test_reset_forgets_the_verdicts_and_keeps_to_the_claim_that_was_opened() -> None:
    checker = claim_checker(claim=EMBARGO, verdict="consistent", revealed=True)
    checker.set(claim=CITATION)
    checker.reset()
    assert checker.settings.claim == EMBARGO
    assert checker.settings.judged == ()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"claim": "trust2025-no-such"}, "“claim” is 'trust2025-no-such': choose one of trust2025-comprehensive"),
        ({"claim": 143}, "“claim” is 143"),
        ({"judged": (("no-such", "outdated"),)}, "“judged” is 'no-such'"),
        ({"judged": ((EMBARGO, "true"),)}, "“judged” is 'true': choose one of consistent"),
        ({"judged": (EMBARGO,)}, "give pairs of a claim and a verdict"),
    ],
)
def test_what_is_no_claim_and_no_verdict_is_refused_in_a_sentence(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SettingError) as refused:
        claim_checker(**settings)
    assert sentence in str(refused.value)


def test_the_button_waits_for_a_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "bundle", lambda: "")
    checker = claim_checker(claim=EMBARGO)
    button = the_button(checker.panel())
    assert button.disabled
    checker.set(verdict="consistent")
    assert not button.disabled
    button.value = True
    assert checker.settings.revealed


def the_button(panel: Panel) -> Any:
    controls, _ = panel.root.children
    (found,) = [child for child in controls.children if isinstance(child, ipywidgets.ToggleButton)]
    return found


def test_in_vietnamese_a_claim_keeps_its_years_and_its_figure_has_a_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "vi")
    seventies = claim_checker(claim="trust2025-bitter-enemies").result.claim
    assert (seventies.told_period, seventies.years) == ("thập niên 1970", (1970.0, 1980.0))
    assert "Bài đọc: 143 đợt." in claim_checker(claim=ACTIVITIES).static().alt
    cleared = claim_checker(claim="trust2025-uxo-area").result.evidence
    assert cleared is not None
    assert cleared.unit == "mét vuông"


def test_in_vietnamese_the_reason_is_vietnamese_and_the_saved_verdict_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "vi")
    checker = claim_checker(claim=EMBARGO)
    checker.set(verdict="consistent", revealed=True)
    assert checker.describe().endswith("Ngày 3/2/1994, theo niên biểu của cả hai đại sứ quán.")
    assert checker.settings.judged == ((EMBARGO, "consistent"),)


@pytest.mark.parametrize(
    ("claim", "written"),
    [("mai2025-nye-page", "page 10"), ("dong2026-fifth-conference", "edition 5"), ("dong2026-40-years", "40 years")],
)
def test_a_card_writes_its_number_as_one_says_it(claim: str, written: str) -> None:
    assert [written] in [row["text"] for row in rows(claim_checker(claim=claim).static(), "card")]
