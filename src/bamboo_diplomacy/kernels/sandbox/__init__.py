"""The sandbox of a kernel: what it consists of, what this machine can give, and how to get what is missing.

A kernel in the full sandbox sees the interpreter, its packages and the folders named in its `Policy`, all
read-only, and a private folder in memory; no other process, no network, no variable of the environment that is not
on a short list. It has no privileges and limited resources, and whatever it started ends with it. Where a machine
does not allow user namespaces, Landlock, the system-call filter and the limits give a reduced sandbox that still
hides every file. Where neither is possible there is none, and `best_policy` says so.

It does not protect against flaws of the Linux kernel itself, nor against measuring time or load.
"""

from bamboo_diplomacy.kernels.sandbox.policy import Layer, Limits, Policy, SandboxError, Tier
from bamboo_diplomacy.kernels.sandbox.probe import Capabilities, best_policy, capabilities, explain

__all__ = [
    "Capabilities",
    "Layer",
    "Limits",
    "Policy",
    "SandboxError",
    "Tier",
    "best_policy",
    "capabilities",
    "explain",
]
