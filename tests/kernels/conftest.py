"""A warm process for all tests of direct kernels, and a sandboxed one: starting them takes longest."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bamboo_diplomacy.kernels.direct import DirectKernel
from bamboo_diplomacy.kernels.handle import Zygote
from bamboo_diplomacy.kernels.sandbox import best_policy

collect_ignore_glob = [] if sys.platform == "linux" else ["test_*.py"]  # there are no kernels to test elsewhere


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    with Zygote(("numpy", "pandas")) as warm:
        yield warm


@pytest.fixture
def kernel(zygote: Zygote) -> Iterator[DirectKernel]:
    with DirectKernel(zygote) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file that sandboxed kernels may read."""
    folder = tmp_path_factory.mktemp("datasets")
    folder.chmod(0o755)  # kernels of root are nobody
    file = folder / "trade.csv"
    file.write_text("year,exports\n1995,0.2\n", encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def sandboxed_zygote(dataset: Path) -> Iterator[Zygote]:
    with Zygote(("numpy", "pandas"), best_policy(readable=[dataset.parent])) as warm:
        yield warm


@pytest.fixture
def sandboxed(sandboxed_zygote: Zygote) -> Iterator[DirectKernel]:
    with DirectKernel(sandboxed_zygote) as fresh:
        yield fresh
