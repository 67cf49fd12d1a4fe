"""Judging: tolerance, order, index; what is said of a difference; and that locks say the same as the key."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamboo_diplomacy.practice.canonical import canonical
from bamboo_diplomacy.practice.expected import Key, LockedKey, PredictedMistake
from bamboo_diplomacy.practice.judge import judge
from bamboo_diplomacy.practice.rules import Rules, RulesError
from bamboo_diplomacy.practice.verdict import Verdict

TABLE = pd.DataFrame({"country": ["Japan", "France"], "year": [1973, 1973], "share": [0.25, 0.75]})


def judgement(key, answer, **rules):
    """Judge an answer by the key and by its locks; they must agree."""
    own = Key(canonical(key), Rules.from_metadata(rules))
    by_key = judge(canonical(answer), own)
    stored = LockedKey.from_json(own.locked("salt").to_json())
    assert judge(canonical(answer), stored) == by_key
    return by_key


def codes(key, answer, **rules):
    found = judgement(key, answer, **rules)
    assert found.verdict is Verdict.WRONG
    return [finding.code for finding in found.findings]


def is_right(key, answer, **rules):
    return judgement(key, answer, **rules).verdict is Verdict.RIGHT


def test_a_number_is_right_within_the_absolute_tolerance_and_wrong_beyond():
    assert is_right(0.2218, 0.2222, absolute=0.0005)
    assert not is_right(0.2218, 0.2225, absolute=0.0005)


def test_a_number_is_right_within_the_relative_tolerance_and_wrong_beyond():
    assert is_right(149_659.0, 149_660, relative=1e-4)
    assert not is_right(149_659.0, 149_700, relative=1e-4)


def test_whole_and_decimal_numbers_are_one_kind_and_truth_values_another():
    assert is_right(3, 3.0)
    assert codes(1, True) == ["kind"]


def test_text_is_compared_without_case_double_spaces_and_kinds_of_dashes():
    assert is_right("Tit for tat", " tit  FOR tat ")
    assert is_right("1988-1995", "1988\u20131995")
    assert not is_right("Tit", "tit", case=True)


@pytest.mark.parametrize(
    ("key", "answer", "code"),
    [
        (0.22, 22.0, "hundred_too_large"),
        (22.0, 0.22, "hundred_too_small"),
        (451.3, 451_300.0, "thousand_too_large"),
        (451_300.0, 451.3, "thousand_too_small"),
        (-123.4, 123.4, "sign"),
        (0.2, 1.2, "one_too_large"),
        (30, 29, "one_too_small"),
        (0.25, 4.0, "inverse"),
        (0.2218, 0.2221, "close"),
        (0.2218, 0.9, "value"),
        (5, None, "nothing"),
        (5, "5", "kind"),
    ],
)
def test_a_slip_is_named(key, answer, code):
    assert codes(key, answer) == [code]


def test_a_list_in_another_order_is_told_so_unless_order_does_not_matter():
    assert codes([1, 2, 3], [3, 2, 1]) == ["order"]
    assert is_right([1, 2, 3], [3, 2, 1], order=False)
    assert codes([1, 2, 3], [1, 2]) == ["length"]
    assert codes([1, 2, 3], [1, 2, 9]) == ["values"]


def test_a_mapping_names_the_keys_that_differ():
    assert codes({"US": 1, "VN": 2}, {"US": 1, "VN": 7}) == ["keys_differ"]
    assert codes({"US": 1}, {"US": 1, "FR": 2}) == ["unknown_keys"]
    assert codes({"US": 1, "VN": 2}, {"US": 1}) == ["missing_keys"]


def test_a_set_is_compared_without_order():
    assert is_right({"a", "b"}, {"b", "A"})
    assert codes({"a", "b"}, {"a"}) == ["length"]


def test_a_column_is_compared_with_its_labels():
    column = pd.Series([1.0, 2.0], index=[1995, 1996])
    assert codes(column, pd.Series([1.0, 2.0])) == ["labels"]
    assert is_right(column, pd.Series([1.0, 2.0]), index=False)
    assert codes(column, column.iloc[::-1]) == ["order"]
    assert is_right(column, column.iloc[::-1], order=False)
    assert codes(column, column * 100) == ["hundred_too_large"]
    assert codes(column, column.rename("goods"), names=True) == ["name"]


def test_a_table_is_right_whatever_the_order_of_its_columns_unless_that_matters():
    assert is_right(TABLE, TABLE[["share", "year", "country"]])
    assert codes(TABLE, TABLE[["share", "year", "country"]], columns_order=True) == ["columns_order"]


def test_a_named_index_counts_as_a_column_and_row_numbers_do_not_count():
    assert is_right(TABLE, TABLE.set_index("country"))
    assert is_right(TABLE, TABLE.set_axis([7, 9]))


def test_a_table_names_the_column_that_differs():
    found = judgement(TABLE, TABLE.assign(share=[0.25, 0.7]))
    assert found.sentences == ("`share` differs; the rest is right.",)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (TABLE.iloc[::-1], "rows_order"),
        (TABLE.head(1), "rows"),
        (TABLE.drop(columns="year"), "missing_columns"),
        (TABLE.rename(columns={"share": "part"}), "unknown_columns"),
        (TABLE["share"], "kind"),
    ],
)
def test_a_table_that_differs_is_told_how(answer, code):
    assert codes(TABLE, answer) == [code]


def test_the_order_of_rows_can_be_left_free():
    assert is_right(TABLE, TABLE.iloc[::-1], order=False)


def test_kinds_of_columns_can_be_asked_for():
    assert codes(TABLE, TABLE.assign(year=TABLE["year"].astype(str)), dtypes=True) == ["columns_differ_only"]


def test_a_chart_is_told_what_a_reader_would_miss():
    rows = [{"x": 1, "y": 2.0}, {"x": 2, "y": 3.0}]

    def chart(**changes):
        spec = {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "title": "Trade",
            "data": {"values": rows},
            "mark": "line",
            "encoding": {"x": {"field": "x"}, "y": {"field": "y", "scale": {"type": "log"}}},
        }
        return {**spec, **changes}

    linear = {"x": {"field": "x"}, "y": {"field": "y"}}
    unlabelled = {"x": {"field": "x", "title": None}, "y": {"field": "y", "scale": {"type": "log"}}}
    assert is_right(chart(), chart(title="Another title"))
    assert codes(chart(), chart(mark="bar")) == ["chart_marks"]
    assert codes(chart(), chart(encoding=linear)) == ["chart_scales"]
    assert codes(chart(), chart(data={"values": rows[:1]})) == ["chart_data"]
    assert codes(chart(), chart(title="")) == ["chart_title"]
    assert codes(chart(), chart(encoding=unlabelled)) == ["chart_labels"]
    assert is_right(chart(), chart(title=""), chart=["marks", "scales", "data"])


def test_a_predicted_mistake_gets_its_own_message_through_key_and_locks():
    mean = PredictedMistake("t04-cagr-mistake-1", canonical(0.31), "This is the arithmetic mean.")
    key = Key(canonical(0.22), Rules(absolute=0.001), (mean,), why="Constant growth joins both ends.")
    for expected in (key, LockedKey.from_json(key.locked("salt").to_json())):
        wrong = judge(canonical(0.3104), expected)
        assert (wrong.sentences, wrong.mistake) == (("This is the arithmetic mean.",), "t04-cagr-mistake-1")
        assert judge(canonical(0.22), expected).sentences == ("Constant growth joins both ends.",)
        assert judge(canonical(...), expected).verdict is Verdict.NOT_ATTEMPTED


def test_locks_hold_neither_answer_nor_message_in_the_open():
    mean = PredictedMistake("m", canonical("arithmetic"), "You took the arithmetic mean.")
    stored = str(Key(canonical("geometric"), Rules(), (mean,), why="It compounds.").locked("salt").to_json())
    assert not any(word in stored for word in ("geometric", "arithmetic", "mean", "compounds"))


@given(
    st.floats(-1e9, 1e9).filter(lambda number: abs(number) > 1e-6),
    st.floats(-0.99, 0.99),
    st.sampled_from([1e-6, 1e-3, 0.02]),
)
def test_locks_admit_every_number_that_the_relative_tolerance_admits(number, share, relative):
    key = Key(canonical(number), Rules(relative=relative))
    inside = number + share * relative * abs(number)
    assert judge(canonical(inside), key.locked("s")).verdict is Verdict.RIGHT


@given(st.floats(-1e6, 1e6), st.floats(-0.99, 0.99), st.floats(1.2, 50))
def test_locks_admit_what_the_absolute_tolerance_admits_and_refuse_what_is_clearly_beyond(number, inside, beyond):
    key = Key(canonical(number), Rules(absolute=0.5)).locked("s")
    assert judge(canonical(number + inside * 0.5), key).verdict is Verdict.RIGHT
    assert judge(canonical(number + beyond * 0.5), key).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({"tolerance": 1}, "There is no rule 'tolerance'"),
        ({"absolute": -1}, "above zero"),
        ({"absolute": True}, "above zero"),
        ({"order": "no"}, "true or false"),
        ({"chart": ["colour"]}, "is a list of"),
    ],
)
def test_a_wrong_rule_is_refused_with_a_sentence(declared, words):
    with pytest.raises(RulesError) as error:
        Rules.from_metadata(declared)
    assert words in str(error.value)
