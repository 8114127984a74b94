"""Agreement: worked examples of the literature, undefined cases, and what must not change it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from toolkit.coding.agreement import (
    Resampling,
    Scale,
    alpha_per_code,
    cohen_kappa,
    confusion,
    kappa_per_code,
    krippendorff_alpha,
    percent_agreement,
)


def coders(*rows: str) -> dict[str, dict[str, str]]:
    """One row per coder, one value per unit, "." where the coder left it out."""
    return {
        f"coder {n}": {
            f"{unit:03}": value for unit, value in enumerate(row.split()) if value != "."
        }
        for n, row in enumerate(rows)
    }


def two(cells: dict[tuple[str, str], int]) -> tuple[dict[str, str], dict[str, str]]:
    """Two coders' codes from the cells of their table."""
    pairs = [pair for pair, n in cells.items() for _ in range(n)]
    return (
        {f"{n:03}": a for n, (a, _) in enumerate(pairs)},
        {f"{n:03}": b for n, (_, b) in enumerate(pairs)},
    )


# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section D: four coders, gaps.
FOUR = coders(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Three coders, fifteen units, as in the reference data of Krippendorff 1980.
THREE = coders(
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)
# Cohen 1960, table 2: 200 units; p_o = .70, p_e = .41.
COHEN = two(
    {("a", "a"): 88, ("a", "b"): 14, ("a", "c"): 18, ("b", "a"): 10, ("b", "b"): 40,
     ("b", "c"): 10, ("c", "a"): 2, ("c", "b"): 6, ("c", "c"): 12}
)  # fmt: skip


def test_nominal_alpha_is_that_of_krippendorff_2011():
    found = krippendorff_alpha(FOUR)
    assert found.value == pytest.approx(0.743, abs=5e-4)
    assert found.n == 11  # the twelfth unit was coded once: no pair


def test_ordinal_alpha_is_that_of_krippendorff_2011():
    found = krippendorff_alpha(FOUR, Scale.ORDINAL, order="12345")
    assert found.value == pytest.approx(0.815, abs=5e-4)


def test_nominal_alpha_of_three_coders_with_many_gaps():
    assert krippendorff_alpha(THREE).value == pytest.approx(0.691, abs=5e-4)


def test_alpha_of_two_coders_without_gaps():
    # Krippendorff 2011, sections B (two values) and C (five values)
    binary = coders("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    nominal = coders("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert krippendorff_alpha(binary).value == pytest.approx(0.095, abs=5e-4)
    assert krippendorff_alpha(nominal).value == pytest.approx(0.692, abs=5e-4)


def test_kappa_is_that_of_cohen_1960():
    found = cohen_kappa(*COHEN)
    assert found.value == pytest.approx(0.492, abs=5e-4)
    assert found.n == 200


def test_a_codes_kappa_is_that_of_the_table_with_the_rest_thrown_together():
    # code c against the rest: 12 both, 8 and 28 alone, 152 neither; p_o = .82, p_e = .74
    assert kappa_per_code(*COHEN)["c"].value == pytest.approx((0.82 - 0.74) / 0.26)


def test_percent_agreement_and_confusion_count_statements():
    assert percent_agreement(*COHEN).value == pytest.approx(0.70)
    assert confusion(*COHEN)["a", "c"] == 18
    assert sum(confusion(*COHEN).values()) == 200


def test_kappa_with_one_and_the_same_code_throughout_is_undefined_and_says_so():
    found = cohen_kappa({"1": "data", "2": "data"}, {"1": "data", "2": "data"})
    assert found.value is None
    assert "all codes are 'data'" in found.why
    assert found.n == 2


def test_two_coders_who_never_met_have_no_agreement():
    for figure in (cohen_kappa({"1": "a"}, {"2": "a"}), krippendorff_alpha(coders("a .", ". a"))):
        assert (figure.value, figure.n) == (None, 0)
        assert figure.why == "no statement was coded by two"


@pytest.mark.parametrize(("codes", "said"), [({}, "0 coders"), ({"ana": {"1": "a"}}, "1 coder:")])
def test_alpha_needs_two_coders(codes, said):
    found = krippendorff_alpha(codes)
    assert found.value is None
    assert said in found.why


def test_one_statement_gives_a_value_without_an_interval():
    found = cohen_kappa({"1": "a"}, {"1": "b"})
    assert (found.value, found.low, found.high) == (0.0, None, None)
    assert found.why


def test_an_ordinal_value_without_a_place_is_refused():
    with pytest.raises(ValueError, match="5"):
        krippendorff_alpha(FOUR, Scale.ORDINAL, order="1234")


def test_the_interval_holds_the_value_and_narrows_with_more_statements():
    few = krippendorff_alpha(FOUR)
    cells = {pair: 4 * n for pair, n in confusion(*COHEN).items()}
    some, many = cohen_kappa(*COHEN), cohen_kappa(*two(cells))
    assert few.low <= few.value <= few.high
    assert many.high - many.low < 0.6 * (some.high - some.low)


def test_the_interval_comes_near_that_of_the_large_sample_formula():
    # Cohen 1960: standard error sqrt(p_o (1 - p_o) / (n (1 - p_e)^2)) = 0.0549
    found = cohen_kappa(*COHEN)
    assert found.high - found.low == pytest.approx(2 * 1.96 * 0.0549, rel=0.15)


def test_the_same_seed_gives_the_same_interval_and_another_one_another():
    assert cohen_kappa(*COHEN, Resampling(seed=4)) == cohen_kappa(*COHEN, Resampling(seed=4))
    assert cohen_kappa(*COHEN, Resampling(seed=4)) != cohen_kappa(*COHEN, Resampling(seed=5))


CODE = st.sampled_from("abc")
TABLE = st.dictionaries(st.integers(0, 40).map(str), st.tuples(CODE, CODE), min_size=2)
GAPS = st.lists(
    st.dictionaries(st.integers(0, 20).map(str), CODE, min_size=1), min_size=2, max_size=4
)
QUICK = Resampling(resamples=50)


def same(one, other):
    for name in ("value", "low", "high"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-9)
    assert one.n == other.n


@given(TABLE)
def test_kappa_is_what_scikit_learn_computes(table):
    first, second = ({key: pair[n] for key, pair in table.items()} for n in (0, 1))
    if len({*first.values(), *second.values()}) > 1:
        expected = cohen_kappa_score(list(first.values()), list(second.values()))
        assert cohen_kappa(first, second, QUICK).value == pytest.approx(expected)


@given(TABLE)
def test_kappa_is_the_same_whoever_comes_first_and_whatever_the_codes_are_called(table):
    first, second = ({key: pair[n] for key, pair in table.items()} for n in (0, 1))
    new = {"a": "z", "b": "y", "c": "x"}
    called = [{key: new[value] for key, value in one.items()} for one in (first, second)]
    figure = cohen_kappa(first, second, QUICK)
    same(figure, cohen_kappa(second, first, QUICK))
    same(figure, cohen_kappa(*called, QUICK))
    same(figure, cohen_kappa(dict(reversed(first.items())), second, QUICK))


@given(GAPS)
def test_alpha_is_the_same_for_any_order_of_coders_and_statements_and_any_names(found):
    codes = {f"coder {n}": one for n, one in enumerate(found)}
    turned = {name: dict(reversed(codes[name].items())) for name in reversed(codes)}
    new = {"a": "z", "b": "y", "c": "x"}
    called = {name: {k: new[v] for k, v in one.items()} for name, one in codes.items()}
    figure = krippendorff_alpha(codes, how=QUICK)
    same(figure, krippendorff_alpha(turned, how=QUICK))
    same(figure, krippendorff_alpha(called, how=QUICK))


@given(GAPS)
def test_alpha_never_passes_one_and_is_one_where_all_agree(found):
    codes = {f"coder {n}": one for n, one in enumerate(found)}
    figure = krippendorff_alpha(codes, how=QUICK)
    assert figure.value is None or figure.value <= 1
    whole = krippendorff_alpha({"x": found[0], "y": found[0]}, how=QUICK)
    assert whole.value == (1.0 if len(set(found[0].values())) > 1 else None)


@given(GAPS)
def test_a_statement_that_one_coder_alone_coded_changes_nothing(found):
    codes = {f"coder {n}": one for n, one in enumerate(found)}
    more = {**codes, "coder 0": {**codes["coder 0"], "alone": "a"}}
    assert krippendorff_alpha(codes, how=QUICK) == krippendorff_alpha(more, how=QUICK)


def test_per_code_alpha_names_every_code_that_two_could_have_met_on():
    found = alpha_per_code(FOUR)
    assert set(found) == set("12345")
    assert found["5"].value == 1.0  # whoever coded unit 10 said 5, and nobody said it elsewhere
    assert found["3"].value < 1.0
