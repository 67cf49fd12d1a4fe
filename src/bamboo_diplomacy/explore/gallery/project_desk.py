"""Project desk: an audience's gaps, what a budget buys for one of them, and how many must be asked, side by side."""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Choice, Control, Many, Slider
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.asean import code_name, member_names, objective_names
from bamboo_diplomacy.figures.gap_table import Cell, GapTable
from bamboo_diplomacy.figures.project_desk import Bar, Instrument
from bamboo_diplomacy.figures.project_desk import project_desk as desk
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.project import conditions, measures
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, points

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

_ACTIVITIES = "cultural_activities"
_PROGRAMMES = "synthetic_programmes"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    audience
        Code of a member of ASEAN other than Viet Nam, such as ``"IDN"``.
    group
        Whom the project is for: ``"public"``, ``"youth"``, ``"elites"`` or ``"diaspora"``.
    objective
        What for: a code of ``cultural_objectives``, such as ``"image"``.
    programme
        Ids of ``synthetic_programmes``, such as ``("P05", "P06")``; costs and effects are invented.
    design
        Of the evaluation: ``"with-without"`` or ``"difference-in-differences"``.
    smallest_effect
        The smallest change in a share that would matter, from 0.03 to 0.25.
    """

    audience: str = conditions.EXAMPLE
    group: str = "youth"
    objective: str = "understanding"
    programme: tuple[str, ...] = ("P05", "P06")
    design: str = "with-without"
    smallest_effect: float = 0.1


@dataclass(frozen=True)
class Diagnosis:
    """What was done for an audience.

    Attributes
    ----------
    cells
        Every group with every objective.
    middle
        The median of their counts.
    activities
        How many are recorded in all.
    """

    cells: tuple[Cell, ...]
    middle: float
    activities: int


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    diagnosis
        What was done for the audience.
    here
        Its cell of the chosen group and objective.
    taken
        The programmes.
    most
        Points on the objective that the budget can buy.
    answers
        How many must answer in each group and wave.
    unmet
        Codes of the conditions of a project that the choices do not meet yet.
    """

    diagnosis: Diagnosis
    here: Cell
    taken: tuple[Instrument, ...]
    most: float
    answers: int
    unmet: tuple[str, ...]

    @property
    def cost(self) -> int:
        """What the programmes cost together."""
        return sum(own.cost for own in self.taken)

    @property
    def points(self) -> int:
        """What they reach on the objective together."""
        return sum(own.points for own in self.taken)

    @property
    def asked(self) -> float:
        """The points that are asked of them."""
        return measures.ASKED * self.most


