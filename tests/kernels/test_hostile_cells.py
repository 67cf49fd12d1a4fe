"""Whatever a cell tries, it ends as it must, learns no secret, and leaves nothing behind or changed.

All cases are tried in every sandbox that this machine can give, and as an ordinary user too if the tests run as root.
"""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bamboo_diplomacy.kernels.sandbox import Tier, capabilities
from kernels import ordinary_user
from kernels.hostile import SECRET, Case, cases

PROGRAM = str(Path(__file__).with_name("hostile.py"))
SECONDS = 300

Results = dict[str, dict[str, Any]]


def settings() -> list[tuple[str, Tier]]:
    """Return who tries, and behind what."""
    tiers = [tier for tier in (Tier.NAMESPACES, Tier.LANDLOCK) if capabilities().tier in (tier, Tier.NAMESPACES)]
    as_ordinary_user = [("an ordinary user", tier) for tier in tiers]
    if os.geteuid() == 0 and Tier.NAMESPACES in tiers:
        return [("root", Tier.NAMESPACES), *as_ordinary_user]
    return as_ordinary_user


@pytest.fixture(scope="module")
def results() -> Callable[[str, Tier], Results]:
    """Return a function that tries all cases, once for each setting."""

    @cache
    def of(who: str, tier: Tier) -> Results:
        with TemporaryDirectory() as folder:  # pytest's own folders are closed to others
            came = Path(folder, "came.json")
            start = ordinary_user.run if who == "an ordinary user" else ordinary_user.run_as_i_am
            start([PROGRAM, tier, str(came)], Path(folder), SECONDS)
            return json.loads(came.read_text(encoding="utf-8"))

    return of


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
@pytest.mark.parametrize(("who", "tier"), settings())
def test_a_hostile_cell_is_contained(who: str, tier: Tier, case: Case, results: Callable[[str, Tier], Results]) -> None:
    came = results(who, tier)[case.name]
    assert came["status"] in case.ends, came
    assert came["survived"] is case.survives or case.survives is None, came
    assert case.shows in came["shown"] or came["status"] == "dead", came
    assert SECRET not in came["shown"]
    assert came["harm"] == []


@pytest.mark.parametrize(("who", "tier"), settings())
def test_a_memory_bomb_goes_off_near_its_limit(who: str, tier: Tier, results: Callable[[str, Tier], Results]) -> None:
    came = results(who, tier)["a memory bomb"]
    assert came["peak_bytes"] < 400 << 20
