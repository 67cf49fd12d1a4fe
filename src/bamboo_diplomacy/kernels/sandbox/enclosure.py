"""Put on, in order, the layers that a policy asks for: first round the warm process, then round each kernel.

The order is not free. A user namespace comes first because it gives the power to make the others; the private
mounts come before that power is dropped; limits, Landlock and the system-call filter come last, because each of
them forbids what the steps before it need.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bamboo_diplomacy.kernels.sandbox import landlock, limits, linux, namespaces, seccomp, view
from bamboo_diplomacy.kernels.sandbox.policy import Layer, Policy, SandboxError

_HOST_NAME = b"kernel"
_DEVICES_TO_WRITE = ("/dev/null", "/dev/zero", "/dev/full")
_OWN_TERMINALS = ("/dev/ptmx", "/dev/pts")


class Enclosure:
    """The sandbox of one warm process and of the kernels that it forks.

    Parameters
    ----------
    policy
        The layers to put on.
    folder
        Where kernels without a file system of their own find their private folder, and where the connection
        folders of Jupyter kernels are.
    with_sockets
        Whether kernels make sockets there.
    """

    def __init__(self, policy: Policy, folder: str, *, with_sockets: bool) -> None:
        self._policy = policy
        self._folder = folder
        self._with_sockets = with_sockets
        self._who: namespaces.Identity | None = None
        self._readable: tuple[str, ...] = ()

    def leave_outside(self) -> None:
        """Enter the user namespace; the next child is the first process of a process namespace.

        Raises
        ------
        SandboxError
            If the machine does not allow it.
        """
        if not self._policy.has_own_view:
            return
        with _naming(Layer.USER):
            self._who = namespaces.enter_user_namespace(linux.CLONE_NEWPID)

    def settle(self) -> None:
        """Show the warm process, once everything is imported, nothing but the kernels' view.

        Raises
        ------
        SandboxError
            If a layer cannot be had, or something to be hidden cannot be.
        """
        if not self._policy.has_own_view:
            linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
            if Layer.LANDLOCK in self._policy.layers:
                self._readable = view.readable_paths(self._policy)
                view.refuse_exposed(self._policy, self._readable)
                _refuse_weak_landlock()
                Path(self._folder).chmod(0o711)  # kernels of root are nobody, and each must reach its own folder
            return
        for layer in (Layer.MOUNT, Layer.UTS, Layer.CGROUP):
            if layer in self._policy.layers:
                with _naming(layer):
                    linux.unshare(namespaces.FLAGS[layer])
        if Layer.UTS in self._policy.layers:
            linux.checked(linux.libc().sethostname(_HOST_NAME, len(_HOST_NAME)), "sethostname")
        with _naming(Layer.MOUNT):
            view.build(self._policy, self._folder if self._with_sockets else None)

    @contextmanager
    def around_fork(self) -> Iterator[None]:
        """Within the block, a forked child gets a process namespace of its own if the policy asks for one."""
        if not self._policy.has_own_view:
            yield
            return
        with namespaces.next_child_is_first_process():
            yield

    def private_folder(self, number: int) -> Path | None:
        """Return the folder on disk that a kernel without a file system of its own gets, if the policy has such."""
        if self._policy.has_own_view or not self._policy.encloses:
            return None
        return Path(self._folder) / f"work-{number}"

    def make_private_folder(self, number: int, connections: str | None) -> Path | None:
        """Make a kernel's own places, in the kernel's process but still with the power to: return its folder.

        Raises
        ------
        SandboxError
            If a layer cannot be had.
        """
        if self._policy.has_own_view:
            for layer in (Layer.MOUNT, Layer.IPC, Layer.NETWORK):
                if layer in self._policy.layers:
                    with _naming(layer):
                        linux.unshare(namespaces.FLAGS[layer])
            with _naming(Layer.MOUNT):
                view.lay_private_folders(self._policy.limits, namespaces.KERNEL_USER, connections)
            return Path(view.WORK)
        folder = self.private_folder(number)
        if folder is not None:
            folder.mkdir(mode=0o700)
        return folder

    def close_behind(self, folder: Path, connections: str | None) -> None:
        """Give up all power and put on the last layers; nothing can take them off again.

        Raises
        ------
        SandboxError
            If a layer cannot be had.
        """
        layers = self._policy.layers
        if self._who is not None:
            with _naming(Layer.USER):
                namespaces.become_kernel_user(self._who)
                namespaces.leave_warm_namespace()
        elif Layer.PRIVILEGES in layers:
            with _naming(Layer.PRIVILEGES):
                become_ordinary_user(folder)
        _refuse_unreadable(self._policy.readable)
        if Layer.LIMITS in layers:
            with _naming(Layer.LIMITS):
                limits.apply(self._policy.limits, own_namespace=self._who is not None)
        if Layer.PRIVILEGES in layers:
            with _naming(Layer.PRIVILEGES):
                linux.drop_privileges()
        if Layer.LANDLOCK in layers:
            with _naming(Layer.LANDLOCK):
                self._restrict_files(folder, connections)
        if Layer.SECCOMP in layers:
            with _naming(Layer.SECCOMP):
                seccomp.install(shared_view=not self._policy.has_own_view)

    def kernel_user(self) -> int:
        """Return the user, as the warm process numbers it, that a kernel will be."""
        if self._policy.has_own_view:
            return namespaces.KERNEL_USER
        becomes_nobody = Layer.PRIVILEGES in self._policy.layers and os.geteuid() == 0
        return namespaces.NOBODY if becomes_nobody else os.geteuid()

    def scratch_folder(self, folder: Path) -> str:
        """Return where a kernel with a private folder puts temporary files."""
        return view.SCRATCH if self._policy.has_own_view else str(folder)

    def connection_path(self, connections: str) -> str:
        """Return where a kernel sees the folder ``connections`` in which it makes its sockets."""
        if self._policy.has_own_view:
            return view.CONNECTIONS
        return str(Path(self._folder) / connections)

    def _restrict_files(self, folder: Path, connections: str | None) -> None:
        if self._policy.has_own_view:
            readable: tuple[str, ...] = ("/",)
            writable = [view.PRIVATE, *_OWN_TERMINALS]
        else:
            readable = (*self._readable, *view.DEVICES)
            writable = [str(folder)]
        sockets = [self.connection_path(connections)] if connections else []
        landlock.restrict(readable, [*writable, *_DEVICES_TO_WRITE], sockets)


def _refuse_weak_landlock() -> None:
    if landlock.abi() < landlock.TRUNCATE_ABI:
        raise SandboxError(
            "Landlock of this kernel does not keep files from being emptied: Linux 6.2 is needed, "
            "or a machine that allows user namespaces."
        )


def _refuse_unreadable(named: Iterable[str]) -> None:
    """Raise `SandboxError` if a kernel cannot read the interpreter, this package, or what it was promised."""
    for path in (os.__file__, __file__, *named):
        if not os.access(path, os.R_OK):
            raise SandboxError(
                f"A kernel cannot read {path}. Root's kernels run as an ordinary user: start as one yourself, or keep "
                "Python, the workbook and its data where everybody can read them."
            )


def become_ordinary_user(folder: Path | None) -> None:
    """Turn the machine's root into a user without power, who owns nothing but the private folder.

    Raises
    ------
    SandboxError
        If such a user cannot read the interpreter.
    """
    if os.geteuid() == 0:
        if folder is not None:
            os.chown(folder, namespaces.NOBODY, namespaces.NOBODY)
        os.setgroups([])
        os.setresgid(namespaces.NOBODY, namespaces.NOBODY, namespaces.NOBODY)
        os.setresuid(namespaces.NOBODY, namespaces.NOBODY, namespaces.NOBODY)
    _refuse_unreadable(())


@contextmanager
def _naming(layer: Layer) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SandboxError(f"The layer '{layer}' of the sandbox cannot be had here: {error}.") from error
