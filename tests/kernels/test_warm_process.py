"""A warm process forks kernels, leaves nothing behind, and ends with its owner."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bamboo_diplomacy.kernels.direct import DirectKernel, Status
from bamboo_diplomacy.kernels.handle import KernelStartError, Zygote
from bamboo_diplomacy.kernels.watch import children_by_parent, descendants

SECONDS = 60
KERNELS_IN_A_ROW = 200


def below(process: int) -> set[int]:
    """Return the processes below one."""
    return descendants(process, children_by_parent())


def descriptors(process: int) -> int:
    """Return how many descriptors a process has open."""
    return sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())


def until(condition: object, seconds: float = 20) -> bool:
    """Wait until something holds."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return bool(condition())


def test_many_kernels_in_a_row_leave_nothing_behind(sandboxed_zygote: Zygote) -> None:
    def left() -> tuple[set[int], list[str]]:
        return below(os.getpid()), sorted(str(file) for file in sandboxed_zygote.folder.rglob("*"))

    def opened() -> int:
        return sum(descriptors(process) for process in (os.getpid(), *below(os.getpid())))

    with DirectKernel(sandboxed_zygote) as first:
        first.run("1", SECONDS)
    before, opened_before = left(), opened()
    for number in range(KERNELS_IN_A_ROW):
        with DirectKernel(sandboxed_zygote) as kernel:
            assert kernel.run(f"open('file', 'w').write('x')\n{number}", SECONDS).status is Status.OK
    assert left() == before
    assert until(lambda: opened() <= opened_before)  # the warm process closes a life line after its last word


def test_several_threads_may_ask_for_kernels(zygote: Zygote) -> None:
    def square(number: int) -> str:
        with DirectKernel(zygote) as kernel:
            return str(kernel.run(f"{number} ** 2", SECONDS).outputs[0]["data"]["text/plain"])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(square, range(12))) == [str(number**2) for number in range(12)]


OWNER = """
import sys, time
from bamboo_diplomacy.kernels.direct import DirectKernel
from bamboo_diplomacy.kernels.handle import Zygote
from bamboo_diplomacy.kernels.sandbox import Policy, best_policy
zygote = Zygote((), best_policy() if sys.argv[1] == "sandbox" else Policy())
kernel = DirectKernel(zygote)
kernel.run("import os\\nif os.fork() == 0:\\n    os.setsid()\\n    import time; time.sleep(600)", 60)
kernel.send("while True: pass", 60)
print(zygote.folder, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("sandbox", ["sandbox", "none"])
def test_everything_ends_with_an_owner_that_is_killed(sandbox: str) -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, sandbox], stdout=subprocess.PIPE, text=True)
    with owner:
        assert owner.stdout is not None
        folder = Path(owner.stdout.readline().strip())
        started = below(owner.pid)
        owner.kill()
    assert len(started) >= 4  # the keeper, the warm process, the kernel, and what the cell forked
    assert until(lambda: not any(Path(f"/proc/{process}").exists() for process in started))
    assert until(lambda: not folder.exists())


def test_a_kernel_whose_warm_process_is_killed_is_dead() -> None:
    standing = below(os.getpid())
    with Zygote() as doomed:
        (warm,) = {process for keeper in below(os.getpid()) - standing for process in below(keeper)}
        with DirectKernel(doomed) as kernel:
            kernel.run("1", SECONDS)
            os.kill(warm, signal.SIGKILL)
            assert until(lambda: not kernel.alive)
            assert kernel.run("1", SECONDS).status is Status.DEAD
        assert until(lambda: not doomed.alive)
        with pytest.raises(KernelStartError):
            DirectKernel(doomed)


def test_closing_ends_kernels_and_removes_the_folder() -> None:
    warm = Zygote()
    kernel = DirectKernel(warm)
    kernel.run("1", SECONDS)
    warm.close()
    assert not warm.folder.exists()
    assert until(lambda: not kernel.alive)


def test_a_fork_of_the_owner_has_no_hold_on_the_warm_process(zygote: Zygote) -> None:
    child = os.fork()
    if child == 0:
        os._exit(1 if zygote.alive else 0)
    assert os.waitpid(child, 0)[1] == 0
    assert zygote.alive


def test_files_that_are_no_folder_are_named(sandboxed_zygote: Zygote, tmp_path: Path) -> None:
    before = descriptors(os.getpid())
    with pytest.raises(KernelStartError, match="nowhere"):
        DirectKernel(sandboxed_zygote, files=tmp_path / "nowhere")
    assert descriptors(os.getpid()) == before


def test_a_kernel_without_a_private_folder_is_given_no_files(zygote: Zygote, tmp_path: Path) -> None:
    with pytest.raises(KernelStartError, match="sandbox only"):
        DirectKernel(zygote, files=tmp_path)


def test_a_module_that_cannot_be_imported_is_named() -> None:
    with pytest.raises(KernelStartError, match="no_such_module"):
        Zygote(("no_such_module",))


def test_a_module_that_starts_a_thread_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    (tmp_path / "starts_a_thread.py").write_text(code, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(KernelStartError, match="2 threads"):
        Zygote(("starts_a_thread",))


def test_a_warm_up_cell_that_fails_is_told() -> None:
    with pytest.raises(KernelStartError, match="ZeroDivisionError"):
        Zygote(warm_up=("1 / 0",))


def test_names_of_the_warm_up_are_forgotten() -> None:
    with Zygote(warm_up=("leftover = 1",)) as warm, DirectKernel(warm) as kernel:
        assert kernel.run("leftover", SECONDS).status is Status.ERROR


def test_the_owner_may_have_threads(zygote: Zygote) -> None:
    done = threading.Event()
    with ThreadPoolExecutor(3) as pool:
        for _ in range(3):
            pool.submit(done.wait)
        try:
            with DirectKernel(zygote) as kernel:
                assert kernel.run("1", SECONDS).status is Status.OK
        finally:
            done.set()
