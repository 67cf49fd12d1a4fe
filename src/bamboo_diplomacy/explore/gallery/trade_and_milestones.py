"""Trade and milestones: whether trade with the United States grew faster after a milestone than before it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Choice, Control, Many, Slider, Span
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure, style
from bamboo_diplomacy.figures.dimensions import dimension_name
from bamboo_diplomacy.figures.trade import SCALES, trade_by_year
from bamboo_diplomacy.models.trade import EVENT_YEAR, EventWindow, event_window
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import percent

if TYPE_CHECKING:
    import pandas as pd

NONE = "none"
_MILESTONES = "us_vietnam_milestones"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    scale
        ``"linear"`` or ``"log"``.
    start, end
        First and last year shown.
    dimensions
        Whose milestones are marked.
    milestone
        Label of the milestone around which growth is compared, or ``"none"``.
    years
        Years of growth on either side of it.
    event_year
        Where its own year belongs: ``"neither"``, ``"before"`` or ``"after"``.
    """

    scale: str = "linear"
    start: int = 1992
    end: int = 2024
    dimensions: tuple[str, ...] = ("diplomatic", "economic")
    milestone: str = NONE
    years: int = 5
    event_year: str = "neither"


@dataclass(frozen=True)
class Result:
    """What follows: growth on either side of the milestone (None without one), and how many milestones are marked."""

    growth: EventWindow | None
    marked: int


class TradeAndMilestones(Explorer[Settings, Result]):
    """Goods trade by year, milestones above it, growth before and after one of them."""

    name = "trade_and_milestones"

    @cached_property
    def _trade(self) -> "pd.DataFrame":
        return load("us_vietnam_trade")

    @cached_property
    def _milestones(self) -> "pd.DataFrame":
        rows = load(_MILESTONES)
        return rows[rows["key"] & rows["year"].isin(self._trade["year"])]

    @cached_property
    def _told(self) -> dict[str, str]:
        """Each milestone's label, which is its name among the settings, as it is shown."""
        return dict(zip(self._milestones["label"], worded(self._milestones, _MILESTONES)["label"], strict=True))

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Scale, years, dimensions; then the milestone and its span."""
        years = self._trade["year"]
        labels = tuple(self._milestones["label"])
        return (
            Choice("scale", SCALES),
            Span("start", "end", int(years.min()), int(years.max()), signal="window"),
            Many("dimensions", tuple(style.DIMENSIONS), tuple(map(dimension_name, style.DIMENSIONS))),
            Choice(
                "milestone",
                (NONE, *labels),
                labels=(
                    say(f"{self.name}.options.milestone.none"),
                    *(f"{row.year} · {self._told[str(row.label)]}" for row in self._milestones.itertuples()),
                ),
                menu=True,
            ),
            Slider("years", 2, 10),
            Choice("event_year", tuple(EVENT_YEAR), menu=True),
        )

    def compute(self, settings: Settings) -> Result:
        """Compare growth on either side of the chosen milestone."""
        marked = self._marked(settings)
        inside = marked["year"].between(settings.start, settings.end)
        if settings.milestone == NONE:
            return Result(None, int(inside.sum()))
        total = self._trade.set_index("year")[["us_exports", "us_imports"]].sum(axis="columns")
        growth = event_window(
            total,
            int(self._date(settings)[:4]),
            before=settings.years,
            after=settings.years,
            event_year=settings.event_year,
        )
        return Result(growth, int(inside.sum()))

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the line of trade with the milestones of the chosen dimensions."""
        return trade_by_year(
            self._trade,
            worded(self._marked(settings), _MILESTONES),
            scale=settings.scale,
            years=(settings.start, settings.end),
            event=result.growth,
            event_label=self._told.get(settings.milestone, ""),
            event_date="" if result.growth is None else self._date(settings),
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say what is marked and, with a milestone, what growth did."""
        growth = result.growth
        if growth is None:
            return say(f"{self.name}.tell.overview", marked=result.marked, start=settings.start, end=settings.end)
        if growth.before.cagr is None or growth.after.cagr is None:
            return say(f"{self.name}.tell.unknown", milestone=self._told[settings.milestone], years=settings.years)
        return say(
            f"{self.name}.tell.growth",
            milestone=self._told[settings.milestone],
            year=growth.year,
            years=settings.years,
            before=percent(growth.before.cagr, 1),
            after=percent(growth.after.cagr, 1),
        )

    def _date(self, settings: Settings) -> str:
        return str(self._milestones.set_index("label")["date"][settings.milestone])

    def _marked(self, settings: Settings) -> "pd.DataFrame":
        return self._milestones[self._milestones["dimension"].isin(settings.dimensions)]


@keywords_of(Settings)
def trade_and_milestones(settings: Settings) -> TradeAndMilestones:
    """Explore goods trade with the United States and the milestones of the relationship.

    Examples
    --------
    >>> trade_and_milestones(start=3000)
    Traceback (most recent call last):
    bamboo_diplomacy.explore.controls.SettingError: The setting “start” is 3000: give a whole number from 1992 to 2024.
    """
    return TradeAndMilestones(settings)
