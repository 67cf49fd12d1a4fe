"""Try every layer of the sandbox once, each in a child that ends afterwards: run by `capabilities`."""

import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from bamboo_diplomacy.kernels.sandbox import enclosure, landlock, limits, linux, namespaces, seccomp, view
from bamboo_diplomacy.kernels.sandbox.policy import Layer, Limits, Policy, SandboxError


def _try_in_child(attempt: Callable[[], Any]) -> bool:
    child = os.fork()
    if child == 0:
        worked = False
        try:
            attempt()
            worked = True
        except (OSError, SandboxError, ValueError):
            pass
        finally:
            os._exit(0 if worked else 1)
    return os.waitpid(child, 0)[1] == 0


def _become_kernel_user() -> None:
    namespaces.become_kernel_user(namespaces.enter_user_namespace())
    namespaces.leave_warm_namespace()


def _in_user_namespace(then: Callable[[], Any]) -> Callable[[], Any]:
    def attempt() -> None:
        namespaces.enter_user_namespace()
        then()

    return attempt


def _mount_view() -> None:
    """Build the view in a process namespace of its own, as `/proc` can be mounted only there."""
    linux.unshare(linux.CLONE_NEWPID)
    if not _try_in_child(_mount_in_first_process):
        raise OSError("no view")


def _mount_in_first_process() -> None:
    linux.unshare(linux.CLONE_NEWNS)
    view.build(Policy(), None)
    view.lay_private_folders(Limits(), namespaces.KERNEL_USER, None)


def _limit() -> None:
    """Limit a process that is alone in its namespace, or else an ordinary user's."""
    if _try_in_child(_become_kernel_user):
        _become_kernel_user()
        limits.apply(Limits(), own_namespace=True)
        return
    enclosure.become_ordinary_user(None)
    limits.apply(Limits(), own_namespace=False)


def _drop_privileges() -> None:
    if not _try_in_child(_become_kernel_user):
        enclosure.become_ordinary_user(None)
    linux.drop_privileges()


_TRIALS: Mapping[Layer, Callable[[], Any]] = MappingProxyType(
    {
        Layer.USER: _become_kernel_user,
        Layer.MOUNT: _in_user_namespace(_mount_view),
        Layer.PID: _in_user_namespace(partial(linux.unshare, linux.CLONE_NEWPID)),
        **{
            layer: _in_user_namespace(partial(linux.unshare, flag))
            for layer, flag in namespaces.FLAGS.items()
            if layer is not Layer.MOUNT
        },
        Layer.LANDLOCK: partial(landlock.restrict, ["/"], []),
        Layer.SECCOMP: partial(seccomp.install, shared_view=True),
        Layer.LIMITS: _limit,
        Layer.PRIVILEGES: _drop_privileges,
    }
)


def main() -> None:
    """Try every layer, and print the ones that worked as JSON."""
    worked = [layer for layer, attempt in _TRIALS.items() if _try_in_child(attempt)]
    print(json.dumps({"layers": worked, "landlock_abi": landlock.abi()}))  # noqa: T201 - read by `capabilities`


if __name__ == "__main__":
    main()
