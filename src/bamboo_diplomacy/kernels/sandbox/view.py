"""The file system that a kernel sees: the interpreter and its packages, named folders, and little else.

With namespaces the warm process builds one read-only root for all its kernels, and each kernel lays a private
folder in memory over it. With Landlock alone the same list of paths becomes rules. Everything is shown at its own
path, so nothing has to be told where it is.
"""

import os
import site
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from bamboo_diplomacy.kernels.sandbox import linux
from bamboo_diplomacy.kernels.sandbox.policy import Limits, Policy, SandboxError

PRIVATE = "/sandbox"
"""The private folder, in memory, of a kernel with its own file system."""

WORK = PRIVATE + "/work"
"""Its working folder, and its home."""

SCRATCH = PRIVATE + "/tmp"  # noqa: S108 - private, and made with the kernel
"""Its folder for temporary files; ``/tmp`` leads here too, unless something readable lies in ``/tmp``."""

CONNECTIONS = "/run/kernels"
"""Where such a kernel finds the one folder in which its sockets are made."""

DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache")
_STORES = ("/nix/store", "/gnu/store")
_USERS = "root:x:0:0::/:/usr/sbin/nologin\nstudent:x:1000:1000::/sandbox/work:/bin/sh\n"
_INODES = 4096
_TERMINALS = "/dev/pts"  # ipykernel runs `!command` in one
_BASE = "/tmp"  # noqa: S108 - at first the mount point of the new root, then a link in it
_OWN = ("/dev", "/proc", "/etc/passwd", CONNECTIONS, PRIVATE)
_OUTSIDE = "/outside"
_INSIDE = "/inside"


def readable_paths(policy: Policy) -> tuple[str, ...]:
    """Return what a kernel of this interpreter may read, each existing path once, folders before what they hold.

    A link is named together with what it points to, because either name may be asked for.

    Examples
    --------
    >>> import sys
    >>> sys.prefix in readable_paths(Policy())
    True
    """
    packages = [path for path in (*sys.path, *site.getsitepackages()) if path and Path(path).is_dir()]
    interpreter = [sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix]
    stores = [store for store in _STORES if sys.base_prefix.startswith(store)]
    named = [Path(path).absolute() for path in (*_SYSTEM, *stores, *interpreter, *packages, *policy.readable)]
    resolved = [path.resolve() for path in (*named, Path(sys.executable))]
    return tuple(sorted({str(path) for path in (*named, *resolved) if path.exists()}))


def exposed(hidden: Iterable[str | Path], readable: Iterable[str | Path]) -> tuple[str, ...]:
    """Return where something to hide would be seen inside something readable, under each of its names.

    Examples
    --------
    >>> import sys
    >>> here = Path(sys.prefix).resolve()
    >>> exposed([here, "/nowhere"], readable=[here.parent]) == (str(here),)
    True
    """
    secrets = [secret for secret in (Path(path).resolve() for path in hidden) if secret.exists()]
    sources = {Path(path): Path(path).resolve() for path in readable}
    seen = {
        str(path / secret.relative_to(source))
        for path, source in sources.items()
        for secret in secrets
        if secret.is_relative_to(source)
    }
    return tuple(sorted(seen))


def refuse_reserved(readable: Iterable[str]) -> None:
    """Raise `SandboxError` if something readable would lie on what the view makes itself.

    Examples
    --------
    >>> refuse_reserved(["/etc"])
    Traceback (most recent call last):
        ...
    bamboo_diplomacy.kernels.sandbox.policy.SandboxError: A kernel cannot be shown /etc: it has its own /etc/passwd.
    """
    for path in map(Path, readable):
        for own in map(Path, _OWN):
            if own.is_relative_to(path) or path.is_relative_to(own):
                raise SandboxError(f"A kernel cannot be shown {path.as_posix()}: it has its own {own.as_posix()}.")


