"""A command with the network cut: nothing but the loopback interface, by whatever means this machine has."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

GUARD = Path(__file__).with_name("guard")
_LOOPBACK_ONLY = 'ip link set lo up && exec "$@"'


def cut_off(command: list[str], environment: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return a command and an environment in which no other machine can be reached.

    On Linux the command runs in a network namespace of its own. Everywhere, a guard in every Python process refuses
    connections that leave the machine.
    """
    return [*namespace(), *command], guarded(environment)


def guarded(environment: dict[str, str]) -> dict[str, str]:
    """Return an environment in which every Python process has the guard."""
    return {**environment, "PYTHONPATH": str(GUARD)}


@cache
def namespace() -> tuple[str, ...]:
    """Return the words before a command that give it a network namespace; none where there are no namespaces."""
    prefix = ("unshare", "--map-root-user", "--net", "sh", "-c", _LOOPBACK_ONLY, "sh")
    if not (shutil.which("unshare") and shutil.which("ip")):
        return ()
    possible = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if possible.returncode == 0 else ()
