"""ASCC navigator: from a pillar of the Community down to the activities of Viet Nam that belong to its mechanisms."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Choice, Control, Slider
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.asean import code_name, objective_names
from bamboo_diplomacy.figures.framework_tree import Part, framework_tree
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.models.coverage import split_codes
from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    import pandas as pd

OUTSIDE = "outside"
ANY = "any"
_LATEST = 2  # activities that stand for each form
_KINDS = ("pillar", "characteristic", "key result area", "mechanism", "programme")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    branch
        What is opened: a characteristic of the Blueprint by its letter, ``"ascc"`` for mechanisms that serve the whole
        pillar, ``"aec"``, or ``"outside"`` for activities whose sources name no mechanism.
    objective
        One of Viet Nam's objectives, or ``"any"``.
    year
        Parts founded and activities begun by its end.
    """

    branch: str = "A"
    objective: str = ANY
    year: int = 2025


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    parts
        The lines of the outline.
    listed
        How many activities have the objective and the year.
    placed
        How many of them belong to a mechanism or programme.
    within
        How many lie within the opened branch.
    mechanisms
        How many mechanisms and programmes the branch has.
    idle
        Names of those without any activity.
    """

    parts: tuple[Part, ...]
    listed: int
    placed: int
    within: int
    mechanisms: int
    idle: tuple[str, ...]


class ASCCNavigator(Explorer[Settings, Result]):
    """An outline of pillars, characteristics, areas, mechanisms and activities; one branch is open."""

    name = "ascc_navigator"

    @cached_property
    def _framework(self) -> "pd.DataFrame":
        framework = worded(load("ascc_framework"), "ascc_framework")
        rows = framework.astype({"kind": "str"}).fillna({"year": 0, "about": ""})
        return rows[rows["kind"].isin(_KINDS)].set_index("id")

    @cached_property
    def _activities(self) -> "pd.DataFrame":
        activities = worded(load("cultural_activities"), "cultural_activities")
        return activities.astype({"form": "str"}).fillna({"framework": ""})

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The branch, the objective, the year."""
        characteristics = self._framework[self._framework["kind"] == "characteristic"]["name"]
        branches = [*((str(letter), f"{letter} · {name}") for letter, name in characteristics.items())]
        branches += [(code, say(f"{self.name}.branch.{code}")) for code in ("ascc", "aec", OUTSIDE)]
        objectives = objective_names()
        years = self._activities["year"]
        return (
            Choice("branch", tuple(code for code, _ in branches), tuple(label for _, label in branches)),
            Choice(
                "objective", (ANY, *objectives), (say(f"{self.name}.any_objective"), *objectives.values()), menu=True
            ),
            Slider("year", int(years.min()), int(years.max())),
        )

    def compute(self, settings: Settings) -> Result:
        """Count the activities under each part, and open one branch."""
        listed = self._listed(settings)
        tree = _Tree(self._framework, listed, settings.year)
        opened = settings.branch != OUTSIDE
        parts = [*tree.outline(settings.branch if opened else ""), *_outside(listed, opened=not opened)]
        members = tree.members(settings.branch) if opened else []
        return Result(
            parts=tuple(parts),
            listed=len(listed),
            placed=int((listed["framework"] != "").sum()),
            within=sum(tree.own(member) for member in (members if opened else [""])),
            mechanisms=len(members),
            idle=tuple(str(self._framework["name"][member]) for member in members if not tree.own(member)),
        )

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the outline."""
        return framework_tree(
            result.parts,
            title=say(f"{self.name}.picture.title", placed=result.placed, listed=result.listed, year=settings.year),
            most=max(result.listed, 1),
            datasets=["ascc_framework", "cultural_activities"],
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say how many activities the branch holds, and which of its mechanisms have none."""
        labels = dict(zip(self.controls[0].options, self.controls[0].labels, strict=True))  # type: ignore[attr-defined]
        objective = "any" if settings.objective == ANY else "one"
        return say(
            f"{self.name}.tell.sentence",
            year=settings.year,
            listed=result.listed,
            objective=say(f"{self.name}.tell.{objective}", name=objective_names().get(settings.objective, "")),
            within=result.within,
            branch=labels[settings.branch],
            finding=self._finding(settings, result),
        )

    def _finding(self, settings: Settings, result: Result) -> str:
        if settings.branch == OUTSIDE:
            return say(f"{self.name}.tell.free")
        if not result.mechanisms:
            return say(f"{self.name}.tell.no_mechanism")
        return say(f"{self.name}.tell.{'idle' if result.idle else 'busy'}", names=joined(list(result.idle)))

    def _listed(self, settings: Settings) -> "pd.DataFrame":
        listed = self._activities[self._activities["year"] <= settings.year]
        if settings.objective == ANY:
            return listed
        coded = split_codes(listed, "objectives")
        return listed.loc[coded[coded["objectives"] == settings.objective].index]


