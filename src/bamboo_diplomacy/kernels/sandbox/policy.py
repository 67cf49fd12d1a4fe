"""What a kernel is shut off from, and how much it may use: plain data, decided outside, obeyed inside."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self


class SandboxError(RuntimeError):
    """A layer of the sandbox was asked for and cannot be had: the kernel is not started."""


class Layer(StrEnum):
    """One thing that a sandbox does. Each is asked for by name; one that cannot be had stops the kernel."""

    USER = "user"
    """An own user namespace: no power over anything outside, whoever starts the kernel."""
    MOUNT = "mount"
    """An own file system: the interpreter, its packages and named folders, read-only, and a private folder."""
    PID = "pid"
    """An own process namespace: sees no other process, and everything it started ends with it."""
    IPC = "ipc"
    """Own shared memory."""
    NETWORK = "network"
    """An own network namespace without any interface."""
    UTS = "uts"
    """An own host name."""
    CGROUP = "cgroup"
    """An own view of the control groups."""
    LANDLOCK = "landlock"
    """File access rules of the kernel: see `bamboo_diplomacy.kernels.sandbox.landlock`."""
    SECCOMP = "seccomp"
    """System calls that are refused: see `bamboo_diplomacy.kernels.sandbox.seccomp`."""
    LIMITS = "limits"
    """Resource limits: see `Limits`."""
    PRIVILEGES = "privileges"
    """All capabilities dropped, none to be gained; the machine's root becomes an ordinary user."""


class Tier(StrEnum):
    """The two combinations of layers that hide keys, gradebooks and other submissions, and having none."""

    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    NONE = "none"


NEEDED: Mapping[Tier, frozenset[Layer]] = {
    Tier.NAMESPACES: frozenset(
        {
            Layer.USER,
            Layer.MOUNT,
            Layer.PID,
            Layer.IPC,
            Layer.NETWORK,
            Layer.SECCOMP,
            Layer.LIMITS,
            Layer.PRIVILEGES,
        }
    ),
    Tier.LANDLOCK: frozenset({Layer.LANDLOCK, Layer.SECCOMP, Layer.LIMITS, Layer.PRIVILEGES}),
    Tier.NONE: frozenset(),
}
"""The layers without which a tier does not keep its promise."""

MADE_INSIDE = frozenset({Layer.MOUNT, Layer.PID, Layer.IPC, Layer.NETWORK, Layer.UTS, Layer.CGROUP})
"""The layers that are made inside a user namespace."""


@dataclass(frozen=True)
class Limits:
    """How much one kernel may use.

    Attributes
    ----------
    memory
        Bytes of address space of each process above what the warm process holds already.
    processes
        Processes and threads at the same time.
    cpu_seconds
        Processor time of each process.
    folder
        Bytes in the private folder, temporary files included; also the largest single file. Landlock alone cannot
        limit the folder, only the file.
    open_files
        File descriptors of each process.
    stack
        Bytes of the main thread's stack: a runaway recursion in C ends here.
    output
        Characters of output of one cell.
    """

    memory: int = 1 << 30
    processes: int = 32
    cpu_seconds: int = 120
    folder: int = 64 << 20
    open_files: int = 256
    stack: int = 8 << 20
    output: int = 1_000_000


@dataclass(frozen=True)
class Policy:
    """Which layers a kernel is put behind, what it may read, and how much it may use.

    Attributes
    ----------
    layers
        The layers that are asked for. None: the kernel is as free as its owner, for trusted notebooks.
    limits
        See `Limits`; obeyed if `Layer.LIMITS` is asked for (the output limit always is).
    readable
        Folders and files besides the interpreter and its packages, read-only, each at its own path.
    hidden
        Folders and files that must not be seen even if they lie inside something readable: keys, gradebook,
        submissions. With a file system of its own the kernel sees them empty; with Landlock alone such a
        policy is refused.
    environment
        Variables besides the allow-list, as pairs.

    Examples
    --------
    >>> Policy(layers=frozenset({Layer.PID}))
    Traceback (most recent call last):
        ...
    ValueError: The layer 'pid' is made inside a user namespace: ask for the layer 'user' too.
    """

    layers: frozenset[Layer] = frozenset()
    limits: Limits = field(default_factory=Limits)
    readable: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        alone = sorted(self.layers & MADE_INSIDE)
        if alone and Layer.USER not in self.layers:
            raise ValueError(f"The layer '{alone[0]}' is made inside a user namespace: ask for the layer 'user' too.")
        if Layer.USER in self.layers and not {Layer.MOUNT, Layer.PID} <= self.layers:
            raise ValueError("The layer 'user' stands for a view of its own: ask for 'mount' and 'pid' too.")

    @property
    def encloses(self) -> bool:
        """Whether any layer is asked for."""
        return bool(self.layers)

    @property
    def has_own_view(self) -> bool:
        """Whether the kernel gets its own file system and processes, or shares those of the outside."""
        return Layer.USER in self.layers

    def as_json(self) -> dict[str, Any]:
        """Return the policy as plain JSON values."""
        return {**asdict(self), "layers": sorted(self.layers)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the policy that `as_json` described.

        Examples
        --------
        >>> policy = Policy(readable=("/srv/data",), limits=Limits(processes=4))
        >>> Policy.from_json(policy.as_json()) == policy
        True
        """
        return cls(
            layers=frozenset(Layer(name) for name in values["layers"]),
            limits=Limits(**values["limits"]),
            readable=tuple(values["readable"]),
            hidden=tuple(values["hidden"]),
            environment=tuple((name, value) for name, value in values["environment"]),
        )


def layers_of(tier: Tier, available: Iterable[Layer]) -> frozenset[Layer]:
    """Return what to ask for in a tier: what it needs, and what this machine can add.

    Examples
    --------
    >>> print(*sorted(layers_of(Tier.LANDLOCK, available=list(Layer))))
    landlock limits privileges seccomp
    """
    if tier is Tier.NAMESPACES:
        return NEEDED[tier] | (frozenset(available) & {Layer.UTS, Layer.CGROUP, Layer.LANDLOCK})
    return NEEDED[tier]
