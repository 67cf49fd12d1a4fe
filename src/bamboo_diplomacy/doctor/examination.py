"""The examination: one finding per thing that the workbook needs or can use."""

import importlib.metadata
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy import workbook
from bamboo_diplomacy.doctor import browser, fonts, kernel
from bamboo_diplomacy.kernels.sandbox import Capabilities, Layer, Tier, capabilities
from bamboo_diplomacy.kernels.sandbox.policy import NEEDED
from bamboo_diplomacy.lab.workfolder import choose
from bamboo_diplomacy.strings import say

PACKAGES = ("jupyterlab", "ipykernel", "ipywidgets", "pandas", "numpy", "matplotlib", "networkx", "nbval")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Parameters
    ----------
    name
        What it is, as one word that stays the same in every language.
    ok
        Whether it is as it should be.
    detail
        What was found, in a few words.
    advice
        What to do, in a sentence; empty if nothing is to be done.
    required
        Whether the workbook needs it; if not, something is left out without it.
    """

    name: str
    ok: bool
    detail: str
    advice: str = ""
    required: bool = False

    @property
    def title(self) -> str:
        """What it is, for people."""
        return say(f"doctor.title.{self.name}")


NAMES = (
    "python",
    "packages",
    "workbook",
    "folder",
    "kernel",
    "font",
    "browser",
    "namespaces",
    "landlock",
    "seccomp",
)


def examine(folder: Path) -> Iterator[Finding]:
    """Look at everything, in the order of `NAMES`; a kernel is started and ended.

    Parameters
    ----------
    folder
        Where ``bamboo lab`` would be called.
    """
    yield Finding("python", ok=True, detail=platform.python_version(), required=True)
    yield packages()
    yield workbook_files()
    yield folder_to_work_in(folder)
    yield kernel_start()
    yield code_font()
    yield chromium()
    yield from sandbox(capabilities())


def packages() -> Finding:
    """Look for the packages that the workbook is made with."""
    versions = {name: _version(name) for name in PACKAGES}
    missing = [name for name, version in versions.items() if version is None]
    detail = ", ".join(f"{name} {version}" for name, version in versions.items() if version)
    advice = say("doctor.advice.packages", names=", ".join(missing)) if missing else ""
    return Finding("packages", not missing, detail, advice, required=True)


def workbook_files() -> Finding:
    """Look for the notebooks, exercises and datasets of this installation."""
    try:
        return Finding("workbook", ok=True, detail=str(workbook.root()), required=True)
    except workbook.WorkbookNotFoundError as error:
        return _required("workbook", error)


def folder_to_work_in(current: Path) -> Finding:
    """Look whether a working folder can be made, or written, from the current folder."""
    folder = choose(None, current)
    there = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return Finding("folder", ok=True, detail=str(folder), required=True)
    except OSError as error:
        advice = say("doctor.advice.folder", folder=there, reason=error.strerror)
        return Finding("folder", ok=False, detail=str(folder), advice=advice, required=True)


def kernel_start() -> Finding:
    """Start a kernel and ask it something."""
    try:
        seconds = kernel.answer_seconds()
    except kernel.KernelError as error:
        return _required("kernel", error)
    return Finding("kernel", ok=True, detail=say("doctor.kernel.answers", seconds=f"{seconds:.1f}"), required=True)


def code_font() -> Finding:
    """Look for a font for code with every Vietnamese letter, or else the one that lacks fewest."""
    found = list(fonts.code_fonts(fonts.installed_fonts()))
    nearest = min(found, key=lambda font: len(font.missing), default=None)
    if nearest is None:
        return Finding("font", ok=False, detail=say("doctor.missing"), advice=say("doctor.advice.font"))
    if not nearest.missing:
        return Finding("font", ok=True, detail=nearest.name)
    detail = say("doctor.font.lacks", name=nearest.name, count=len(nearest.missing), letters=nearest.missing[:6])
    return Finding("font", ok=False, detail=detail, advice=say("doctor.advice.font"))


def chromium() -> Finding:
    """Look for the browser of the browser tests."""
    found = browser.find_chromium()
    if found is None:
        return Finding("browser", ok=False, detail=say("doctor.missing"), advice=say("doctor.advice.browser"))
    return Finding("browser", ok=True, detail=str(found))


def sandbox(offered: Capabilities) -> Iterator[Finding]:
    """Tell the layers of the sandbox; what they mean for grading is said once, with the first.

    Parameters
    ----------
    offered
        What this machine offers.
    """
    if offered.system == "Linux":
        missing = say("doctor.missing")
        advice = say(f"doctor.advice.level_{offered.tier}")
    else:
        missing = say("doctor.sandbox.not_here", system=offered.system)
        advice = say("doctor.advice.no_sandbox")
    there = say("doctor.there")
    namespaces = offered.layers >= NEEDED[Tier.NAMESPACES] - {Layer.SECCOMP}  # which has its own line
    landlock = say("doctor.sandbox.version", version=offered.landlock_abi) if offered.landlock_abi else missing
    seccomp = Layer.SECCOMP in offered.layers
    yield Finding("namespaces", namespaces, there if namespaces else missing, advice)
    yield Finding("landlock", offered.landlock_abi > 0, landlock)
    yield Finding("seccomp", seccomp, there if seccomp else missing)


def _required(name: str, error: Exception) -> Finding:
    return Finding(name, ok=False, detail=say("doctor.missing"), advice=str(error), required=True)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
