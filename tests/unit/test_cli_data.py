"""`bamboo data`: the list, one dataset, and the check."""

import json
import shutil
from pathlib import Path

import pytest

from bamboo_diplomacy import cli, data, workbook

NAME = "us_vietnam_trade"


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a workbook in place that holds one dataset only, and return its table for damaging."""
    (tmp_path / "datasets").mkdir()
    for ending in ("csv", "yml"):
        shutil.copy(workbook.root() / "datasets" / f"{NAME}.{ending}", tmp_path / "datasets")
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path))
    return tmp_path / "datasets" / f"{NAME}.csv"


def test_every_dataset_is_listed_with_its_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["data"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1 : 1 + len(data.names())]] == list(data.names())
    assert any(line.split()[:2] == [NAME, str(len(data.load(NAME)))] for line in lines)


def test_a_program_reads_the_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["data", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert {entry["name"]: entry["one_row_is"] for entry in entries}[NAME] == "one calendar year"


def test_a_dataset_is_shown_with_its_card_its_first_rows_and_its_citation(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["data", NAME]) == 0
    shown = capsys.readouterr().out
    assert str(data.describe(NAME)) in shown
    assert "1994       172.9" in shown
    assert f"Dataset {NAME}, Bamboo Diplomacy" in shown


def test_a_program_reads_a_dataset_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["data", NAME, "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["first_rows"][0]["year"] == data.load(NAME)["year"].iloc[0]
    assert content["citation"]["bibtex"].startswith("@misc{bamboo_us_vietnam_trade")
    assert content["columns"][0]["name"] == "year"


def test_every_dataset_can_be_shown_both_ways() -> None:
    assert {cli.main(["data", name, *options]) for name in data.names() for options in ([], ["--json"])} == {0}


def test_an_unknown_dataset_is_wrong_use_and_the_nearest_name_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["data", "us_vietnam_trad"]) == 2
    assert "There is no dataset 'us_vietnam_trad'. Did you mean: us_vietnam_trade" in capsys.readouterr().err


def test_a_name_like_no_other_points_to_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["data", "???"]) == 2
    assert "`bamboo data` lists them." in capsys.readouterr().err


def test_sound_datasets_pass_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["data", NAME, "--check"]) == 0
    assert capsys.readouterr().out == f"✓ {NAME}\n"


def test_a_damaged_table_fails_the_check_with_its_row(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged.write_text(damaged.read_text(encoding="utf-8").replace("172.9", "many"), encoding="utf-8")
    assert cli.main(["data", "--check"]) == 1
    assert f"✗ {NAME}\n  {NAME}, row 4, column us_exports: 'many' is not a number" in capsys.readouterr().out


def test_a_program_reads_what_is_wrong_as_json(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged.unlink()
    assert cli.main(["data", "--check", "--json"]) == 1
    assert "no table us_vietnam_trade.csv" in json.loads(capsys.readouterr().out)[NAME][0]


def test_a_damaged_table_is_shown_as_a_sentence(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged.unlink()
    assert cli.main(["data", NAME]) == 1
    assert "the sidecar has no table us_vietnam_trade.csv beside it" in capsys.readouterr().err


def test_an_installation_without_a_workbook_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path / "nowhere"))
    assert cli.main(["data"]) == 1
    assert capsys.readouterr().err.startswith("No workbook was found")