class _Tree:
    """The parts of the framework with the activities that belong to them."""

    def __init__(self, framework: "pd.DataFrame", activities: "pd.DataFrame", year: int) -> None:
        self._framework = framework
        self._activities = activities
        self._year = year

    def own(self, part: str) -> int:
        """Return how many activities name the part itself."""
        return int((self._activities["framework"] == part).sum())

    def members(self, branch: str) -> list[str]:
        """Return the mechanisms and programmes of a branch, those of its characteristics not included."""
        found = []
        for part in self._children(branch):
            kind = self._framework["kind"][part]
            if kind in ("mechanism", "programme"):
                found.append(part)
            elif kind == "key result area":
                found += self.members(part)
        return found

    def outline(self, branch: str) -> Iterator[Part]:
        """Yield the pillars and characteristics, and everything under the opened branch."""
        for part in self._framework.index[self._framework["kind"] == "pillar"]:
            yield from self._lines(part, 0, branch)

    def _lines(self, part: str, depth: int, branch: str) -> Iterator[Part]:
        way = branch == part or branch in self._under(part)
        yield self._line(part, depth, chosen=way)
        for child in self._children(part):
            if self._framework["kind"][child] == "characteristic":
                yield from self._lines(child, depth + 1, branch)
            elif branch == part:
                yield from self._opened(child, depth + 1)

    def _opened(self, part: str, depth: int) -> Iterator[Part]:
        """Yield a part with all that is under it, down to its activities."""
        yield self._line(part, depth, chosen=False)
        for child in self._children(part):
            yield from self._opened(child, depth + 1)
        yield from _leaves(self._activities[self._activities["framework"] == part], depth + 1)

    def _line(self, part: str, depth: int, *, chosen: bool) -> Part:
        row = self._framework.to_dict("index")[part]
        return Part(
            kind=str(row["kind"]),
            name=str(row["name"]),
            depth=depth,
            count=sum(map(self.own, [part, *self._under(part)])),
            chosen=chosen,
            ahead=int(row["year"]) > self._year,
            about=str(row["about"]),
        )

    def _children(self, part: str) -> list[str]:
        return list(self._framework.index[self._framework["parent"] == part])

    def _under(self, part: str) -> list[str]:
        children = self._children(part)
        return [*children, *(below for child in children for below in self._under(child))]


def _leaves(activities: "pd.DataFrame", depth: int) -> Iterator[Part]:
    """Yield a line for each activity, with its year unless the name says it."""
    for year, activity in zip(activities["year"], activities["activity"], strict=True):
        yield Part("activity", activity if str(year) in activity else f"{year} · {activity}", depth)


def _outside(listed: "pd.DataFrame", *, opened: bool) -> Iterator[Part]:
    """Yield the activities whose sources name no mechanism; when they are opened, by form with the latest of each."""
    free = listed[listed["framework"] == ""]
    yield Part("activity", say("ascc_navigator.branch.outside"), 0, len(free), chosen=opened)
    if opened:
        for form, count in free["form"].value_counts().items():
            yield Part("activity", code_name("form", str(form)), 1, int(count))
            yield from _leaves(free[free["form"] == form].tail(_LATEST), 2)


@keywords_of(Settings)
def ascc_navigator(settings: Settings) -> ASCCNavigator:
    """Explore how Viet Nam's activities hang on the framework of the ASEAN Socio-Cultural Community.

    Examples
    --------
    >>> ascc_navigator(branch="C").result.within
    0
    """
    return ASCCNavigator(settings)
