"""Running topic notebooks: which ones, and what is said when that fails."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from bamboo_diplomacy.author import lessons


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("notebooks", "datasets"):
        (tmp_path / folder).mkdir()
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path))
    write(tmp_path, "import ipywidgets; print(1 + 1); ipywidgets.IntSlider()")
    return tmp_path


def write(root: Path, source: str) -> Path:
    path = root / "notebooks" / "99_sample.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(source, id="t99-sum")]), path)
    return path


def test_a_notebook_is_run_once_and_then_as_before(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lessons.main(["sample"]) == 0
    assert lessons.main([]) == 0
    assert capsys.readouterr().out == "99_sample.ipynb: new outputs\n99_sample.ipynb: as before\n"
    stored = nbformat.read(root / "notebooks" / "99_sample.ipynb", as_version=4)
    assert stored.cells[0].outputs[0].text == "2\n"
    assert stored.cells[0].outputs[1].data[lessons.WIDGET_VIEW]["model_id"] == "t99-sum-1"


def test_a_notebook_that_fails_is_told_in_a_sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "1 / 0")
    assert lessons.main(["99"]) == 1
    assert "99_sample: a cell of the solution fails with ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.usefixtures("root")
def test_an_unknown_topic_is_told_with_near_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert lessons.main(["sampel"]) == 1
    assert "Did you mean: 99_sample?" in capsys.readouterr().err
