"""Measures of trade: exact values by hand, gaps kept open, wrong input named."""

import math
from collections.abc import Callable

import pandas as pd
import pytest

from bamboo_diplomacy.models import trade
from bamboo_diplomacy.models.errors import ModelError

Measure = Callable[..., object]

STEADY = pd.Series([100 * 1.1**step for step in range(9)], index=range(1992, 2001))


def test_growth_compares_each_year_with_the_year_before() -> None:
    rates = trade.growth(pd.Series({2000: 100.0, 2001: 150.0, 2002: 75.0}))

    assert rates.loc[[2001, 2002]].tolist() == [0.5, -0.5]
    assert rates.name == "growth"
    assert rates.index.name == "year"


@pytest.mark.parametrize(
    "series",
    [pd.Series({1995: 100.0, 1997: 400.0, 1998: 440.0}), pd.Series({1995: 100, 1996: None, 1997: 400, 1998: 440})],
    ids=["left out", "NaN"],
)
def test_growth_never_bridges_a_missing_year(series: pd.Series) -> None:
    rates = trade.growth(series)

    assert rates.index.tolist() == [1995, 1996, 1997, 1998]
    assert rates[[1995, 1996, 1997]].isna().all()
    assert rates[1998] == pytest.approx(0.1)


def test_growth_from_zero_has_no_rate() -> None:
    rates = trade.growth(pd.Series({1993: 0.0, 1994: 50.0, 1995: 100.0}))

    assert math.isnan(rates[1994])
    assert rates[1995] == 1.0


def test_growth_sorts_the_years_first() -> None:
    assert trade.growth(pd.Series({2001: 20.0, 2000: 10.0}))[2001] == 1.0


def test_growth_reads_nullable_columns() -> None:
    series = pd.Series([10, pd.NA, 20, 30], index=[2000, 2001, 2002, 2003], dtype="Int64")

    assert trade.growth(series)[2003] == 0.5


def test_cagr_leads_from_the_first_value_to_the_last() -> None:
    rate = trade.cagr(450, 150_000, 29)

    assert 450 * (1 + rate) ** 29 == pytest.approx(150_000)


def test_cagr_is_minus_one_when_nothing_is_left() -> None:
    assert trade.cagr(100, 0, 3) == -1


def test_the_arithmetic_mean_overstates_uneven_growth() -> None:
    series = pd.Series({2000: 100.0, 2001: 300.0, 2002: 120.0})

    assert trade.mean_growth(series) == pytest.approx((2.0 - 0.6) / 2)
    assert trade.mean_growth(series) > trade.cagr(100, 120, 2)


def test_the_arithmetic_mean_equals_the_compound_rate_when_growth_is_steady() -> None:
    assert trade.mean_growth(STEADY) == pytest.approx(trade.cagr(STEADY.iloc[0], STEADY.iloc[-1], 8))


def test_mean_growth_refuses_a_gap() -> None:
    with pytest.raises(ModelError, match="growth of 2001 is not known"):
        trade.mean_growth(pd.Series({2000: 10.0, 2002: 20.0}))


def test_mean_growth_needs_two_years() -> None:
    with pytest.raises(ModelError, match="one year only"):
        trade.mean_growth(pd.Series({2000: 10.0}))


def test_steady_growth_has_doubled_after_the_doubling_time() -> None:
    assert 1.05 ** trade.doubling_time(0.05) == pytest.approx(2)


@pytest.mark.parametrize("rate", [0, -0.02])
def test_what_does_not_grow_never_doubles(rate: float) -> None:
    with pytest.raises(ModelError, match="`rate` must be greater than 0"):
        trade.doubling_time(rate)


def test_a_deficit_is_a_negative_balance() -> None:
    assert trade.balance(40, 100) == -60


def test_the_balance_of_a_year_that_one_side_lacks_is_missing() -> None:
    result = trade.balance(pd.Series({2000: 5.0, 2001: 6.0}), pd.Series({2001: 10.0}))

    assert math.isnan(result[2000])
    assert result[2001] == -4


