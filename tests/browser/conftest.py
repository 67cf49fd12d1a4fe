"""Real JupyterLab and a real browser, both without a way out of this machine.

`lab` starts one JupyterLab per test session on a free port, with a working folder and a configuration of its own.
`page` opens one browser page per test; a request that leaves the loopback or an uncaught error on the page fails it.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from notebook_page import NotebookPage
from playwright.sync_api import Browser, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "test-output"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_STARTING_SECONDS = 60
_OVERRIDES = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


class Lab:
    """A running JupyterLab: where its files are and how to reach it."""

    def __init__(self, folder: Path, url: str, token: str) -> None:
        self.folder = folder
        self.url = url
        self.token = token

    def address(self, notebook: str) -> str:
        """Return the address that opens a notebook alone, without the file browser."""
        return f"{self.url}/doc/tree/{notebook}?token={self.token}&reset"


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    home = tmp_path_factory.mktemp("jupyter")
    work = home / "work"
    settings = home / "settings"
    for folder in (work, settings, home / "config", home / "data", home / "runtime"):
        folder.mkdir()
    (settings / "overrides.json").write_text(json.dumps(_OVERRIDES), encoding="utf-8")
    port, token = _free_port(), secrets.token_hex(16)
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "config"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": work,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "LabApp.expose_app_in_browser": True,
        "IdentityProvider.token": token,
        "LabApp.app_settings_dir": settings,
        "LabApp.user_settings_dir": home / "config",
        "LabApp.workspaces_dir": home / "workspaces",
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]
    with (home / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/api/status?token={token}", server, home / "server.log")
        yield Lab(work, url, token)
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    opened = playwright.chromium.launch(executable_path=found, args=_FLAGS)
    yield opened
    opened.close()


@pytest.fixture
def page(browser: Browser, lab: Lab) -> Iterator[NotebookPage]:
    """Open a page for notebooks; at the end, assert that nothing went wrong unseen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = NotebookPage(context.new_page(), lab, OUTPUT)
    yield opened
    opened.shut_down()
    context.close()
    assert opened.foreign_requests == [], "the page asked for something outside this machine"
    assert opened.errors == [], "the page raised an error"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _STARTING_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if server.poll() is not None:
                break
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")
