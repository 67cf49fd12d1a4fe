"""What the parts of a project must meet: each condition takes parts by name and yields what is not met yet.

Parts come from students and may be anything that JSON can hold; a condition says so in a sentence and never fails.
"""

import math
import re
from collections.abc import Iterator, Mapping

from bamboo_diplomacy.data import load
from bamboo_diplomacy.practice.verdict import Finding
from bamboo_diplomacy.project.measures import (
    ASKED,
    BUDGET,
    DESIGNS,
    GROUPS,
    attainable,
    cells,
    gaps,
    middle,
    objectives,
    per_group_needed,
)
from bamboo_diplomacy.strings.numbers import points

__all__ = ["audience", "evaluation", "gap", "indicators", "programme"]

HOME = "VNM"
EXAMPLE = "THA"
"""The member of the worked example."""

BEGINS, ENDS = "2027-01", "2029-12"
"""First and last month of every project."""

KINDS = ("output", "outcome", "impact")
INDICATOR = ("name", "kind", "baseline", "target", "unit", "year")
EVALUATION = ("design", "comparison", "waves", "smallest_effect", "per_group")
SMALLEST, LARGEST = 0.03, 0.25
"""Effects that a project may set out to find: smaller ones need thousands of answers, larger ones are wishes."""

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_LONGEST = 40


def audience(audience: object, group: object) -> Iterator[Finding]:
    """Yield what keeps an audience from being one: a member that is a neighbour, and a group that is counted.

    Examples
    --------
    >>> [finding.code for finding in audience("VNM", "youth")]
    ['home']
    """
    yield from _member(audience)
    yield from _one_of("group", group, GROUPS)


def gap(audience: object, group: object, objective: object) -> Iterator[Finding]:
    """Yield why a group and an objective are no gap of an audience.

    They are one if fewer of its recorded activities touch both than touch half of the twenty cells of group by
    objective: fewer than the median.

    Examples
    --------
    >>> [finding.code for finding in gap("IDN", "public", "identity")]
    ['no_gap']
    """
    wrong = [*_member(audience), *_one_of("group", group, GROUPS), *_one_of("objective", objective, objectives())]
    yield from wrong
    if wrong:
        return
    table = cells(str(audience))
    if not gaps(table).at[str(group), str(objective)]:
        here, half = table[str(objective)].to_dict()[str(group)], points(middle(table))
        yield _unmet("no_gap", here=here, middle=half, group=group, objective=objective, audience=audience)


def programme(group: object, objective: object, programme: object) -> Iterator[Finding]:
    """Yield what keeps a list of programmes from being paid for, or from serving the gap.

    Examples
    --------
    >>> [finding.code for finding in programme("youth", "image", ["P05", "P06", "P07"])]
    ['over_budget']
    """
    known = load("synthetic_programmes").set_index("id")
    wrong = [*_one_of("group", group, GROUPS), *_one_of("objective", objective, objectives())]
    if not isinstance(programme, list) or not all(isinstance(own, str) for own in programme):
        wrong.append(_unmet("no_list"))
    elif set(programme) - set(known.index):
        wrong.append(_unmet("unknown_programmes", names=_shown(*sorted(set(programme) - set(known.index)))))
    yield from wrong
    if wrong or not isinstance(programme, list):
        return
    if len(set(programme)) < len(programme):
        yield _unmet("repeated")
    chosen = known.loc[list(dict.fromkeys(programme))]
    cost, earned, most = int(chosen["cost"].sum()), int(chosen[str(objective)].sum()), attainable(str(objective))
    if len(chosen) < 2:  # noqa: PLR2004 - a programme of one instrument is an event
        yield _unmet("too_few")
    if cost > BUDGET:
        yield _unmet("over_budget", cost=cost, budget=BUDGET)
    if not (chosen["audience"] == group).any():
        yield _unmet("nothing_for_group", group=group)
    if earned < ASKED * most:
        yield _unmet("beside_the_gap", points=earned, most=points(most), objective=objective, budget=BUDGET)


def indicators(indicators: object) -> Iterator[Finding]:
    """Yield what keeps indicators from being measured, or from telling more than what was done.

    Examples
    --------
    >>> [finding.code for finding in indicators([])]
    ['number_of_indicators']
    """
    fewest, most = 2, 4
    if not isinstance(indicators, list) or not fewest <= len(indicators) <= most:
        yield _unmet("number_of_indicators", fewest=fewest, most=most)
        return
    for number, own in enumerate(indicators, start=1):
        yield from _indicator(number, own)
    kinds = {own.get("kind") for own in indicators if isinstance(own, dict) and isinstance(own.get("kind"), str)}
    if kinds == {"output"}:
        yield _unmet("only_outputs")
    names = [_words(own.get("name")) for own in indicators if isinstance(own, dict)]
    if len(set(names)) < len(names):
        yield _unmet("same_indicator")


