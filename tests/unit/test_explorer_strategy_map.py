"""Strategy map: what stands alone is what no link names, and a chain ends in the indicators of its answers."""

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import strategy_map
from bamboo_diplomacy.explore.gallery.strategy_map import StrategyMap
from bamboo_diplomacy.figures.strategy import Point

KINDS = ("lesson", "recommendation", "shift", "task")


@pytest.fixture
def explorer() -> StrategyMap:
    return strategy_map()


def ids(points: tuple[Point, ...]) -> list[str]:
    return [point.id for point in points]


def test_what_has_no_row_in_the_table_of_links_is_uncovered(explorer: StrategyMap) -> None:
    points, links = load("cultural_assessment"), load("assessment_links")
    for kind in KINDS:
        explorer.set(answers=(kind,))
        answers = points.loc[points["kind"] == kind, "id"]
        met = links.loc[links["answer"].isin(answers), "limitation"]
        limitations = points.loc[points["kind"] == "limitation", "id"]
        assert ids(explorer.result.uncovered) == list(limitations[~limitations.isin(met)])
        assert ids(explorer.result.orphans) == list(answers[~answers.isin(links["answer"])])


def test_no_lesson_answers_that_audiences_differ(explorer: StrategyMap) -> None:
    explorer.set(answers=("lesson",))
    assert {"LIM4", "LIM4a", "LIM4b"} <= set(ids(explorer.result.uncovered))
    assert "“Many audiences, one message”" in explorer.describe()


def test_with_all_answers_only_a_lesson_stands_alone(explorer: StrategyMap) -> None:
    explorer.set(answers=KINDS)
    assert explorer.result.uncovered == ()
    assert ids(explorer.result.orphans) == ["LES6"]
    assert "none is without one; answering no limitation: “Bend with events”" in explorer.describe()


def test_the_chain_leads_to_the_indicators_of_its_answers(explorer: StrategyMap) -> None:
    explorer.set(limitation="LIM2b")
    assert ids(explorer.result.chain) == ["LES3", "REC3"]
    assert "(outcome: Share of the audience below the age of 30)" in explorer.describe()
    texts = [row["text"] for row in explorer.static().spec["datasets"]["indicators"]]
    assert texts == [point.kpi for point in explorer.result.chain]


def test_a_kind_of_indicator_leaves_only_answers_that_have_it(explorer: StrategyMap) -> None:
    explorer.set(answers=KINDS, indicator="impact")
    assert ids(explorer.result.answers) == ["SHIFT2"]
    assert explorer.describe().startswith("2 of 20 limitations have an answer here")


def test_without_answers_everything_is_uncovered_and_the_chain_leads_nowhere(explorer: StrategyMap) -> None:
    explorer.set(answers=())
    assert len(explorer.result.uncovered) == 20
    assert explorer.describe().endswith("“Too little audience research” leads nowhere.")


def test_every_line_ends_at_both_its_points(explorer: StrategyMap) -> None:
    explorer.set(answers=KINDS)
    drawn = explorer.static().spec["datasets"]
    heights = {row["y"] for row in drawn["points"]}
    ends = [row["y"] for row in drawn["links"] if row["part"] in (0, 1)]
    assert len(ends) == 2 * len(load("assessment_links"))
    assert set(ends) <= heights


def test_what_stands_alone_is_hollow_and_bold(explorer: StrategyMap) -> None:
    rows = explorer.static().spec["datasets"]["points"]
    alone = {row["label"] for row in rows if row["fill"] == "transparent"}
    assert alone == {point.label for point in (*explorer.result.uncovered, *explorer.result.orphans)}
    assert all(row["weight"] == 700 for row in rows if row["alone"])


def test_the_title_names_what_counts_as_an_answer(explorer: StrategyMap) -> None:
    assert explorer.static().title == "16 of 20 limitations have an answer in the lessons and recommendations"
    explorer.set(answers=("shift",), indicator="outcome")
    assert explorer.static().title.endswith("an answer in the shifts that is measured by outcome")
    explorer.set(answers=())
    assert explorer.static().title == "Nothing counts as an answer: all 20 limitations stand alone"


def test_it_speaks_vietnamese(explorer: StrategyMap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert explorer.static().title.startswith("16 trong 20 hạn chế có giải pháp")
