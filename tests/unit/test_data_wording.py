"""The words of datasets in the reader's language: what is shown changes, what is compared does not."""

import pandas as pd
import pytest

from bamboo_diplomacy.data import load, usage
from bamboo_diplomacy.data.wording import worded, worded_text
from bamboo_diplomacy.strings import ENVIRONMENT_VARIABLE


@pytest.fixture
def vietnamese(monkeypatch):
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "vi")


def test_in_english_the_frame_stays_the_one_that_was_loaded():
    rows = load("claims")
    assert worded(rows, "claims") is rows
    assert worded_text("pillars", "claims", "unit") == "pillars"


@pytest.mark.usefixtures("vietnamese")
def test_in_vietnamese_words_change_and_ids_codes_and_figures_do_not():
    rows = load("claims")
    spoken = worded(rows, "claims").set_index("id").loc["trust2025-embargo-1994"]
    assert spoken["claim"] == "Hoa Kỳ bỏ cấm vận thương mại năm 1994"
    assert (spoken["reading"], spoken["verdict"], spoken["value"]) == ("trust2025", "consistent", 1994)
    assert rows["claim"].str.contains("embargo").any()


@pytest.mark.usefixtures("vietnamese")
def test_the_vietnamese_of_a_table_itself_comes_first():
    actors = worded(load("p2p_actors"), "p2p_actors").set_index("id")["name"]
    assert actors[["VFF", "AWCH"]].tolist() == ["Mặt trận Tổ quốc Việt Nam", "Nhóm Phụ nữ Cộng đồng ASEAN tại Hà Nội"]


@pytest.mark.usefixtures("vietnamese")
def test_categories_are_worded_and_empty_cells_stay_empty():
    levels = worded(load("partnerships"), "partnerships")["level"]
    assert set(levels) == {"toàn diện", "chiến lược", "chiến lược toàn diện"}
    assert worded(load("instruments"), "instruments")["rival"].isna().sum() == load("instruments")["rival"].isna().sum()


@pytest.mark.usefixtures("vietnamese")
def test_a_text_that_has_no_translation_stays_english():
    changed = pd.DataFrame({"label": ["Sixth Party Congress", "Sixth Party Congress, reworded"]})
    assert worded(changed, "doctrine")["label"].tolist() == ["Đại hội VI của Đảng", "Sixth Party Congress, reworded"]
    assert worded_text("no such label", "doctrine", "label") == "no such label"
    assert worded_text("no such dataset", "mai2025", "label") == "no such dataset"


@pytest.mark.usefixtures("vietnamese")
def test_the_wording_is_not_among_the_datasets_to_be_cited(monkeypatch):
    monkeypatch.setattr(usage, "_names", set())
    worded(load("doctrine"), "doctrine")
    assert usage.loaded() == ("doctrine",)