class ProjectDesk(Explorer[Settings, Result]):
    """The choices of a project of the capstone, and what its conditions say of them."""

    name = "project_desk"

    @cached_property
    def _programmes(self) -> "Mapping[str, Mapping[Hashable, Any]]":
        rows = worded(load(_PROGRAMMES), _PROGRAMMES).to_dict("records")
        return {str(row["id"]): row for row in rows}

    # Counting, the best choice and the conditions read tables and take most of the time; a move changes few of them.
    @cached_property
    def _diagnosis(self) -> "Callable[[str], Diagnosis]":
        return cache(_diagnosis)

    @cached_property
    def _attainable(self) -> "Callable[[str], float]":
        return cache(measures.attainable)

    @cached_property
    def _unmet(self) -> "Callable[[str, str, str, tuple[str, ...]], tuple[str, ...]]":
        return cache(_unmet)

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Whom the project is for, what for, with which programmes, and how its effect is to be known."""
        members = sorted((name, code) for code, name in member_names().items() if code != conditions.HOME)
        objectives = objective_names()
        return (
            Choice("audience", tuple(code for _, code in members), tuple(name for name, _ in members), menu=True),
            Choice("objective", tuple(objectives), tuple(objectives.values()), menu=True),
            Choice("group", measures.GROUPS, tuple(map(_group, measures.GROUPS))),
            Many("programme", tuple(self._programmes), tuple(map(_offer, self._programmes.values()))),
            Choice("design", tuple(measures.DESIGNS)),
            Slider("smallest_effect", conditions.SMALLEST, conditions.LARGEST, 0.01, readout=".0%"),
        )

    def compute(self, settings: Settings) -> Result:
        """Find the cell, add up the programmes, and ask the conditions of a project what is not met."""
        diagnosis, chosen = self._diagnosis(settings.audience), (settings.group, settings.objective)
        return Result(
            diagnosis=diagnosis,
            here=next(cell for cell in diagnosis.cells if (cell.group, cell.objective) == chosen),
            taken=tuple(_instrument(self._programmes[one], settings.objective) for one in settings.programme),
            most=self._attainable(settings.objective),
            answers=measures.per_group_needed(settings.smallest_effect, settings.design),
            unmet=self._unmet(settings.audience, *chosen, settings.programme),
        )

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the table of gaps over the bars of budget and points and the answers that are needed."""
        return desk(
            GapTable(result.diagnosis.cells, settings.group, settings.objective),
            result.taken,
            (_budget(result), _points(result)),
            answers=say(f"{self.name}.picture.answers", answers=number(result.answers)),
            reason=say(f"{self.name}.picture.reason", effect=_effect(settings), design=_design(settings)),
            title=self._title(settings, result),
            datasets=(_ACTIVITIES, _PROGRAMMES),
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say what the cell is, what the money buys, how many must be asked, and what is still open."""
        return say(
            f"{self.name}.tell.sentence",
            **_diagnosed(settings, result),
            verdict=say(f"{self.name}.tell.{'gap' if result.here.gap else 'no_gap'}"),
            taken=joined(settings.programme) or say(f"{self.name}.tell.nothing"),
            cost=number(result.cost),
            budget=number(measures.BUDGET),
            points=number(result.points),
            most=number(result.most),
            answers=number(result.answers),
            effect=_effect(settings),
            design=_design(settings),
            open=self._open(settings, result),
        )

    def write(self, settings: Settings, result: Result) -> str:  # noqa: ARG002 - the choices alone are copied
        """Return the four parts of a project that were chosen here."""
        parts = {name: getattr(settings, name) for name in ("audience", "group", "objective")}
        return "\n".join(
            f"{name} = {json.dumps(value)}" for name, value in {**parts, "programme": settings.programme}.items()
        )

    def _title(self, settings: Settings, result: Result) -> str:
        return say(
            f"{self.name}.picture.{'gap' if result.here.gap else 'no_gap'}",
            **_diagnosed(settings, result),
        )

    def _open(self, settings: Settings, result: Result) -> str:
        if not result.unmet:
            return say(f"{self.name}.open.nothing")
        values = {
            "over": number(result.cost - measures.BUDGET),
            "group": _group(settings.group),
            "asked": points(result.asked),
        }
        return say(
            f"{self.name}.open.sentence",
            unmet="; ".join(say(f"{self.name}.open.{code}", None, **values) for code in result.unmet),
        )


def _diagnosis(audience: str) -> Diagnosis:
    """Count the recorded activities for an audience."""
    table = measures.cells(audience)
    few = measures.gaps(table)
    cells = tuple(
        Cell(group, objective, int(table[objective].to_dict()[group]), bool(few.at[group, objective]))
        for objective in measures.objectives()
        for group in measures.GROUPS
    )
    return Diagnosis(cells, measures.middle(table), len(measures.activities_for(audience)))


def _unmet(audience: str, group: str, objective: str, programme: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the conditions of a project find in the parts that are chosen here."""
    findings = (
        *conditions.audience(audience, group),
        *conditions.gap(audience, group, objective),
        *conditions.programme(group, objective, list(programme)),
    )
    return tuple(dict.fromkeys(finding.code for finding in findings))


def _instrument(row: "Mapping[Hashable, Any]", objective: str) -> Instrument:
    return Instrument(
        str(row["id"]), str(row["programme"]), str(row["audience"]), int(row["cost"]), int(row[objective])
    )


def _budget(result: Result) -> Bar:
    left = measures.BUDGET - result.cost
    heading = say(
        f"project_desk.picture.{'spent' if left >= 0 else 'overdrawn'}",
        cost=number(result.cost),
        budget=number(measures.BUDGET),
        left=number(abs(left)),
    )
    return Bar(heading, [own.cost for own in result.taken], measures.BUDGET, measures.BUDGET)


def _points(result: Result) -> Bar:
    heading = say(
        "project_desk.picture.points",
        points=number(result.points),
        most=number(result.most),
        budget=number(measures.BUDGET),
        asked=points(result.asked),
    )
    return Bar(heading, [own.points for own in result.taken], result.most, result.asked)


def _offer(row: "Mapping[Hashable, Any]") -> str:
    return say(
        "project_desk.offer", id=row["id"], name=row["programme"], group=_group(row["audience"]), cost=row["cost"]
    )


def _diagnosed(settings: Settings, result: Result) -> dict[str, str]:
    """Return what title and sentence say of the chosen cell."""
    return {
        "country": member_names()[settings.audience],
        "group": _group(settings.group),
        "objective": objective_names()[settings.objective],
        "here": number(result.here.count),
        "activities": number(result.diagnosis.activities),
        "middle": points(result.diagnosis.middle),
    }


def _group(code: str) -> str:
    return code_name("audience", code)


def _design(settings: Settings) -> str:
    return say(f"project_desk.options.design.{settings.design}")


def _effect(settings: Settings) -> str:
    return number(100 * settings.smallest_effect)


@keywords_of(Settings)
def project_desk(settings: Settings) -> ProjectDesk:
    """Explore a project of the capstone before writing it down: its gap, its budget, its evaluation.

    Activities are recorded; costs and effects of the programmes are synthetic. The rules are those of
    `project.conditions`.

    Examples
    --------
    >>> project_desk(audience="IDN", group="diaspora", objective="values").result.here.gap
    True
    """
    return ProjectDesk(settings)
