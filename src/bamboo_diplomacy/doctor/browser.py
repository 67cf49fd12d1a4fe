"""The Chromium of this machine, which only the browser tests need."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
_MAC_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_WINDOWS_PLACES = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


def find_chromium(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return a browser of the Chromium family, from the search path or the places where installers put it.

    Parameters
    ----------
    environment
        Variables that tell the search path and, on Windows, the folders of programs.

    Returns
    -------
    pathlib.Path or None
        The program, or None if there is none.
    """
    path = environment.get("PATH", "")
    found = next(filter(None, (shutil.which(command, path=path) for command in _COMMANDS)), None)
    if found:
        return Path(found)
    folders = [Path(environment[name]) for name in _WINDOWS_FOLDERS if name in environment]
    places = [*map(Path, _MAC_PLACES), *(folder / place for folder in folders for place in _WINDOWS_PLACES)]
    return next((place for place in places if place.is_file()), None)
