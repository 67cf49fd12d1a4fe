"""Jupyter tools start our kernels by name, like any other."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from bamboo_diplomacy.kernels import kernelspec
from bamboo_diplomacy.kernels.handle import KernelStartError
from bamboo_diplomacy.kernels.kernelspec import SANDBOX, WARM, jupyter_path
from bamboo_diplomacy.kernels.provisioner import warm_processes
from kernels import ordinary_user

SECONDS = 60


@pytest.fixture(autouse=True)
def names_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(jupyter_path()))


@pytest.fixture(autouse=True, scope="module")
def nothing_is_left() -> Iterator[None]:
    """Look, after each of these tests' kernels has ended, for sockets and processes."""
    yield
    folders = [zygote.folder for zygote in warm_processes()._zygotes.values()]  # noqa: SLF001 - there is no other way
    assert [file for folder in folders for file in folder.glob("k-*")] == []
    warm_processes().close()
    assert not any(folder.exists() for folder in folders)


@pytest.fixture
def started() -> Iterator[Callable[[str], KernelManager]]:
    """Return a function that starts a kernel by name; it is ended after the test."""
    managers: list[KernelManager] = []

    def start(name: str) -> KernelManager:
        managers.append(KernelManager(kernel_name=name))
        managers[-1].start_kernel()
        return managers[-1]

    yield start
    for manager in managers:
        manager.shutdown_kernel(now=True)


def executed(name: str, *cells: str, timeout: int = SECONDS, folder: Path | None = None) -> list[list[NotebookNode]]:
    """Execute cells with nbclient and return the outputs of each."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    resources = {"metadata": {"path": str(folder)}} if folder else {}
    NotebookClient(notebook, kernel_name=name, timeout=timeout, resources=resources).execute()
    return [cell.outputs for cell in notebook.cells]


def printed(name: str, cell: str, folder: Path | None = None) -> str:
    """Execute a cell with nbclient and return what it printed."""
    ((output,),) = executed(name, cell, folder=folder)
    return str(output["text"])


def ask(manager: KernelManager, code: str) -> str:
    """Run a cell in a running kernel and return its status."""
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS)
        return str(client.execute_interactive(code, timeout=SECONDS, output_hook=lambda _: None)["content"]["status"])
    finally:
        client.stop_channels()


@pytest.mark.parametrize("name", [WARM, SANDBOX])
def test_nbclient_executes_a_notebook_by_the_kernels_name(name: str) -> None:
    figure = "import matplotlib.pyplot as plt\n_ = plt.plot([1])"
    frame, picture, program = executed(name, "import pandas\npandas.DataFrame({'a': [1]})", figure, "!echo hello")
    assert "text/html" in frame[0]["data"]
    assert "image/png" in picture[0]["data"]
    assert program[0]["text"].strip() == "hello"


def test_the_warm_kernel_works_in_the_notebooks_folder(tmp_path: Path) -> None:
    assert printed(WARM, "import os\nprint(os.getcwd())", tmp_path) == f"{tmp_path}\n"


def test_the_sandboxed_kernel_works_in_a_private_folder(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text("42", encoding="utf-8")
    listing = f"import os\nprint(os.listdir('.'), os.path.exists({str(tmp_path / 'key.txt')!r}))"
    assert printed(SANDBOX, listing, tmp_path) == "[] False\n"


def test_a_sandboxed_kernel_sees_the_sockets_of_no_other(started: Callable[[str], KernelManager]) -> None:
    started(SANDBOX)
    assert printed(SANDBOX, "import os\nprint(len(os.listdir('/run/kernels')))") == "5\n"


def test_a_kernel_that_dies_is_noticed() -> None:
    with pytest.raises(DeadKernelError):
        executed(SANDBOX, "import os\nos._exit(1)")


def test_a_cell_without_end_is_interrupted() -> None:
    with pytest.raises(CellTimeoutError):
        executed(WARM, "while True: pass", timeout=1)


def test_a_kernel_can_be_interrupted_restarted_and_ended(started: Callable[[str], KernelManager]) -> None:
    manager = started(SANDBOX)
    assert ask(manager, "import signal, os\nos.kill(os.getpid(), signal.SIGINT)") == "error"
    assert ask(manager, "x = 1") == "ok"
    manager.restart_kernel(now=True)
    assert ask(manager, "x") == "error"
    manager.shutdown_kernel()
    assert not manager.is_alive()


def test_a_folder_with_a_long_path_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("x" * 100)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    manager = KernelManager(kernel_name=WARM)
    monkeypatch.setattr("bamboo_diplomacy.kernels.provisioner.ForkProvisioner.preload", ["json"])
    with pytest.raises(KernelStartError, match="TMPDIR"):
        manager.start_kernel()


def test_kernels_can_be_installed_for_an_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTER_PATH")
    kernelspec.install(str(tmp_path))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share" / "jupyter"))
    assert {SANDBOX, WARM} <= set(KernelSpecManager().find_kernel_specs())


LANDLOCK_ALONE = """
from bamboo_diplomacy.kernels.handle import Zygote
from bamboo_diplomacy.kernels.provisioner import _PORTS
from bamboo_diplomacy.kernels.sandbox import Policy, Tier
from bamboo_diplomacy.kernels.sandbox.policy import NEEDED
with Zygote(policy=Policy(NEEDED[Tier.LANDLOCK]), kind="jupyter") as zygote:
    (zygote.folder / "k").mkdir()
    connection = {**_PORTS, "key": "x"}
    life = zygote.fork(details={"connections": "k", "socket": "c", "connection": connection})
    assert life.await_ready(60), life.reason
    assert len(list((zygote.folder / "k").iterdir())) == 5
"""


def test_a_jupyter_kernel_starts_behind_landlock_alone() -> None:
    with TemporaryDirectory() as folder:
        ordinary_user.run(["-c", LANDLOCK_ALONE], Path(folder), SECONDS)


def written(folder: Path, cells: list[tuple[str, str]]) -> Path:
    """Write a notebook of cells, each with what it is stored to have printed."""
    notebook = new_notebook(
        cells=[
            new_code_cell(code, execution_count=1, outputs=[new_output("stream", text=text)]) for code, text in cells
        ]
    )
    file = folder / "notebook.ipynb"
    nbformat.write(notebook, file)
    return file


def outcomes(arguments: list[str], folder: Path) -> list[str]:
    """Run pytest in a folder, and return the outcome of each cell."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA", "--color=no", *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS)
    found = [line.split() for line in ran.stdout.splitlines() if line.startswith(("PASSED", "FAILED", "ERROR"))]
    return [words[0] for words in sorted(found, key=lambda words: words[1:4])]


def test_nbval_runs_a_notebook_by_the_kernels_name(tmp_path: Path) -> None:
    file = written(tmp_path, [("print('right')", "right\n"), ("print('wrong')", "other\n")])
    assert outcomes(["--nbval", f"--nbval-kernel-name={SANDBOX}", str(file)], tmp_path) == ["PASSED", "FAILED"]
