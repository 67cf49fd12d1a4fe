"""Project desk: its cells count recorded activities, its rules are the project's own, its code says the choices."""

import ast
from itertools import product
from typing import Any

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import project_desk
from bamboo_diplomacy.explore.controls import SettingError
from bamboo_diplomacy.explore.gallery.project_desk import ProjectDesk
from bamboo_diplomacy.project import conditions, measures

LATE = {"audience": "IDN", "group": "diaspora", "objective": "values"}


@pytest.fixture
def explorer() -> ProjectDesk:
    return project_desk(**LATE, programme=("P12", "P13"))


def rows(explorer: ProjectDesk, name: str) -> list[dict[str, Any]]:
    return list(explorer.static().spec["datasets"][name])


def test_a_cell_counts_the_activities_for_the_audience_that_have_both_codes(explorer: ProjectDesk) -> None:
    activities = load("cultural_activities")
    for cell in explorer.result.diagnosis.cells:
        codes = {"partners": "IDN", "audiences": cell.group, "objectives": cell.objective}
        touched = [activities[column].str.contains(code).fillna(value=False) for column, code in codes.items()]
        assert cell.count == (touched[0] & touched[1] & touched[2]).sum()


def test_the_dashed_cells_are_those_that_the_project_accepts_as_gaps(explorer: ProjectDesk) -> None:
    dashed = {(cell.group, cell.objective) for cell in explorer.result.diagnosis.cells if cell.gap}
    cells = product(measures.GROUPS, measures.objectives())
    assert dashed == {cell for cell in cells if not [*conditions.gap("IDN", *cell)]}
    assert sum(row["dashed"] for row in rows(explorer, "table_cells")) == len(dashed) == 10


def test_the_title_says_whether_the_cell_is_a_gap(explorer: ProjectDesk) -> None:
    half = "; half of the cells count 7.5 or fewer"
    gap = "Indonesia: diaspora × “National cultural values” is a gap with 0 of 52 activities"
    assert explorer.static().title == gap + half
    explorer.set(group="public")
    assert explorer.static().title == gap.replace("diaspora", "public").replace("a gap with 0", "no gap with 8") + half


def test_the_chosen_cell_is_framed_and_its_names_are_bold(explorer: ProjectDesk) -> None:
    (framed,) = rows(explorer, "table_chosen")
    bold = [row for name in ("table_heads", "table_names") for row in rows(explorer, name) if row["weight"] == 700]
    assert [row["lines"] for row in bold] == [["diaspora"], ["National cultural", "values"]]
    assert (framed["column"], framed["y"]) == (bold[0]["column"], bold[1]["y"])


def test_the_bars_add_up_to_costs_and_points(explorer: ProjectDesk) -> None:
    assert (explorer.result.cost, explorer.result.points) == (35 + 35, 8 + 2)
    ends = [row["end"] for row in rows(explorer, "parts")]
    assert ends == pytest.approx([0.35, 0.7, 8 / 21, 10 / 21])
    assert [row["at"] for row in rows(explorer, "limits")] == pytest.approx([1, 0.5])


def test_a_programme_without_points_has_no_part_in_their_bar(explorer: ProjectDesk) -> None:
    explorer.set(programme=("P03", "P12"))
    assert [row["id"] for row in rows(explorer, "parts")] == ["P03", "P12", "P12"]


def test_what_costs_too_much_reaches_beyond_the_frame_and_is_said(explorer: ProjectDesk) -> None:
    explorer.set(programme=("P10", "P12", "P13"))
    assert rows(explorer, "frames")[0]["end"] == rows(explorer, "limits")[0]["at"] == pytest.approx(100 / 112)
    assert rows(explorer, "headings")[0]["text"] == "Budget: 112 of 100 spent, 12 too much"
    assert explorer.describe().endswith("still open: give up 12 of the costs.")


def test_a_desk_without_programmes_has_empty_bars(explorer: ProjectDesk) -> None:
    explorer.set(programme=())
    assert rows(explorer, "parts") == []
    assert "taking nothing costs 0 of 100" in explorer.describe()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"audience": "THA"}, "Thailand is the worked example, so choose another audience"),
        ({"group": "public"}, "the cell is no gap."),
        ({"programme": ("P12",)}, "one instrument is an event, so take two or more; at least 10.5 points are asked"),
        ({"programme": ("P02", "P10")}, "no programme is for the group (diaspora)"),
        ({"programme": ("P10", "P12", "P13")}, "give up 12 of the costs"),
    ],
)
def test_what_the_project_would_refuse_is_said_to_be_open(changes: dict[str, Any], sentence: str) -> None:
    assert f"still open: {sentence}" in project_desk(**{**LATE, "programme": ("P02", "P12"), **changes}).describe()


def test_a_desk_on_which_all_holds_says_so() -> None:
    assert project_desk(**LATE, programme=("P02", "P12")).describe().endswith("; what the desk can judge holds.")


def test_the_answers_follow_effect_and_design(explorer: ProjectDesk) -> None:
    explorer.set(smallest_effect=0.08)
    assert rows(explorer, "headings")[2]["text"] == "Answers: 301 in each group and wave"
    explorer.set(design="difference-in-differences")
    assert rows(explorer, "headings")[2]["text"] == "Answers: 601 in each group and wave"
    assert rows(explorer, "notes")[0]["text"] == "enough to see a change of 8 points (difference in differences)"


def test_the_code_gives_the_choices_as_the_project_takes_them(explorer: ProjectDesk) -> None:
    parts = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(explorer.code()).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert parts == {**LATE, "programme": ["P12", "P13"]}


def test_viet_nam_is_no_audience_of_its_own(explorer: ProjectDesk) -> None:
    with pytest.raises(SettingError, match="“audience” is 'VNM'"):
        explorer.set(audience="VNM")


def test_every_other_member_is(explorer: ProjectDesk) -> None:
    members = set(load("asean_members")["iso3"].astype(str)) - {"VNM"}
    assert set(explorer.controls[0].options) == members  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "words"), [("en", "synthetic data"), ("vi", "dữ liệu giả lập")])
def test_costs_and_effects_are_said_to_be_synthetic(language: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, language)
    assert words in project_desk().static().subtitle


def test_it_speaks_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    spoken = project_desk(**LATE, programme=("P12", "P13"))
    assert spoken.static().title.startswith("Indonesia: kiều bào × ")
    assert "P12 Đón Tết cùng láng giềng" in spoken.static().alt
    assert spoken.code() == project_desk(**LATE, programme=("P12", "P13")).code()
