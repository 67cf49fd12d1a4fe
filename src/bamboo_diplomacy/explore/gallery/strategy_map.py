"""Strategy map: which answers meet which limitation, by what they could be measured, and what nobody answers."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Choice, Control, Many
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.strategy import ANSWERS, Point, strategy_links
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

ANY = "any"
_KPI_KINDS = ("input", "output", "outcome", "impact")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    limitation
        The limitation, or part of one, whose answers are followed, by its id.
    answers
        Kinds of answers that count: ``"lesson"``, ``"recommendation"``, ``"shift"``, ``"task"``.
    indicator
        Only answers whose proposed indicator is of this kind count: ``"input"``, ``"output"``, ``"outcome"``,
        ``"impact"``, or ``"any"``.
    """

    limitation: str = "LIM4b"
    answers: tuple[str, ...] = ("lesson", "recommendation")
    indicator: str = ANY


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    limitations
        All limitations and parts of limitations.
    answers
        The answers that count.
    links
        Which answer meets which limitation: pairs of ids.
    uncovered
        Limitations that no answer meets.
    orphans
        Answers that meet no limitation.
    chain
        The answers to the limitation that is followed.
    """

    limitations: tuple[Point, ...]
    answers: tuple[Point, ...]
    links: tuple[tuple[str, str], ...]
    uncovered: tuple[Point, ...]
    orphans: tuple[Point, ...]
    chain: tuple[Point, ...]


class StrategyMap(Explorer[Settings, Result]):
    """Limitations at the left, answers at the right, and below them the indicators of one chain."""

    name = "strategy_map"

    @cached_property
    def _points(self) -> "pd.DataFrame":
        points = worded(load("cultural_assessment"), "cultural_assessment")
        return points.astype({"kind": "str", "kpi_kind": "str"})

    @cached_property
    def _links(self) -> tuple[tuple[str, str], ...]:
        links = load("assessment_links")
        return tuple(zip(links["answer"], links["limitation"], strict=True))

    @cached_property
    def _limitations(self) -> tuple[Point, ...]:
        return _as_points(self._points[self._points["kind"] == "limitation"])

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The limitation, the answers that count, the kind of indicator."""
        options = tuple(point.id for point in self._limitations)
        names = tuple(f"{point.id} · {point.label}" for point in self._limitations)
        return (
            Choice("limitation", options, names, menu=True),
            Many("answers", tuple(ANSWERS)),
            Choice("indicator", (ANY, *_KPI_KINDS)),
        )

    def compute(self, settings: Settings) -> Result:
        """Keep the answers that count and find what stands alone on either side."""
        counted = self._points["kind"].isin(settings.answers)
        if settings.indicator != ANY:
            counted &= self._points["kpi_kind"] == settings.indicator
        answers = _as_points(self._points[counted])
        known = {point.id for point in answers}
        links = tuple(link for link in self._links if link[0] in known)
        met, meeting = {limitation for _, limitation in links}, {answer for answer, _ in links}
        followed = {answer for answer, limitation in links if limitation == settings.limitation}
        return Result(
            limitations=self._limitations,
            answers=answers,
            links=links,
            uncovered=tuple(point for point in self._limitations if point.id not in met),
            orphans=tuple(point for point in answers if point.id not in meeting),
            chain=tuple(point for point in answers if point.id in followed),
        )

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw both sides, their links, and the indicators of the chain."""
        return strategy_links(
            result.limitations,
            result.answers,
            result.links,
            chosen=settings.limitation,
            title=_title(settings, result),
            datasets=["cultural_assessment", "assessment_links"],
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say how many limitations are answered, name those that are not, and follow the chosen one to its figures."""
        chosen = next(point for point in result.limitations if point.id == settings.limitation)
        total, open_ = len(result.limitations), len(result.uncovered)
        return say(
            f"{self.name}.tell.sentence",
            covered=total - open_,
            total=total,
            uncovered=_named("uncovered", result.uncovered),
            orphans=_named("orphans", result.orphans),
            chosen=chosen.label,
            chain=_named("chain", result.chain, kpi=True),
        )


def _title(settings: Settings, result: Result) -> str:
    total = len(result.limitations)
    if not settings.answers:
        return say("strategy_map.picture.title_nothing", total=total)
    kinds = joined(say(f"strategy_map.options.answers.{kind}") for kind in settings.answers)
    measured = "" if settings.indicator == ANY else say(f"strategy_map.kpi.{settings.indicator}")
    return say(
        f"strategy_map.picture.{'title_measured' if measured else 'title'}",
        None,
        covered=total - len(result.uncovered),
        total=total,
        kinds=kinds,
        kind=measured,
    )


def _as_points(rows: "pd.DataFrame") -> tuple[Point, ...]:
    columns = ["id", "kind", "label", "statement", "proposed_kpi", "kpi_kind"]
    return tuple(Point(*map(str, row)) for row in rows[columns].itertuples(index=False))


def _named(what: str, points: "Iterable[Point]", *, kpi: bool = False) -> str:
    names = [
        say(
            "strategy_map.tell.measured",
            answer=point.label,
            kpi=point.kpi,
            kind=say(f"strategy_map.kpi.{point.kpi_kind}"),
        )
        if kpi
        else f"“{point.label}”"
        for point in points
    ]
    return say(f"strategy_map.tell.{what}", names=joined(names)) if names else say(f"strategy_map.tell.no_{what}")


@keywords_of(Settings)
def strategy_map(settings: Settings) -> StrategyMap:
    """Explore which lesson, recommendation, shift or task answers which limitation, and how one would measure it.

    A link to a part is no link to the whole, and the other way round: each is counted for itself.

    Examples
    --------
    >>> strategy_map(answers=("lesson",)).describe()
    '9 of 20 limitations have an answer here; without one: ...'
    """
    return StrategyMap(settings)
