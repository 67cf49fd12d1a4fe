"""Which rows of the datasets each claim is held against.

A claim without an entry turns on the reading itself or on its references, and gets a card instead of a picture.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from bamboo_diplomacy.data.wording import worded_text
from bamboo_diplomacy.explore.evidence import Count, Pick, Rows, Times, Total
from bamboo_diplomacy.figures.evidence import COURSE, DATES, VALUES, Evidence
from bamboo_diplomacy.strings import language

_MILESTONES = "us_vietnam_milestones"
_US = "us_vietnam_trade"
_VN = "us_vietnam_trade_mirror"
_US_BOTH = ("us_exports", "us_imports")
_VN_BOTH = ("vn_exports", "vn_imports")
_TOP = {"level": ("comprehensive strategic",)}
_TWELVE = "2025-03-12"  # the day of the twelfth partner, which dates the reading's count
_LEVEL = "{partner}: {level}"
_LAST_RANK = 194  # of all members of the United Nations; a row without a rank has none of these


@dataclass(frozen=True)
class _Plan:
    """How the evidence for a claim is shown, and where it comes from."""

    kind: str
    picks: tuple[Pick, ...]
    span: tuple[float, float] | None = None
    unit: str = ""
    steps: bool = False


def _milestones(*labels: str, told: str = "{label}") -> _Plan:
    return _Plan(DATES, (Rows(_MILESTONES, {"label": labels}, told),))


def _course(pick: Pick) -> _Plan:
    return _Plan(COURSE, (pick,))


def _trade(year: int, us_part: str, vn_part: str) -> _Plan:
    """Hold a total of one year against both sides' totals, and the flow that both of them state."""
    return _Plan(
        VALUES,
        (
            Total(_US, year, _US_BOTH, "us_total"),
            Total(_VN, year, _VN_BOTH, "vn_total"),
            Total(_US, year, (us_part,), us_part),
            Total(_VN, year, (vn_part,), vn_part),
        ),
    )


def _places(index: str) -> _Plan:
    """Hold a statement on Viet Nam's power against its places in a published index."""
    where = {"index": (index,), "iso3": ("VNM",), "rank": tuple(range(1, _LAST_RANK))}
    return _Plan(DATES, (Rows("soft_power_editions", where, sentence="place_in_index"),))


def _accessions(*members: str) -> _Plan:
    return _Plan(DATES, (Rows("asean_members", {"iso3": members}, "{country}"),))


def _activities(**where: tuple[object, ...]) -> _Plan:
    return _Plan(DATES, (Rows("cultural_activities", where, "{activity}"),))


def _doctrine(*ids: str) -> _Plan:
    return _Plan(DATES, (Rows("doctrine", {"id": ids}),))


