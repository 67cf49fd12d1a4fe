"""The page on the models names every public function, and its examples run."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from bamboo_diplomacy import models
from bamboo_diplomacy.models import diffusion, trust_game

PAGE = (Path(__file__).parents[2] / "docs" / "models.md").read_text(encoding="utf-8")
MODULES = [
    importlib.import_module(f"{models.__name__}.{found.name}") for found in pkgutil.iter_modules(models.__path__)
]
FUNCTIONS = [
    name
    for module in MODULES
    for name in getattr(module, "__all__", ())
    if callable(getattr(module, name)) and name.islower()
]


@pytest.mark.parametrize("name", [*FUNCTIONS, *trust_game.STRATEGIES, *diffusion.STRATEGIES])
def test_the_page_explains(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_the_examples_of_the_page_show_what_they_say() -> None:
    setup, echo, initiative, contest = re.search(
        r"```python\n(.*?)\n\n(.*?)\n(.*?)\n(.*?)\n```", PAGE, re.DOTALL
    ).groups()
    names: dict[str, object] = {}
    exec(setup, names)  # noqa: S102 - our own page

    last_rounds = eval(echo, names).query("round >= 10")  # noqa: S307
    peace = eval(initiative, names).query("round >= 2")  # noqa: S307

    assert last_rounds["move"].tolist() in (["C", "D", "D", "C", "C", "D"], ["D", "C", "C", "D", "D", "C"])
    assert set(peace["move"]) == {"C"}
    assert set(eval(contest, names)["strategy"]) == set(trust_game.STRATEGIES)  # noqa: S307
