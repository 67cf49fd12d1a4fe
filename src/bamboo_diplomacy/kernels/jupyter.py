# mypy: disable-error-code="no-untyped-call"
# ipykernel and IPython are annotated in parts only.
"""Inside a Jupyter kernel: ipykernel's application, half made in the warm process, finished after the fork.

Its sockets are Unix sockets in a folder that only the kernel and its owner see. There is no debugger: loading it is
a third of a kernel's start, and a graded notebook has no use for it.
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Mapping
from typing import Any

_LOADED_LATER = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "pdb",
    "tornado.platform.asyncio",
)
"""What the first cell of an ordinary kernel imports: here before the fork."""

_PORTS = ("shell_port", "iopub_port", "stdin_port", "hb_port", "control_port")


def make_app(folder: str) -> Any:  # noqa: ANN401 - an application of ipykernel, imported only here
    """Return ipykernel's application with its configuration read, but no socket, thread or event loop yet.

    Parameters
    ----------
    folder
        A writable folder for IPython's profile, which stays empty.
    """
    _import_without_debugger()
    from ipykernel.iostream import IOPubThread  # noqa: PLC0415 - after the debugger was kept out
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - as above

    IOPubThread._setup_pipe_in = _open_no_port  # type: ignore[method-assign]  # noqa: SLF001 - it has no other switch
    app = IPKernelApp.instance()
    app.ipython_dir = folder
    app.parent_handle = 1  # its end is the warm process's affair
    arguments = ["--HistoryManager.enabled=False", "--InteractiveShell.colors=nocolor"]
    super(IPKernelApp, app).initialize(arguments)
    return app


def serve(app: Any, request: Mapping[str, Any]) -> None:  # noqa: ANN401 - see make_app
    """Bind the sockets that the owner has named, tell it so, and work until the kernel is shut down."""
    connection = request["connection"]
    app.transport = "ipc"
    app.ip = connection["ip"]
    app.session.key = connection["key"].encode()
    for port in _PORTS:
        setattr(app, port, connection[port])
    app.init_pdb()
    app.init_blackhole()
    app.init_sockets()
    app.init_heartbeat()
    os.write(request["life"], json.dumps({"ready": True}).encode())
    os.close(request["life"])  # a cell must find no way to the warm process
    app.init_io()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ipykernel listens while a cell runs
    app.init_kernel()
    app.init_path()
    app.init_shell()
    app.init_gui_pylab()
    app.init_extensions()
    app.init_code()
    sys.stdout.flush()
    sys.stderr.flush()
    app.start()


def _open_no_port(thread: Any) -> None:  # noqa: ANN401 - a class of ipykernel
    """Leave out the TCP port through which forked children would send outputs: a sandbox has no TCP."""
    thread._pipe_flag = False  # noqa: SLF001 - as ipykernel does itself when the port cannot be had


def _import_without_debugger() -> None:
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    try:
        importlib.import_module("ipykernel.debugger")
    finally:
        del sys.modules["debugpy"]
    for name in ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", *_LOADED_LATER):
        importlib.import_module(name)
