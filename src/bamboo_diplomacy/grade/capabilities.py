"""What this machine offers to keep a submission apart from everything else, in three words for people.

The layers are tried out by `bamboo_diplomacy.kernels.sandbox`, in a process of its own: nothing is changed here.
"""

import sys
from dataclasses import dataclass
from typing import Literal

from bamboo_diplomacy.kernels import sandbox
from bamboo_diplomacy.kernels.sandbox.landlock import TRUNCATE_ABI
from bamboo_diplomacy.kernels.sandbox.policy import NEEDED


@dataclass(frozen=True)
class Capabilities:
    """The layers of a sandbox that this machine offers.

    Parameters
    ----------
    namespaces
        Whether a kernel can have its own file system, processes, network and shared memory.
    landlock
        Version of the Landlock interface (file access rules that a process sets for itself); 0 if there is none.
    seccomp
        Whether a process may filter its own system calls.

    Examples
    --------
    >>> Capabilities(namespaces=False, landlock=4, seccomp=True).level
    'landlock'
    """

    namespaces: bool = False
    landlock: int = 0
    seccomp: bool = False

    @property
    def level(self) -> Literal["namespaces", "landlock", "none"]:
        """The strongest sandbox that can be had: both kinds need the filter of system calls."""
        if not self.seccomp:
            return "none"
        if self.namespaces:
            return "namespaces"
        return "landlock" if self.landlock >= TRUNCATE_ABI else "none"


def capabilities() -> Capabilities:
    """Return what this machine offers; nothing where the system is not Linux."""
    if sys.platform != "linux":
        return Capabilities()
    can = sandbox.capabilities()
    return Capabilities(
        namespaces=can.layers >= NEEDED[sandbox.Tier.NAMESPACES] - {sandbox.Layer.SECCOMP},
        landlock=can.landlock_abi,
        seccomp=sandbox.Layer.SECCOMP in can.layers,
    )