def evaluation(evaluation: object) -> Iterator[Finding]:
    """Yield what keeps an evaluation from telling the programme's effect from everything else.

    Examples
    --------
    >>> plan = {"design": "with-without", "comparison": "three provinces without it", "waves": ["2026-11", "2030-03"]}
    >>> [finding.code for finding in evaluation({**plan, "smallest_effect": 0.1, "per_group": 100})]
    ['too_few_answers']
    """
    missing = _missing(evaluation, EVALUATION)
    if missing or not isinstance(evaluation, dict):
        yield _unmet("evaluation_fields", names=_shown(*(missing or EVALUATION)))
        return
    design = evaluation["design"]
    yield from _design(design)
    if not _words(evaluation["comparison"]):
        yield _unmet("no_comparison")
    yield from _waves(evaluation["waves"])
    effect, answers = evaluation["smallest_effect"], evaluation["per_group"]
    if not _number(effect) or not SMALLEST <= effect <= LARGEST:
        yield _unmet("effect_size", smallest=points(SMALLEST), largest=points(LARGEST))
    elif isinstance(design, str) and design in DESIGNS:
        needed = per_group_needed(effect, design)
        if not _number(answers) or answers < needed:
            yield _unmet("too_few_answers", given=_written(answers), effect=points(effect, 3), design=design)


def _member(audience: object) -> Iterator[Finding]:
    members = set(load("asean_members")["iso3"].astype(str))
    if audience == HOME:
        yield _unmet("home")
    elif audience == EXAMPLE:
        yield _unmet("example")
    elif not isinstance(audience, str) or audience not in members:
        yield _unmet("unknown_member", given=_short(audience))


def _one_of(part: str, given: object, known: tuple[str, ...]) -> Iterator[Finding]:
    if not isinstance(given, str) or given not in known:
        yield _unmet(f"unknown_{part}", given=_short(given), known=_shown(*known))


def _indicator(number: int, own: object) -> Iterator[Finding]:
    missing = _missing(own, INDICATOR)
    if missing or not isinstance(own, dict):
        yield _unmet("indicator_fields", number=number, names=_shown(*(missing or INDICATOR)))
        return
    empty = [field for field in ("name", "baseline", "unit") if not _words(own[field])]
    if empty:
        yield _unmet("indicator_words", number=number, names=_shown(*empty))
    if own["kind"] not in KINDS:
        yield _unmet("indicator_kind", number=number, known=_shown(*KINDS))
    if not _number(own["target"]):
        yield _unmet("indicator_target", number=number)
    year, first, last = own["year"], int(BEGINS[:4]), int(ENDS[:4]) + 5
    if not _number(year) or year % 1 or not first <= year <= last:
        yield _unmet("indicator_year", number=number, first=first, last=last)


def _design(design: object) -> Iterator[Finding]:
    if design == "before-after":
        yield _unmet("before_after")
    elif not isinstance(design, str) or design not in DESIGNS:
        yield _unmet("unknown_design", known=_shown(*DESIGNS))


def _waves(waves: object) -> Iterator[Finding]:
    if not isinstance(waves, list) or not all(isinstance(wave, str) and _MONTH.fullmatch(wave) for wave in waves):
        yield _unmet("waves")
        return
    if not any(wave < BEGINS for wave in waves):
        yield _unmet("no_wave_before", begins=BEGINS)
    if not any(wave >= ENDS for wave in waves):
        yield _unmet("no_wave_after", ends=ENDS)


def _missing(given: object, fields: tuple[str, ...]) -> list[str]:
    """Return the fields that are missing or not filled in; none of something that is no dictionary."""
    return [field for field in fields if given.get(field, ...) is ...] if isinstance(given, Mapping) else []


def _words(given: object) -> str:
    """Return a text without spaces around it; nothing, of anything else."""
    return given.strip() if isinstance(given, str) else ""


def _number(given: object) -> bool:
    """Return whether something counts something: neither a truth value nor infinite nor missing."""
    return math.isfinite(given) if isinstance(given, float) else isinstance(given, int) and not isinstance(given, bool)


def _written(given: object) -> str:
    return _short(points(given, 3) if isinstance(given, float) and math.isfinite(given) else given)


def _short(given: object) -> str:
    text = str(given)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _shown(*names: str) -> str:
    return ", ".join(f"`{_short(name)}`" for name in names[:10])


def _unmet(code: str, **values: object) -> Finding:
    return Finding(code, values, table="project.unmet")
