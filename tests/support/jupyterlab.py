"""Real JupyterLab and a real browser, for the browser tests and the benchmarks."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bamboo_diplomacy.doctor.browser import find_chromium

_STARTING_SECONDS = 90
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab.

    Attributes
    ----------
    folder
        Its working folder.
    url, token
        How to reach it.
    """

    folder: Path
    url: str
    token: str

    def address(self, notebook: str) -> str:
        """Return the address that opens a notebook alone, without the file browser."""
        return f"{self.url}/doc/tree/{notebook}?token={self.token}&reset"


@contextmanager
def running_lab(home: Path) -> Iterator[Lab]:
    """Run ``bamboo lab`` on a free port, with a working folder, settings and kernels of its own under `home`.

    Yields
    ------
    Lab
        Once it answers; it is stopped at the end.

    Raises
    ------
    RuntimeError
        If it does not start; the message is its log.
    """
    port, token, log = _free_port(), secrets.token_hex(16), home / "server.log"
    own = {"CONFIG": "config", "DATA": "data", "RUNTIME": "runtime"}
    environment = {
        **os.environ,
        **{f"JUPYTER_{name}_DIR": str(home / folder) for name, folder in own.items()},
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    work = home / "work"
    command = [sys.executable, "-m", "bamboo_diplomacy", "lab", "--folder", str(work), "--port", str(port)]
    extra = [f"--IdentityProvider.token={token}", "--LabApp.expose_app_in_browser=True"]
    with log.open("w", encoding="utf-8") as written:
        server = subprocess.Popen(
            [*command, "--no-browser", "--allow-root", "--", *extra],
            env=environment,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/api/status?token={token}", server, log)
        yield Lab(work, url, token)
    finally:
        server.terminate()
        server.wait(timeout=30)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run the installed Chromium without a window; Playwright's own one if none is installed."""
    installed = find_chromium()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=installed, args=_FLAGS)
        yield browser
        browser.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _STARTING_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")
