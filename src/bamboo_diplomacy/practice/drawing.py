"""Inputs that are drawn anew for each grading run, and are the same for everybody in it."""

import os
import random

SEED_VARIABLE = "BAMBOO_SEED"


def draws(name: str) -> random.Random:
    """Return a source of chance for a hidden check, from the run's recorded seed and the check's name.

    For authors: a hidden check whose cell says ``"drawn": true`` may take its inputs from here. Its key is computed
    anew from the solution in each grading run, so nobody can prepare for the inputs.

    Examples
    --------
    >>> draws("cagr/late").randint(1, 6) == draws("cagr/late").randint(1, 6)
    True
    """
    return random.Random(f"{os.environ.get(SEED_VARIABLE, '0')}/{name}")  # noqa: S311 - drawn inputs are no secret
