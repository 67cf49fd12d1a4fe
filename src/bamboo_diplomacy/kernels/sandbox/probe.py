"""What sandbox this machine can give: tried out, not guessed, in a process of its own."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bamboo_diplomacy.kernels.sandbox import landlock
from bamboo_diplomacy.kernels.sandbox.policy import (
    MADE_INSIDE,
    NEEDED,
    Layer,
    Limits,
    Policy,
    SandboxError,
    Tier,
    layers_of,
)
from bamboo_diplomacy.strings import say

_TRIAL = "bamboo_diplomacy.kernels.sandbox.trial"
_TRIAL_SECONDS = 20


@dataclass(frozen=True)
class Capabilities:
    """What this machine can give.

    Attributes
    ----------
    system
        The operating system, as `platform.system` names it.
    layers
        The layers that were tried and worked.
    landlock_abi
        The version of Landlock, 0 if there is none.
    """

    system: str
    layers: frozenset[Layer]
    landlock_abi: int = 0

    @property
    def tier(self) -> Tier:
        """The best combination of layers: see `Tier`.

        Examples
        --------
        >>> Capabilities("Linux", frozenset(Layer), landlock_abi=7).tier
        <Tier.NAMESPACES: 'namespaces'>
        >>> Capabilities("Linux", layers_of(Tier.LANDLOCK, ()), landlock_abi=2).tier
        <Tier.NONE: 'none'>
        """
        if self.layers >= NEEDED[Tier.NAMESPACES]:
            return Tier.NAMESPACES
        if self.layers >= NEEDED[Tier.LANDLOCK] and self.landlock_abi >= landlock.TRUNCATE_ABI:
            return Tier.LANDLOCK
        return Tier.NONE


@cache
def capabilities() -> Capabilities:
    """Return what sandbox this machine can give.

    Every layer is tried once in a process that ends afterwards; nothing on the machine is changed. On other systems
    than Linux the answer is that there is none.
    """
    system = platform.system()
    if system != "Linux":
        return Capabilities(system, frozenset())
    command = [sys.executable, "-P", "-m", _TRIAL]
    try:
        trial = subprocess.run(command, capture_output=True, check=True, timeout=_TRIAL_SECONDS)
        found = json.loads(trial.stdout)
    except (subprocess.SubprocessError, ValueError):
        return Capabilities(system, frozenset())
    return Capabilities(system, frozenset(Layer(name) for name in found["layers"]), found["landlock_abi"])


def best_policy(
    *,
    available: Capabilities | None = None,
    limits: Limits | None = None,
    readable: Iterable[str | os.PathLike[str]] = (),
    hidden: Iterable[str | os.PathLike[str]] = (),
    environment: Mapping[str, str] | None = None,
) -> Policy:
    """Return the policy with the strongest sandbox that this machine can give.

    Parameters
    ----------
    available
        What the machine can give; tried out if not given.
    limits, readable, hidden, environment
        See `Policy`.

    Raises
    ------
    SandboxError
        If the machine can give no sandbox; the message says what is missing and how to get it.
    """
    can = available or capabilities()
    if can.tier is Tier.NONE:
        raise SandboxError("\n".join(explain(can)))
    return Policy(
        layers=layers_of(can.tier, can.layers),
        limits=limits or Limits(),
        readable=tuple(os.fspath(path) for path in readable),
        hidden=tuple(os.fspath(path) for path in hidden),
        environment=tuple(sorted((environment or {}).items())),
    )


def explain(can: Capabilities | None = None) -> list[str]:
    r"""Return sentences for people: which sandbox this machine gives, what is missing, and how to get it.

    Examples
    --------
    >>> print(*explain(Capabilities("Linux", frozenset(Layer), landlock_abi=7)), sep="\n")
    Sandbox: complete. Kernels get their own file system, processes and network.
    >>> len(explain(Capabilities("Darwin", frozenset())))
    2
    """
    can = can or capabilities()
    verdict = say(f"kernels.tier.{can.tier}")
    if can.system != "Linux":
        return [verdict, say("kernels.missing.platform", system=can.system or "?")]
    missing = [layer for layer in Layer if layer not in can.layers]
    if Layer.USER in missing:  # nothing can be said about those that are made inside
        missing = [layer for layer in missing if layer not in MADE_INSIDE]
    return [verdict, *(say(f"kernels.missing.{layer}", abi=can.landlock_abi) for layer in missing)]
