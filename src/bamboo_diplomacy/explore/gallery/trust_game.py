"""The trust game: bet on what becomes of cooperation, then play the match, then look at a hundred like it."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import UNDECIDED, Choice, Control, Reveal, Slider, Switch
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.trust_game import strategy_name, trust_course
from bamboo_diplomacy.models import trust_game as model
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import percent

if TYPE_CHECKING:
    import pandas as pd

RUNS = 100


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    a, b
        Strategy of each side, one of `models.trust_game.STRATEGIES`.
    misperception, slip
        Share of the moves that the other side takes for their opposite, and that come out as the opposite (0 to 0.3).
    memory_of_war
        Rounds of mutual defection that both sides remember at the start.
    rounds
        Rounds to be played: the horizon.
    seed
        Which draw of chance; each gives another match of the same kind.
    bet
        What the reader expects of cooperation: ``"lasts"``, ``"returns"``, ``"fails"``, or ``"undecided"``.
    played
        Whether the match is shown. Nothing is, before a bet is placed, and a new bet covers the match again.
    milestones
        Whether history is set beside the model.
    """

    a: str = "graduated_reciprocation"
    b: str = "tit_for_tat"
    misperception: float = 0.05
    slip: float = 0.0
    memory_of_war: int = 8
    rounds: int = 40
    seed: int = 18
    bet: str = UNDECIDED
    played: bool = False
    milestones: bool = False

    @property
    def shown(self) -> bool:
        """Whether the reader may see the match."""
        return self.played and self.bet != UNDECIDED

    @property
    def game(self) -> model.Settings:
        """What decides the match."""
        return model.Settings(
            a=self.a,
            b=self.b,
            misperception=self.misperception,
            slip=self.slip,
            memory_of_war=self.memory_of_war,
            rounds=self.rounds,
            seed=self.seed,
        )


@dataclass(frozen=True)
class Result:
    """What follows: the match, the course of cooperation in it, and in matches of its kind; nothing before the bet."""

    match: model.Match | None = None
    outcome: str = ""
    usual: model.UsualCourse | None = None


class TrustGame(Explorer[Settings, Result]):
    """Two strategies, errors and a past: first the reader's bet, then the match, then a hundred like it."""

    name = "trust_game"

    @cached_property
    def _milestones(self) -> "pd.DataFrame":
        return worded(load("us_vietnam_milestones"), "us_vietnam_milestones")

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The two sides; errors and past; length and chance; the bet and its button; history."""
        names = tuple(model.STRATEGIES)
        labels = tuple(map(strategy_name, names))
        notes = tuple(say(f"{self.name}.strategy.{name}.does") for name in names)
        return (
            Choice("a", names, labels, menu=True, notes=notes),
            Choice("b", names, labels, menu=True, notes=notes),
            Slider("misperception", 0, 0.3, 0.01, readout=".0%"),
            Slider("slip", 0, 0.3, 0.01, readout=".0%"),
            Slider("memory_of_war", 0, 20),
            Slider("rounds", 10, 60),
            Slider("seed", 1, RUNS),
            Choice("bet", (UNDECIDED, *model.COURSES)),
            Reveal("played", after="bet"),
            Switch("milestones"),
        )

    def adjust(self, settings: Settings) -> Settings:
        """Cover the match when the bet changes: a bet on what one has seen is none."""
        new_bet = self.settings.played and settings.bet != self.settings.bet
        covered = settings.played is True and (new_bet or settings.bet == UNDECIDED)
        return replace(settings, played=False) if covered else settings

    def compute(self, settings: Settings) -> Result:
        """Play the match and a hundred of its kind, once a bet is placed."""
        return _play(settings) if settings.shown else Result()

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw trust by round, the moves under it, the board of bets and, if asked for, history."""
        return trust_course(
            settings.game,
            result.match,
            result.usual,
            outcome=result.outcome,
            bet="" if settings.bet == UNDECIDED else settings.bet,
            milestones=self._milestones if settings.milestones else None,
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Ask for the bet, then for the button, then say whether the bet held."""
        if settings.bet == UNDECIDED:
            return say(f"{self.name}.tell.undecided", window=model.END)
        bet = say(f"{self.name}.course.{settings.bet}")
        if result.usual is None:
            return say(f"{self.name}.tell.placed", course=bet)
        what = say(
            f"{self.name}.tell.what",
            course=say(f"{self.name}.course.{result.outcome}"),
            share=percent(result.usual.shares[result.outcome]),
            runs=result.usual.runs,
        )
        return say(f"{self.name}.tell.{'held' if settings.bet == result.outcome else 'lost'}", course=bet, what=what)

    def twin(self) -> Figure:
        """Return the match itself: a reader without a kernel cannot press the button."""
        return self.draw(self.settings, _play(self.settings))


def _play(settings: Settings) -> Result:
    match = model.play(settings.game)
    return Result(match, model.course(match), _usual(replace(settings.game, seed=1)))


@lru_cache(maxsize=32)
def _usual(game: model.Settings) -> model.UsualCourse:
    """Play a hundred matches; kept, because the seed, the bet and history leave them as they are."""
    return model.usual_course(game, runs=RUNS)


@keywords_of(Settings)
def trust_game(settings: Settings) -> TrustGame:
    """Explore what becomes of cooperation between two strategies: bet first, then play.

    The model is `models.trust_game`, with its sources and limits.

    Examples
    --------
    >>> game = trust_game(a="tit_for_tat", misperception=0)
    >>> game.describe()
    'Place your bet and press Play before anything is shown; ...'
    >>> game.set(bet="returns", played=True)
    >>> game.describe()
    'Your bet was that cooperation returns, and it did not hold: ...'
    """
    return TrustGame(settings)