def build(policy: Policy, connections: str | None) -> None:
    """Replace the root folder of this mount namespace by the view; needs the capabilities of the namespace.

    Parameters
    ----------
    policy
        Names what is readable and what is hidden.
    connections
        A folder of the outside that stays writable, at `CONNECTIONS`: sockets of Jupyter kernels.

    Raises
    ------
    OSError
        If a mount is refused.
    SandboxError
        If the kernels' own parts of the view lie inside something readable.
    """
    refuse_reserved(readable_paths(policy))
    sources = {path: os.path.realpath(path) for path in readable_paths(policy)}
    masked = exposed(policy.hidden, sources)
    umask = os.umask(0o022)
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("tmpfs", _BASE, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=1m,mode=0755")
    for folder in (_OUTSIDE, _INSIDE):
        Path(_BASE + folder).mkdir()
    linux.pivot_root(_BASE, _BASE + _OUTSIDE)
    os.chdir("/")
    linux.mount("tmpfs", _INSIDE, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=4m,mode=0755")
    _lay_out(sources, masked)
    if connections:
        linux.mount(_OUTSIDE + connections, _INSIDE + CONNECTIONS, None, linux.MS_BIND)
    os.umask(umask)
    os.chdir(_INSIDE)
    linux.pivot_root(".", ".")
    linux.unmount(".")
    os.chdir("/")


def lay_private_folders(limits: Limits, user: int, connections: str | None) -> None:
    """Give this mount namespace its own private folder and ``/proc``, and one folder for sockets.

    Raises
    ------
    OSError
        If a mount is refused.
    """
    options = f"size={limits.folder},nr_inodes={_INODES},mode=0755"
    linux.mount("tmpfs", PRIVATE, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, options)
    for folder in (WORK, SCRATCH):
        Path(folder).mkdir(mode=0o700)
        os.chown(folder, user, user)
    harmless = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    linux.mount("proc", "/proc", "proc", harmless, "subset=pid")
    if connections:
        linux.mount(f"{CONNECTIONS}/{connections}", CONNECTIONS, None, linux.MS_BIND)
        os.chown(CONNECTIONS, user, user)
        linux.mount("devpts", _TERMINALS, "devpts", linux.MS_NOSUID | linux.MS_NOEXEC, "ptmxmode=0666")


def _lay_out(sources: Mapping[str, str], masked: Iterable[str]) -> None:
    for path, source in sources.items():
        _bind(source, path)
    for folder in (PRIVATE, "/proc", _TERMINALS, CONNECTIONS):
        Path(_INSIDE + folder).mkdir(parents=True, exist_ok=True)
    if not Path(_INSIDE + _BASE).exists():
        Path(_INSIDE + _BASE).symlink_to(SCRATCH)
    for device in DEVICES:
        Path(_INSIDE + device).touch()
    Path(_INSIDE + "/dev/ptmx").symlink_to("pts/ptmx")
    Path(_INSIDE + "/dev/shm").symlink_to(SCRATCH)  # noqa: S108 - shared memory counts as private files
    Path(_INSIDE + "/etc").mkdir(exist_ok=True)
    Path(_INSIDE + "/etc/passwd").write_text(_USERS, encoding="utf-8")
    linux.make_read_only(_INSIDE)
    for secret in masked:
        _mask(secret)
    for device in DEVICES:
        linux.mount(_OUTSIDE + device, _INSIDE + device, None, linux.MS_BIND)
    harmless = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    linux.mount("proc", _INSIDE + "/proc", "proc", harmless)


def _bind(source: str, path: str) -> None:
    """Show a path of the outside, unless a folder above it shows it already."""
    inside = Path(_INSIDE + path)
    if inside.exists():
        return
    inside.parent.mkdir(parents=True, exist_ok=True)
    if Path(_OUTSIDE + source).is_dir():
        inside.mkdir()
    else:
        inside.touch()
    linux.mount(_OUTSIDE + source, str(inside), None, linux.MS_BIND | linux.MS_REC)


def _mask(path: str) -> None:
    inside = Path(_INSIDE + path)
    if not inside.exists():
        return  # inside something that is hidden already
    if inside.is_dir():
        linux.mount("tmpfs", str(inside), "tmpfs", linux.MS_RDONLY, "size=4k,mode=0555")
    else:
        linux.mount(_OUTSIDE + "/dev/null", str(inside), None, linux.MS_BIND)


def refuse_exposed(policy: Policy, readable: Iterable[str]) -> None:
    """Raise `SandboxError` if something hidden lies inside something readable, for a view that cannot mask."""
    found = exposed(policy.hidden, readable)
    if found:
        raise SandboxError(
            f"{found[0]} must stay hidden but lies inside a folder that every kernel reads. "
            "Move it elsewhere, or use a machine that allows user namespaces."
        )