@pytest.mark.parametrize(("exports", "imports", "share"), [(10, 0, 1), (0, 10, -1), (7, 7, 0), (30, 10, 0.5)])
def test_the_normalized_balance_runs_from_only_imports_to_only_exports(
    exports: float, imports: float, share: float
) -> None:
    assert trade.normalized_balance(exports, imports) == share


def test_a_year_without_trade_has_no_normalized_balance() -> None:
    result = trade.normalized_balance(pd.Series({1990: 0.0, 1991: 3.0}), pd.Series({1990: 0.0, 1991: 1.0}))

    assert math.isnan(result[1990])
    assert result[1991] == 0.5


@pytest.mark.parametrize("share", [trade.normalized_balance, trade.relative_mirror_gap])
def test_two_zeros_have_no_share(share: Measure) -> None:
    with pytest.raises(ModelError, match="Both figures are zero"):
        share(0, 0)


def test_exchanging_the_sides_changes_only_the_sign_of_the_mirror_gap() -> None:
    assert trade.mirror_gap(150, 130) == -trade.mirror_gap(130, 150) == 20
    assert trade.relative_mirror_gap(150, 130) == -trade.relative_mirror_gap(130, 150) == pytest.approx(20 / 140)


def test_the_relative_mirror_gap_is_two_when_the_partner_booked_nothing() -> None:
    assert trade.relative_mirror_gap(pd.Series({2000: 8.0}), pd.Series({2000: 0.0}))[2000] == 2


def test_an_index_stands_at_one_hundred_in_its_base_year() -> None:
    result = trade.index_to(pd.Series({2000: 20.0, 2001: 30.0, 2003: 10.0}), base_year=2001)

    assert result[2001] == 100
    assert result[2003] == pytest.approx(100 / 3)
    assert math.isnan(result[2002])


@pytest.mark.parametrize("base_year", [1999, 2000, 2001])
def test_a_base_year_without_a_value_is_refused(base_year: int) -> None:
    series = pd.Series({2000: 0.0, 2001: None, 2002: 4.0, 2003: 6.0})

    with pytest.raises(ModelError, match=f"base year {base_year}: choose another year between 2002 and 2003"):
        trade.index_to(series, base_year)


def test_an_index_of_zeros_is_refused() -> None:
    with pytest.raises(ModelError, match="above zero in the base year 2000"):
        trade.index_to(pd.Series({2000: 0.0}), 2000)


@pytest.mark.parametrize(
    ("event_year", "before", "after"),
    [
        ("neither", (1993, 1995), (1997, 1999)),
        ("before", (1994, 1996), (1996, 1998)),
        ("after", (1993, 1995), (1995, 1997)),
    ],
)
def test_the_event_year_stands_where_it_was_put(
    event_year: str, before: tuple[int, int], after: tuple[int, int]
) -> None:
    window = trade.event_window(STEADY, 1996, before=2, after=2, event_year=event_year)

    assert (window.before.first, window.before.last) == before
    assert (window.after.first, window.after.last) == after


def test_steady_growth_shows_no_event() -> None:
    window = trade.event_window(STEADY, 1996, before=2, after=2)

    assert window.complete
    assert window.note == ""
    assert window.before.cagr == pytest.approx(0.1)
    assert window.after.mean_growth == pytest.approx(0.1)
    assert window.change == pytest.approx(0)


def test_a_jump_in_the_event_year_counts_for_the_side_that_holds_it() -> None:
    jump = pd.Series({1994: 10.0, 1995: 10.0, 1996: 40.0, 1997: 40.0, 1998: 40.0})

    changes = {
        where: trade.event_window(jump, 1996, before=1, after=1, event_year=where).change for where in trade.EVENT_YEAR
    }

    assert changes == {"neither": 0, "before": -3, "after": 3}


def test_a_window_that_lacks_years_says_which() -> None:
    series = STEADY.drop(1994)

    window = trade.event_window(series, 1996, before=2, after=4)

    assert not window.complete
    assert window.before.cagr is window.before.mean_growth is window.change is None
    assert window.before.unknown == (1994,)
    assert window.after.unknown == (2001,)
    assert "before 1996 is not given: 1993 to 1995 has no value above zero in 1994." in window.note
    assert "after 1996 is not given: 1997 to 2001 has no value above zero in 2001." in window.note


