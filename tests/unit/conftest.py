"""What several unit tests start from."""

import pytest

from support.tiny_dataset import TinyWorkbook


@pytest.fixture
def tiny_workbook(tmp_path, monkeypatch):
    """Put a workbook of one small dataset in place of the real one."""
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path))
    return TinyWorkbook(tmp_path)
