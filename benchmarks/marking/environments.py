"""Virtual environments of the other tools, with the same pandas, matplotlib and kernel as ours."""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import platformdirs

_SHARED = ("pandas", "numpy", "matplotlib", "ipython", "ipykernel", "jupyter_client", "nbconvert", "nbclient")


def python_of(package: str, release: str) -> str:
    """Return the interpreter of an environment that holds one package; made at first use and kept in the user's cache.

    Raises
    ------
    SystemExit
        If the package cannot be installed.
    """
    folder = platformdirs.user_cache_path("bamboo-diplomacy") / "benchmarks" / f"{package}-{release}"
    python = folder / "bin" / "python"
    done = folder / "installed.txt"
    wanted = [f"{package}=={release}", *(f"{name}=={version(name)}" for name in _SHARED)]
    if not done.is_file() or done.read_text(encoding="utf-8").split() != wanted:
        uv = ["-m", "uv"]
        folder.mkdir(parents=True, exist_ok=True)
        run(sys.executable, *uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder), folder=folder)
        run(sys.executable, *uv, "pip", "install", "--quiet", "--python", str(python), *wanted, folder=folder)
        done.write_text("\n".join(wanted), encoding="utf-8")
    return str(python)


def variables_of(python: str, folder: Path) -> Mapping[str, str]:
    """Return the environment variables of a tool: its own programs first, no settings or plug-ins of the user's."""
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(python).parent), os.environ["PATH"]]),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "jupyter"),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }


def run(python: str, *arguments: str, folder: Path) -> bytes:
    """Run a tool's interpreter on what is not measured, and return what it prints.

    Raises
    ------
    SystemExit
        If it fails.
    """
    command = [python, *arguments]
    done = subprocess.run(command, cwd=folder, env=variables_of(python, folder), check=False, capture_output=True)
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace")
        raise SystemExit(f"{' '.join(command)} failed. It said:\n{said}")
    return done.stdout