def test_a_zero_year_leaves_a_window_incomplete() -> None:
    window = trade.event_window(pd.Series({1992: 0.0, 1993: 7.0, 1994: 8.0, 1995: 9.0}), 1993, before=1, after=1)

    assert window.before.unknown == (1991, 1992)
    assert window.after.cagr == pytest.approx(1 / 8)


def test_an_event_outside_the_series_is_refused() -> None:
    with pytest.raises(ModelError, match="runs from 1992 to 2000: 1975 lies outside"):
        trade.event_window(STEADY, 1975)


def test_an_unknown_place_of_the_event_year_is_refused_with_the_nearest() -> None:
    with pytest.raises(ModelError, match='Did you mean "before"'):
        trade.event_window(STEADY, 1996, event_year="befor")


@pytest.mark.parametrize("sides", [{"before": 0}, {"after": 0}, {"before": 1.5}])
def test_a_side_shorter_than_one_step_is_refused(sides: dict[str, float]) -> None:
    with pytest.raises(ModelError, match=f"`{next(iter(sides))}` must be"):
        trade.event_window(STEADY, 1996, **sides)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 10, 5), "`first` must be greater than 0"),
        ((-1, 10, 5), "`first` must be greater than 0"),
        ((10, -1, 5), "`last` must be at least 0"),
        ((10, 20, 0), "`years` must be greater than 0"),
        ((math.nan, 20, 5), r"`first` is missing \(NaN\)"),
        ((10, math.inf, 5), "`last` must be a finite number"),
        (("10", 20, 5), "`first` must be a number, not '10'"),
        ((10, 20, True), "`years` must be a number, not True"),
    ],
)
def test_cagr_names_the_wrong_input(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        trade.cagr(*arguments)


@pytest.mark.parametrize(
    ("series", "message"),
    [
        (pd.Series(dtype=float), "is empty"),
        (pd.Series({2000: math.nan}), "every year is missing"),
        (pd.Series([1.0, 2.0]), r'holds 0, which is not a year.*set_index\("year"\)'),
        (pd.Series([1.0], index=["1995"]), r'whole years such as 1995, not .*set_index\("year"\)'),
        (pd.Series([1.0, 2.0], index=pd.Index([1995, None], dtype="Int64")), "whole years"),
        (pd.Series([1.0, 2.0], index=[1995, 1995]), "the year 1995 more than once"),
        (pd.Series({1995: -3.0}), r"negative in 1995 \(-3\)"),
        (pd.Series({1995: math.inf}), "infinite in 1995"),
        (pd.Series({1995: "451"}), "must hold numbers"),
        (pd.Series({1995: True}), "must hold numbers, not bool"),
    ],
)
@pytest.mark.parametrize(
    "measure",
    [
        trade.growth,
        trade.mean_growth,
        lambda series: trade.index_to(series, 1995),
        lambda series: trade.event_window(series, 1995),
        lambda series: trade.balance(pd.Series({1995: 1.0}), series),
        lambda series: trade.mirror_gap(pd.Series({1995: 1.0}), series),
    ],
    ids=["growth", "mean_growth", "index_to", "event_window", "balance", "mirror_gap"],
)
def test_an_unusable_series_is_named(measure: Measure, series: pd.Series, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        measure(series)


def test_a_list_is_no_yearly_series() -> None:
    with pytest.raises(ModelError, match=r"must be a pandas Series .* not a list: for example frame.set_index"):
        trade.growth([1.0, 2.0])


def test_a_number_and_a_series_do_not_mix() -> None:
    with pytest.raises(ModelError, match="`exports` and `imports` must be of one kind"):
        trade.balance(5, STEADY)


@pytest.mark.parametrize(
    "measure", [trade.balance, trade.normalized_balance, trade.mirror_gap, trade.relative_mirror_gap]
)
def test_a_negative_flow_is_refused(measure: Measure) -> None:
    with pytest.raises(ModelError, match="must be at least 0, not -1"):
        measure(-1, 5)
