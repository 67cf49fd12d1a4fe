"""Did it work? An invented survey of known truth, three comparisons of it, and what chance and trends do to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from bamboo_diplomacy.explore.controls import Control, Slider, Switch
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.evaluation import evaluation
from bamboo_diplomacy.models.evaluation import (
    Estimate,
    SurveyDesign,
    before_after,
    cell_means,
    difference_in_differences,
    synthetic_survey,
    with_without,
)
from bamboo_diplomacy.models.sampling import margin_of_error
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent

if TYPE_CHECKING:
    import pandas as pd

_AFTER = 3
_EARLIER = (1, 2)  # the waves before the programme
_FIRST_SEED = 2025  # so that the first draw is the survey that is kept as a dataset


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    respondents
        Asked in each group and wave (20 to 1,000).
    effect
        What the programme truly adds, in degrees of warmth (0 to 12).
    shared_change
        What every wave adds in both groups (0 to 8).
    parallel
        Whether both groups would have changed alike without the programme.
    draw
        Which draw of respondents (1 to 20).
    """

    respondents: int = 150
    effect: int = 6
    shared_change: int = 4
    parallel: bool = True
    draw: int = 1


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    design
        What is true in the invented world.
    means
        Mean of each group and wave, as `models.evaluation.cell_means` returns it.
    estimates
        What each comparison finds: ``"before_after"``, ``"with_without"``, ``"did"``, and ``"earlier"``, the difference
        in differences of the two waves before the programme.
    favourable, margin
        Share of favourable answers with the programme in the last wave, and its margin of error.
    """

    design: SurveyDesign
    means: "pd.DataFrame"
    estimates: Mapping[str, Estimate]
    favourable: float
    margin: float


class DidItWork(Explorer[Settings, Result]):
    """The course of two groups in an invented survey, and what three comparisons make of it."""

    name = "did_it_work"

    @property
    def controls(self) -> tuple[Control, ...]:
        """The size of the survey; what is true; the draw."""
        return (
            Slider("respondents", 20, 1000, 10),
            Slider("effect", 0, 12),
            Slider("shared_change", 0, 8),
            Switch("parallel"),
            Slider("draw", 1, 20),
        )

    def compute(self, settings: Settings) -> Result:
        """Invent the survey and compare it in every way."""
        return _survey(
            SurveyDesign(
                respondents=settings.respondents,
                effect=float(settings.effect),
                shared_change=float(settings.shared_change),
                parallel=settings.parallel,
                seed=_FIRST_SEED + settings.draw,
            )
        )

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the two groups by wave, and below them what each comparison finds."""
        return evaluation(
            result.design,
            result.means,
            result.estimates,
            title=say(
                f"{self.name}.picture.title",
                did=number(result.estimates["did"].value, 1),
                simple=number(result.estimates["before_after"].value, 1),
                truth=number(settings.effect),
            ),
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say what each comparison finds, whether it holds the truth, and what the earlier waves warn of."""
        did, earlier = result.estimates["did"], result.estimates["earlier"]
        return say(
            f"{self.name}.tell.sentence",
            respondents=number(settings.respondents),
            truth=number(settings.effect),
            before_after=number(result.estimates["before_after"].value, 1),
            with_without=number(result.estimates["with_without"].value, 1),
            did=number(did.value, 1),
            low=number(did.low, 1),
            high=number(did.high, 1),
            holds=say(f"{self.name}.tell.{'holds' if did.low <= settings.effect <= did.high else 'misses'}"),
            earlier=say(
                f"{self.name}.tell.{'warns' if earlier.clear else 'quiet'}", None, value=number(earlier.value, 1)
            ),
            share=percent(result.favourable),
            margin=number(100 * result.margin, 1),
        )


@lru_cache(maxsize=32)
def _survey(design: SurveyDesign) -> Result:
    """Return what a design leads to; kept, because to draw the answers takes longest."""
    survey = synthetic_survey(design)
    last = survey[(survey["group"] == "programme") & (survey["wave"] == _AFTER)]
    favourable = float(last["favourable"].mean())
    estimates = {
        "before_after": before_after(survey),
        "with_without": with_without(survey),
        "did": difference_in_differences(survey),
        "earlier": difference_in_differences(survey, waves=_EARLIER),
    }
    margin = margin_of_error(favourable, len(last))
    return Result(design, cell_means(survey), MappingProxyType(estimates), favourable, margin)


@keywords_of(Settings)
def did_it_work(settings: Settings) -> DidItWork:
    """Explore what surveys before and after a programme can show, on a survey that is invented.

    The model is `models.evaluation`, with its sources and limits; the survey is synthetic, so the truth is known.

    Examples
    --------
    >>> did_it_work(respondents=600).describe()
    'Invented survey, 600 in each group and wave, true effect 6: before and after finds ...'
    """
    return DidItWork(settings)
