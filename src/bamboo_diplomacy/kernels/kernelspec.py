r"""The names under which Jupyter tools find our kernels.

``bamboo-sandbox``
    A warm kernel in this machine's best sandbox, with a private working folder: for notebooks of others.
``bamboo-warm``
    A warm kernel without sandbox, in the notebook's folder: for one's own notebooks, only faster.

They are not shown to students: JupyterLab's launcher offers them only after somebody has asked for it. Either for
one command, with the environment variable that `jupyter_path` gives a value for ::

    JUPYTER_PATH=$(python -c "from bamboo_diplomacy.kernels.kernelspec import jupyter_path; print(jupyter_path())") \
        pytest --nbval --nbval-kernel-name bamboo-sandbox notebook.ipynb

or for good, with `install`.
"""

import sys
from pathlib import Path

SANDBOX = "bamboo-sandbox"
WARM = "bamboo-warm"


def jupyter_path() -> Path:
    """Return the folder to name in ``JUPYTER_PATH``.

    Examples
    --------
    >>> (jupyter_path() / "kernels" / SANDBOX / "kernel.json").is_file()
    True
    """
    return Path(__file__).resolve().parent / "share"


def install(prefix: str = sys.prefix) -> list[Path]:
    """Install the kernels' names for all Jupyter tools of an environment, and return their folders.

    Parameters
    ----------
    prefix
        The environment, by default that of this interpreter.
    """
    from jupyter_client.kernelspec import KernelSpecManager  # noqa: PLC0415 - slow, and only needed here

    manager = KernelSpecManager()
    return [
        Path(manager.install_kernel_spec(str(jupyter_path() / "kernels" / name), name, prefix=prefix))
        for name in (SANDBOX, WARM)
    ]