_MEMBERS = _Plan(COURSE, (Count("asean_members", {}, "{country}"),), steps=True)
_AID = "foreign_ngo_aid"
_DA_NANG = {"place": ("Da Nang",), "currency": ("VND",)}
_ACTIVITIES = {"measure": ("joint field activities",)}
_PLANS: Mapping[str, _Plan] = MappingProxyType(
    {
        "mai2025-founded": _accessions("IDN", "MYS", "PHL", "SGP", "THA"),
        "mai2025-accession-years": _accessions("BRN", "VNM", "LAO", "MMR", "KHM"),
        "mai2025-ten-nations": _MEMBERS,
        "mai2025-seventh": _MEMBERS,
        "mai2025-community-2015": _Plan(
            DATES, (Rows("ascc_framework", {"id": ("concord-2003", "blueprint-2009", "community-2015")}, "{name}"),)
        ),
        "mai2025-embargo": _Plan(
            DATES,
            (
                Rows(_MILESTONES, {"label": ("Trade embargo lifted",)}),
                Rows("asean_members", {"iso3": ("VNM",)}, "{country}"),
            ),
        ),
        "mai2025-food-festivals": _activities(form=("culinary",)),
        "mai2025-music-2022": _activities(id=("a23", "a65")),
        "mai2025-no-strategy": _activities(form=("policy",)),
        "mai2025-few-viral-products": _activities(id=("a82", "a84")),
        "mai2025-tourism-effect": _Plan(
            COURSE, (Rows("arrivals", {"origin": ("WLD",)}, "{country}", "arrivals", "{country}"),)
        ),
        "mai2025-immense-soft-power": _places("Global Soft Power Index"),
        "mai2025-hard-power-limited": _places("Asia Power Index"),
        "mai2025-culture-always-pillar": _Plan(
            DATES, (Rows("instruments", {"actor": ("Viet Nam",), "position": ("attraction",)}, "{label}"),)
        ),
        "dong2026-da-nang-393": _Plan(VALUES, (Rows(_AID, _DA_NANG, "{period}, {measure}", "amount", per=1_000),)),
        "trust2025-comprehensive-partners": _Plan(
            DATES, (Rows("partnerships", {"partner": ("United States",)}, _LEVEL),)
        ),
        "trust2025-bitter-enemies": _milestones("War ends, embargo, ties cut", "First normalisation talks"),
        "trust2025-csp-12": _Plan(COURSE, (Count("partnerships", _TOP, "{partner}"),), steps=True),
        "trust2025-all-former-adversaries": _Plan(DATES, (Rows("partnerships", _TOP, "{partner}", until=_TWELVE),)),
        "trust2025-jfa-143": _course(Rows("mia_accounting", _ACTIVITIES, "{measure}", "value")),
        "trust2025-jfa-citation": _Plan(
            DATES, (Rows("mia_accounting", {**_ACTIVITIES, "value": (133, 143)}, "{measure}: {value}"),)
        ),
        "trust2025-search-1988": _milestones("First joint excavation", "Joint field activities begin"),
        "trust2025-embargo-1994": _milestones("Trade embargo lifted"),
        "trust2025-normalisation-1995": _milestones("Relations normalised", "Kiet announces relations"),
        "trust2025-trade-1995": _trade(1995, "us_exports", "vn_imports"),
        "trust2025-trade-2024": _trade(2024, "us_imports", "vn_exports"),
        "trust2025-trade-growth": _Plan(
            VALUES,
            (Times(Total(_US, 1995, _US_BOTH, "us_total"), Total(_US, 2024, _US_BOTH, "us_total"), "us_times"),),
        ),
        "trust2025-bta-2001": _milestones("Trade agreement signed", "Trade agreement in force"),
        "trust2025-wto-2007": _milestones("Viet Nam joins the WTO"),
        "trust2025-cleanup-381": _course(
            Rows(
                "war_legacy_funding",
                {"field": ("dioxin",), "measure": ("appropriation", "contribution")},
                "{measure}, {place}",
                "amount",
                "{measure}, {place}",
            )
        ),
        "trust2025-uxo-area": _Plan(
            VALUES,
            (
                Rows(
                    "war_legacy_work",
                    {"measure": ("land cleared of ordnance",)},
                    "{place}, {period}",
                    "value",
                ),
            ),
            span=(100_000, 1_000_000),
            unit="square metres",
        ),
        "trust2025-quang-2013": _milestones("Comprehensive Partnership"),
        "trust2025-obama-2016": _milestones("Arms embargo lifted", told="{event}"),
        "trust2025-biden-2023": _milestones("Upgrade to the top partnership", told="{event}"),
        "trust2025-japan-1973": _Plan(DATES, (Rows("japan_ties", {"label": ("Diplomatic relations",)}),)),
        "trust2025-japan-aid-23": _course(
            Rows(
                "japan_ties",
                {"measure": ("aid since 1992, running total", "loans since 1992, running total")},
                "{measure}",
                "value",
                "{measure}",
            )
        ),
        "trust2025-france-2013": _Plan(DATES, (Rows("partnerships", {"partner": ("France",)}, _LEVEL),)),
        "trust2025-france-investment": _course(
            Rows("france_ties", {"measure": ("registered capital",)}, "{measure}", "value")
        ),
        "trust2025-france-projects": _course(Rows("france_ties", {"measure": ("projects",)}, "{measure}", "value")),
        "trust2025-infographic-date": _Plan(DATES, (Rows("partnerships", {"partner": ("Singapore",)}, _LEVEL),)),
        "vu2025-congress-upcoming": _doctrine("congress-14"),
        "vu2025-core-frequent": _doctrine("draft-2025", "congress-14"),
        "vu2025-five-decades": _doctrine("cambodia-1989"),
        "vu2025-three-nos-early-1990s": _doctrine("white-paper-1998", "white-paper-2004", "white-paper-2009"),
        "vu2025-fourth-no-2019": _doctrine("white-paper-2019"),
        "vu2025-tutelage": _doctrine("cambodia-1989"),
        "vu2025-three-branches": _doctrine("congress-13", "four-kinds-2025"),
        "vu2025-non-aligned": _Plan(DATES, (Rows("ukraine_votes", {}, "{label}: {viet_nam}"),)),
        "vu2025-teaser-biden": _doctrine("congress-13"),
    }
)


def has_evidence(claim: str) -> bool:
    """Return whether rows of the datasets bear on a claim."""
    return claim in _PLANS


def evidence_for(claim: str) -> Evidence | None:
    """Return the statements that a claim is held against; None if none of the datasets decides it."""
    return _gathered(claim, language()) if has_evidence(claim) else None


@cache
def _gathered(claim: str, _language: str) -> Evidence:
    plan = _PLANS[claim]
    statements = tuple(statement for pick in plan.picks for statement in pick.statements())
    datasets = tuple(dict.fromkeys(pick.dataset for pick in plan.picks))
    unit = worded_text(plan.unit, datasets[0], "unit")
    return Evidence(plan.kind, statements, datasets, plan.span, unit, plan.steps)
