"""Make sure that the browser tests have a Chromium: find one, or install one in the way that this machine allows."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from bamboo_diplomacy.doctor.browser import find_chromium

HOW_TO = (
    "The browser tests need Chromium, Chrome or Edge, and none was found or could be installed: install one "
    "(on Debian: `apt install chromium`), or leave these tests out: `.venv/bin/pytest -m 'not browser'`."
)


def chromium() -> Path | None:
    """Return the browser of this machine, or the one that Playwright has downloaded."""
    found = find_chromium()
    if found is None:
        with sync_playwright() as driver:
            downloaded = Path(driver.chromium.executable_path)
        found = downloaded if downloaded.is_file() else None
    return found


def install_from_debian() -> None:
    """Install Debian's package, on Debian, as root or with a sudo that asks for no password."""
    release = Path("/etc/os-release")
    # Ubuntu's package of the same name is a pointer to a snap, which does not run in a container.
    if not release.is_file() or "ID=debian" not in release.read_text(encoding="utf-8").splitlines():
        return
    rights = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if rights and not shutil.which(rights[0]):
        return
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    subprocess.run([*apt, "update"], check=False)
    subprocess.run([*apt, "install", "--yes", "--no-install-recommends", "chromium"], check=False)


def download_with_playwright() -> None:
    """Let Playwright download its own build, where its server can be reached."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Find or install; status 1 with a sentence if both fail."""
    for attempt in (lambda: None, install_from_debian, download_with_playwright):
        attempt()
        found = chromium()
        if found:
            print(f"Browser tests use {found}")  # noqa: T201 - a script
            return 0
    print(HOW_TO, file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
