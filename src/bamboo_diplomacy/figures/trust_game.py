"""The trust game as a picture: one match, the bet on it, how matches of its kind end, and history beside it."""

from typing import TYPE_CHECKING

from bamboo_diplomacy.figures import bet_board, match_panel
from bamboo_diplomacy.figures.bet_board import board_data, board_layers
from bamboo_diplomacy.figures.figure import Figure, chart
from bamboo_diplomacy.figures.history_strip import history_data, history_height, history_layers
from bamboo_diplomacy.figures.match_panel import match_data, match_layers
from bamboo_diplomacy.figures.moves_strip import moves_of
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.models.trust_game import END, trust_at_first
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import percent

if TYPE_CHECKING:
    import pandas as pd

    from bamboo_diplomacy.models.trust_game import Match, Settings, UsualCourse

_GAP = 24  # pixels between the parts
_BOARD = match_panel.HEIGHT + _GAP
_HISTORY = _BOARD + bet_board.HEIGHT + 2 * _GAP


def trust_course(
    settings: "Settings",
    match: "Match | None" = None,
    usual: "UsualCourse | None" = None,
    *,
    outcome: str = "",
    bet: str = "",
    milestones: "pd.DataFrame | None" = None,
) -> Figure:
    """Draw trust by round in one match, the moves behind it, and how often such matches end in one way or another.

    Without a match the picture is covered: it shows what is known before the first round, and nothing else.

    Parameters
    ----------
    settings
        What decides the match, from `models.trust_game`.
    match, usual, outcome
        The match, the usual course of its kind, and the course of this one; all three or none.
    bet
        One of `models.trust_game.COURSES`; empty if none is placed.
    milestones
        Columns ``date`` (ISO text), ``year``, ``label``, ``dimension`` and ``setback``: set beside the model as a
        strip of history; no strip if not given.

    Returns
    -------
    Figure
    """
    title = _title(settings, match, outcome)
    alt = _alt(title, settings, match, usual, bet)
    source = say("trust_game.picture.source")
    data = match_data(settings, match, usual) | board_data(usual, outcome, bet, _BOARD)
    layers, height = list(board_layers()), _BOARD + bet_board.HEIGHT
    if milestones is not None:
        span = {"first": milestones["year"].min(), "last": milestones["year"].max()}
        heading = say("trust_game.picture.history", **span)
        data |= history_data(milestones, heading, _HISTORY)
        layers, height = [*layers, *history_layers()], _HISTORY + history_height(heading)
        alt = f"{alt} {say('trust_game.picture.alt_history', count=len(milestones), **span)}"
        source = f"{source} {source_line('us_vietnam_milestones')}"
    return chart(
        {"height": height, "layer": [*match_layers(height), *layers]},
        title=title,
        subtitle=_subtitle(settings),
        alt=alt,
        source=source,
        data=data,
        signals={"first": -settings.memory_of_war, "last": settings.rounds},
    )


def strategy_name(name: str) -> str:
    """Return the name of a strategy in the reader's language.

    Examples
    --------
    >>> strategy_name("grim_trigger")
    'grim trigger'
    """
    return say(f"trust_game.strategy.{name}.name")


def _title(settings: "Settings", match: "Match | None", outcome: str) -> str:
    if match is None:
        a, b = map(strategy_name, settings.names)
        return say("trust_game.picture.question", a=a, b=b)
    end = match.together[-END:]
    return say(
        f"trust_game.picture.{outcome}",
        rounds=match.rounds,
        together=sum(match.together),
        end=sum(end),
        window=len(end),
    )


def _subtitle(settings: "Settings") -> str:
    a, b = map(strategy_name, settings.names)
    return say(
        "trust_game.picture.subtitle",
        a=a,
        b=b,
        misperception=percent(settings.misperception),
        slip=percent(settings.slip),
        war=settings.memory_of_war,
    )


def _alt(title: str, settings: "Settings", match: "Match | None", usual: "UsualCourse | None", bet: str) -> str:
    course = say(f"trust_game.course.{bet}") if bet else ""
    placed = say(f"trust_game.picture.{'alt_bet' if bet else 'alt_no_bet'}", course=course)
    first = percent(trust_at_first(settings))
    if match is None or usual is None:
        return say("trust_game.picture.alt_before", rounds=settings.rounds, first=first, bet=placed)
    moves = moves_of(match)
    return say(
        "trust_game.picture.alt",
        title=title,
        rounds=match.rounds,
        first=first,
        a_trust=percent(match.a.trust[-1]),
        b_trust=percent(match.b.trust[-1]),
        a_defects=match.a.moves.count("D"),
        b_defects=match.b.moves.count("D"),
        misread=sum(move.misread for move in moves),
        slips=sum(move.slip for move in moves),
        runs=usual.runs,
        bet=placed,
        **{name: percent(share) for name, share in usual.shares.items()},
    )
