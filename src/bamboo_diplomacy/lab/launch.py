"""JupyterLab, opened in a working folder: offline, without prompts, in the student's language."""

import logging
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy.practice.progress import MARKER
from bamboo_diplomacy.strings import say

START = "notebooks/00_start_here.ipynb"
# Holds labextensions/ for JUPYTER_PATH and labconfig/ for JUPYTER_CONFIG_PATH, and nothing else that Jupyter reads.
_OURS = Path(__file__).resolve().parent


@dataclass(frozen=True)
class LabSettings:
    """How JupyterLab is to be opened.

    Parameters
    ----------
    folder
        The working folder: the root of JupyterLab's file browser.
    port
        Port to listen on, or the next free one; JupyterLab's own choice (8888) if None.
    open_browser
        Whether to open a browser, or only print the address.
    allow_root
        Whether the administrator may run it, as in a container.
    extra
        Further arguments for ``jupyter lab``; they come last and so win.
    """

    folder: Path
    port: int | None = None
    open_browser: bool = True
    allow_root: bool = False
    extra: tuple[str, ...] = ()


def environment(present: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that let Jupyter find our settings and our button, before what they hold already.

    Examples
    --------
    >>> environment({"JUPYTER_PATH": "mine"})["JUPYTER_PATH"].endswith(os.pathsep + "mine")
    True
    """
    return {
        name: os.pathsep.join(filter(None, [str(_OURS), present.get(name)]))
        for name in ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH")
    }


def arguments(settings: LabSettings) -> list[str]:
    """Return the arguments of ``jupyter lab``.

    Nothing asks the network: no news, no update check, no list of extensions. The tabs of another folder stay out,
    and Ctrl+C needs no second confirmation.

    Examples
    --------
    >>> "--ServerApp.port=9000" in arguments(LabSettings(Path("work"), port=9000))
    True
    """
    start = f"/lab/tree/{START}" if (settings.folder / START).is_file() else "/lab"
    given = [
        f"--ServerApp.root_dir={settings.folder}",
        f"--ServerApp.open_browser={settings.open_browser}",
        f"--ServerApp.allow_root={settings.allow_root}",
        "--ServerApp.answer_yes=True",
        "--ServerApp.log_level=ERROR",
        "--LabApp.log_level=ERROR",
        f"--LabApp.default_url={start}",
        f"--LabApp.workspaces_dir={settings.folder / MARKER / 'workspaces'}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    port = [] if settings.port is None else [f"--ServerApp.port={settings.port}"]
    return [*given, *port, *settings.extra]


def runs_as_root() -> bool:
    """Return whether the administrator runs this, as is usual in a container: JupyterLab wants to be told so."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def launch(settings: LabSettings, announce: Callable[[str], None]) -> None:
    """Run JupyterLab until it is stopped by Ctrl+C, by a signal or from its own menu.

    Parameters
    ----------
    settings
        How to open it.
    announce
        Gets the address to open, with its token, once the server answers there.
    """
    os.environ.update(environment(os.environ))
    # Jupyter reads the environment when it is imported.
    from jupyterlab.labapp import LabApp  # noqa: PLC0415

    server = LabApp.initialize_server(argv=[*_encryption(), *arguments(settings)])
    server.web_app.settings.setdefault("page_config_data", {}).update(button_words())
    server.log.addFilter(_is_news)
    signal.signal(signal.SIGINT, lambda *_: server.stop(from_signal=True))
    # Runs after the server's own first callback, which opens the port.
    server.io_loop.add_callback(lambda: announce(server.public_url))
    server.start()


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out of the log what is said in the student's language: the address, and the end."""
    return record.funcName not in ("start_app", "_signal_stop")


def _encryption() -> list[str]:
    """Return the argument that keeps other people on the same machine from listening to the kernels."""
    import zmq  # noqa: PLC0415 - comes with Jupyter, and is slow to import

    return ["--KernelManager.transport_encryption=auto"] if zmq.has("curve") else []


def button_words() -> dict[str, str]:
    """Return the words of the button "Check", as JupyterLab's page configuration carries them."""
    return {"bambooCheckLabel": say("lab.button.label"), "bambooCheckCaption": say("lab.button.caption")}
