"""Former adversaries: year zero from the data, setbacks left out, distances that can be counted by hand."""

from io import BytesIO

import pytest
from PIL import Image

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import former_adversaries
from bamboo_diplomacy.explore.gallery.former_adversaries import FormerAdversaries
from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.adversaries import PartnerSteps


@pytest.fixture
def explorer() -> FormerAdversaries:
    return former_adversaries()


def partner(explorer: FormerAdversaries, name: str) -> PartnerSteps:
    return next(found for found in explorer.result.partners if found.partner == name)


def order(explorer: FormerAdversaries, name: str) -> list[str]:
    return [step.dimension for step in partner(explorer, name).firsts]


@pytest.mark.parametrize(
    ("name", "date", "label"),
    [
        ("United States", "1995-07-11", "Relations normalised"),
        ("Japan", "1973-09-21", "Diplomatic relations"),
        ("France", "1973-04-12", "Diplomatic relations"),
        ("China", "1991-11", "Relations normalised"),
    ],
)
def test_year_zero_is_a_row_of_the_data(explorer: FormerAdversaries, name: str, date: str, label: str) -> None:
    found = partner(explorer, name)
    assert (found.zero_date, found.zero_label) == (date, label)


def test_setbacks_open_no_dimension(explorer: FormerAdversaries) -> None:
    china = load("china_ties")
    assert "Border war" in set(china.loc[china["setback"].fillna(value=False), "label"])
    assert partner(explorer, "China").firsts[1].label == "Land border treaty"


def test_the_distance_is_the_share_of_pairs_in_the_other_order(explorer: FormerAdversaries) -> None:
    assert order(explorer, "United States") == [
        "humanitarian",
        "diplomatic",
        "security",
        "war legacy",
        "people",
        "economic",
    ]
    assert order(explorer, "Japan") == ["diplomatic", "war legacy", "economic", "people", "security"]
    # Security with each of the other three, and people with economic.
    assert partner(explorer, "Japan").distance == pytest.approx(4 / 10)
    assert partner(explorer, "Japan").pairs == 10


def test_the_distance_is_to_the_united_states_also_where_they_are_not_shown(explorer: FormerAdversaries) -> None:
    distance = partner(explorer, "China").distance
    explorer.set(partners=("China",))
    assert partner(explorer, "China").distance == distance


def test_one_shared_dimension_is_too_few_to_compare(explorer: FormerAdversaries) -> None:
    explorer.set(dimensions=("humanitarian", "people"))
    assert partner(explorer, "Japan").distance is None
    assert "Japan: people;" in explorer.describe()


def test_an_earlier_start_puts_the_years_before_the_border_war_first(explorer: FormerAdversaries) -> None:
    assert partner(explorer, "China").earlier == 2
    explorer.set(start=1950)
    assert partner(explorer, "China").earlier == 0
    assert order(explorer, "China")[:2] == ["diplomatic", "people"]


def test_on_the_axis_of_relations_every_year_zero_is_at_zero(explorer: FormerAdversaries) -> None:
    explorer.set(axis="relations")
    assert [row["when"] for row in explorer.static().spec["datasets"]["partners"]] == [0, 0, 0, 0]
    assert "year 0 is Relations normalised for United States (11 July 1995)" in explorer.describe()


def test_a_dimension_without_a_step_is_named(explorer: FormerAdversaries) -> None:
    missing = [row["words"] for row in explorer.static().spec["datasets"]["missing"]]
    assert missing == ["no dated step: humanitarian"] * 2 + ["no dated step: economic, war legacy"]


def test_the_title_groups_partners_by_their_first_step(explorer: FormerAdversaries) -> None:
    assert explorer.static().title == (
        "Counting from 1973, the first step was “humanitarian” with the United States; "
        "“diplomatic” with Japan, France and China"
    )


def test_the_sentence_says_how_uneven_the_tables_are(explorer: FormerAdversaries) -> None:
    counts = ", ".join(f"{found.partner} {found.steps}" for found in explorer.result.partners)
    assert f"the tables are uneven in depth ({counts} steps)" in explorer.describe()


def test_without_a_partner_it_asks_for_one(explorer: FormerAdversaries) -> None:
    explorer.set(partners=())
    assert explorer.describe() == "Choose a partner to see the order of its first steps."


def test_every_dimension_keeps_its_colour_in_the_stored_picture(explorer: FormerAdversaries) -> None:
    picture = Image.open(BytesIO(explorer.static().png())).convert("RGB")
    painted = {colour for _, colour in picture.getcolors(picture.width * picture.height) or []}
    for colour in style.DIMENSIONS.values():
        wanted = bytes.fromhex(colour[1:])
        assert any(max(abs(a - b) for a, b in zip(wanted, seen, strict=True)) <= 4 for seen in painted)


def test_it_speaks_vietnamese(explorer: FormerAdversaries, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert explorer.static().title == (
        "Tính từ 1973, bước đầu tiên thuộc lĩnh vực “nhân đạo” với Hoa Kỳ; "
        "“ngoại giao” với Nhật Bản, Pháp và Trung Quốc"
    )
