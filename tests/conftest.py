"""What holds for every test: what is tested depends on nobody's own settings, and changes none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.health import HealthPage

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Let the session write the health page of the notebooks that it runs."""
    config.pluginmanager.register(HealthPage(ROOT))


@pytest.fixture(scope="session", autouse=True)
def private_jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let servers and kernels that tests start keep their files apart from those of the person who runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(variable, str(home / variable.lower()))
        yield


@pytest.fixture(autouse=True)
def plain_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English, use the workbook of this repository, and give feedback, whatever the environment says."""
    for variable in ("BAMBOO_LANGUAGE", "BAMBOO_WORKBOOK", "BAMBOO_FEEDBACK"):
        monkeypatch.delenv(variable, raising=False)
