"""Kernels that start in milliseconds and can be shut off from everything: the machinery that grading runs on.

A *warm process* (`handle.Zygote`) has the interpreter's packages imported and forks a kernel for each notebook.
Two kinds of kernels use it: *direct* ones (`direct.DirectKernel`), which this package drives itself, and *Jupyter*
ones, which any Jupyter tool starts by name (`provisioner.ForkProvisioner`). Either can be put into a sandbox
(`sandbox`). Nothing here knows about notebooks, tasks or marks.
"""
