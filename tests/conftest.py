"""What holds for every test: the settings of the person who runs them do not change what is tested."""

import pytest


@pytest.fixture(autouse=True)
def plain_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English, use the workbook of this repository, and give feedback, whatever the environment says."""
    for variable in ("BAMBOO_LANGUAGE", "BAMBOO_WORKBOOK", "BAMBOO_FEEDBACK"):
        monkeypatch.delenv(variable, raising=False)
