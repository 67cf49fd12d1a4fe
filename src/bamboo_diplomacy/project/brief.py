"""A project on one page, as one hands it to a minister: what for, for whom, with what, and how one will know."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bamboo_diplomacy.course.shown import Shown, markdown_table
from bamboo_diplomacy.data import load
from bamboo_diplomacy.practice.canonical import NotCanonicalError, canonical
from bamboo_diplomacy.practice.canonical.plain import NotPlainError, plain
from bamboo_diplomacy.project import conditions
from bamboo_diplomacy.project.measures import BUDGET, cells
from bamboo_diplomacy.strings import language, say
from bamboo_diplomacy.strings.numbers import points

__all__ = ["brief"]

_MARKUP = re.compile(r"([\\`*_\[\]$])")


def brief(
    *,
    audience: object,
    group: object,
    objective: object,
    programme: object,
    indicators: object,
    evaluation: object,
) -> Shown:
    """Lay a project out on one page, with the figures of the datasets that it rests on.

    Parameters
    ----------
    audience, group, objective, programme, indicators, evaluation
        The parts of a project, see `bamboo_diplomacy.project`.

    Returns
    -------
    Shown
        The page; while parts are open or do not hold together, one sentence that says which.

    Examples
    --------
    >>> brief(audience="IDN", group=..., objective=..., programme=..., indicators=..., evaluation=...)
    The page is made when every part of the project is accepted. Still open: group, gap, programme, indicators, ...
    """
    audience, group, objective, programme, indicators, evaluation = map(
        _as_checked, (audience, group, objective, programme, indicators, evaluation)
    )
    waiting = [
        say(f"project.part.{part}")
        for part, findings in {
            "group": [*conditions.audience(audience, group)],
            "gap": [*conditions.gap(audience, group, objective)],
            "programme": [*conditions.programme(group, objective, programme)],
            "indicators": [*conditions.indicators(indicators)],
            "evaluation": [*conditions.evaluation(evaluation)],
        }.items()
        if findings
    ]
    if waiting:
        sentence = say("project.brief.open", parts=", ".join(waiting))
        return Shown(sentence, sentence)
    return _page(
        audience=str(audience),
        group=str(group),
        objective=str(objective),
        programme=_texts(programme),
        indicators=_mappings(indicators),
        evaluation=_one(evaluation),
    )


def _as_checked(part: object) -> object:
    """Return a part as its check sees it, so that the page takes what the check takes; None, if that refuses it."""
    try:
        return plain(canonical(part))
    except (NotCanonicalError, NotPlainError):
        return None


def _page(
    *,
    audience: str,
    group: str,
    objective: str,
    programme: Sequence[str],
    indicators: Sequence[Mapping[str, object]],
    evaluation: Mapping[str, Any],
) -> Shown:
    country, aim = _labels(audience, objective)
    title = say("project.brief.title", country=country)
    gap = say(
        "project.brief.gap",
        group=say(f"project.group.{group}"),
        objective=aim,
        count=int(cells(audience)[objective].to_dict()[group]),
        country=country,
    )
    rows, cost = _bought(programme, objective)
    spent = say("project.brief.spent", cost=cost, budget=BUDGET)
    measured = [
        [_cell(own[field]) for field in ("name", "kind", "baseline", "target", "unit", "year")] for own in indicators
    ]
    plan = say(
        "project.brief.evaluation",
        design=evaluation["design"],
        comparison=_cell(evaluation["comparison"]),
        waves=", ".join(_texts(evaluation["waves"])),
        answers=evaluation["per_group"],
        effect=points(evaluation["smallest_effect"], 3),
    )
    parts = [
        f"### {title}",
        gap,
        markdown_table(_heads("programme", "for", "cost", "points"), rows),
        spent,
        markdown_table(_heads("indicator", "kind", "baseline", "target", "unit", "year"), measured),
        plan,
    ]
    return Shown("\n\n".join(parts), f"{title}\n{gap}\n{spent}\n{plan}")


def _labels(audience: str, objective: str) -> tuple[str, str]:
    """Return the names of the country and of the objective in the language in use."""
    vietnamese = language() == "vi"
    country = load("asean_members").set_index("iso3").loc[audience, "country_vi" if vietnamese else "country"]
    aim = load("cultural_objectives").set_index("code").loc[objective, "label_vi" if vietnamese else "label"]
    return str(country), str(aim)


def _bought(programme: Sequence[str], objective: str) -> tuple[list[list[str]], int]:
    """Return a row for each programme, and what all cost together."""
    known = load("synthetic_programmes").set_index("id").loc[list(programme)]
    rows = [
        [f"{one} · {own['programme']}", say(f"project.group.{own['audience']}"), str(own["cost"]), str(own[objective])]
        for one, own in known.iterrows()
    ]
    return rows, int(known["cost"].sum())


def _heads(*names: str) -> list[str]:
    return [say(f"project.head.{name}") for name in names]


def _cell(given: object) -> str:
    """Return what a student wrote as one line of text that Markdown shows as it stands."""
    return " ".join(_MARKUP.sub(r"\\\1", str(given)).replace("<", "&lt;").split())


def _texts(given: object) -> list[str]:
    return [str(own) for own in given] if isinstance(given, list) else []


def _mappings(given: object) -> list[Mapping[str, object]]:
    return [own for own in given if isinstance(own, Mapping)] if isinstance(given, list) else []


def _one(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}
