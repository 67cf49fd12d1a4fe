"""Opening JupyterLab: its arguments, and once for real, from the command to the end."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from bamboo_diplomacy import cli
from bamboo_diplomacy.lab import launch
from bamboo_diplomacy.lab.launch import LabSettings, arguments, environment
from bamboo_diplomacy.strings import catalogue


def test_what_the_student_adds_comes_last_and_so_wins(tmp_path: Path) -> None:
    given = arguments(LabSettings(tmp_path, port=9000, extra=("--ServerApp.port=9001",)))
    assert given.index("--ServerApp.port=9001") > given.index("--ServerApp.port=9000")


def test_the_first_notebook_is_opened_if_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    assert "--LabApp.default_url=/lab" in arguments(LabSettings(tmp_path))
    (tmp_path / "notebooks" / "00_start_here.ipynb").write_text("{}", encoding="utf-8")
    assert "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb" in arguments(LabSettings(tmp_path))


def test_jupyter_paths_of_the_student_stay() -> None:
    paths = environment({"JUPYTER_CONFIG_PATH": "mine"})["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert paths[1:] == ["mine"]


@pytest.mark.parametrize(("user", "is_root"), [(0, True), (1000, False)])
def test_the_administrator_is_recognised(monkeypatch: pytest.MonkeyPatch, user: int, *, is_root: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert launch.runs_as_root() is is_root


def test_the_button_speaks_the_students_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    assert launch.button_words()["bambooCheckLabel"] == "Kiểm tra"


@pytest.mark.parametrize(
    ("set_before", "options", "spoken"),
    [("en", ["--language", "vi"], "vi"), ("vi", [], "vi"), ("vi", ["--language", "en"], "en")],
)
def test_the_page_and_its_kernels_speak_the_language_that_was_asked_for(
    set_before: str,
    options: list[str],
    spoken: str,
    *,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BAMBOO_LANGUAGE", set_before)
    inherited: dict[str, str] = {}
    monkeypatch.setattr(launch, "launch", lambda *_: inherited.update(os.environ, **launch.button_words()))
    monkeypatch.setattr("bamboo_diplomacy.lab.trust.trust", lambda _: None)
    assert cli.main(["lab", "--allow-root", "--folder", str(tmp_path), *options]) == 0
    assert inherited["BAMBOO_LANGUAGE"] == spoken
    assert inherited["bambooCheckLabel"] == catalogue(spoken)["lab.button.label"]
    assert catalogue(spoken)["lab.ended"].partition("{")[0] in capsys.readouterr().out


@dataclass(frozen=True)
class Running:
    """`bamboo lab` in a process of its own, and the address that it printed."""

    process: subprocess.Popen[str]
    address: str

    def get(self, path: str = "") -> str:
        """Return a page of the server, as a browser with the token gets it."""
        target = urlsplit(self.address)
        url = target._replace(path=path or target.path).geturl()
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())

    def start_kernel(self) -> None:
        """Start a kernel, as opening a notebook does."""
        target = urlsplit(self.address)._replace(path="/api/kernels").geturl()
        request = urllib.request.Request(target, data=b"{}", method="POST")  # noqa: S310 - our own server
        urllib.request.urlopen(request, timeout=60).close()  # noqa: S310


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    places = ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")
    private = {name: str(tmp_path / name.lower()) for name in places}
    options = ["--no-browser", "--port", str(free_port()), "--folder", str(tmp_path / "work")]
    process = subprocess.Popen(
        [sys.executable, "-m", "bamboo_diplomacy", "lab", *options],
        env={**os.environ, **private},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    # A server that never prints its address ends the reading below, instead of hanging the tests.
    watch = threading.Timer(300, process.kill)
    watch.start()
    try:
        assert process.stdout is not None
        yield Running(process, next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line))))
    finally:
        watch.cancel()
        process.kill()
        process.communicate()


def test_the_workbook_opens_offline_and_ends_with_ctrl_c(running: Running, tmp_path: Path) -> None:
    assert (tmp_path / "work" / ".bamboo" / "manifest.json").is_file()
    assert '"bambooCheckLabel": "Check"' in running.get()
    news = json.loads(running.get("/lab/api/settings/@jupyterlab/apputils-extension:notification"))
    assert news["schema"]["properties"]["fetchNews"]["default"] == "false"
    running.start_kernel()
    started = psutil.Process(running.process.pid).children(recursive=True)
    assert started

    running.process.send_signal(signal.SIGINT)

    assert running.process.wait(timeout=60) == 0
    assert psutil.wait_procs(started, timeout=10)[1] == []
    assert not list((tmp_path / "jupyter_runtime_dir").glob("jpserver-*"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
