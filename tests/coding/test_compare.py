"""Coders side by side."""

from __future__ import annotations

from toolkit.coding.compare import Difference, Statistic, Variable, compare, disagreements
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import Cause, Kind


def said(key: str, kind: str, cause: str = "", severity: int | None = None) -> Coding:
    return Coding(
        statement_id=key,
        coder="",
        kind=Kind(kind) if kind else None,
        cause=Cause(cause) if cause else None,
        severity=severity,
    )


def sheet(**coders: dict[str, tuple]) -> dict[str, dict[str, Coding]]:
    return {
        name: {key: said(key, *one) for key, one in found.items()} for name, found in coders.items()
    }


ANA = {
    "a": ("concern", "defect", 1),
    "b": ("concern", "defect", 2),
    "c": ("concern", "defect", 3),
    "d": ("concern", "data", 2),
    "e": ("praise",),
    "f": ("concern", "trust", 1),
    "g": ("concern", "trust", 1),
    "h": ("", ""),
}
BEN = {
    "a": ("concern", "training", 1),  # another family
    "b": ("concern", "data", 2),  # another cause of the same family
    "c": ("concern", "training", 3),  # another family, and grave
    "d": ("concern", "data", 2),
    "e": ("concern", "value", 1),  # no complaint for ana
    "f": ("question", "trust", 1),
    "g": ("concern", "trust", 3),
    "h": ("concern", "defect", 3),  # ana abstains
}


def test_disagreements_come_with_the_most_consequential_first():
    found = disagreements(sheet(ana=ANA, ben=BEN), ("ana", "ben"))
    assert [(one.statement_id, one.difference) for one in found] == [
        ("c", Difference.FAMILY),
        ("a", Difference.FAMILY),
        ("e", Difference.COMPLAINT),
        ("b", Difference.CAUSE),
        ("f", Difference.KIND),
        ("g", Difference.SEVERITY),
    ]


def test_persons_alone_are_asked_to_talk_where_there_are_two():
    rules = {"d": ("concern", "leadership", 1)}
    found = compare(sheet(ana=ANA, ben=BEN, rules=rules), persons=("ana", "ben"))
    assert "d" not in {one.statement_id for one in found.disagreements}
    alone = compare(sheet(ana=ANA, rules=rules), persons=("ana",))
    assert [one.statement_id for one in alone.disagreements] == ["d"]


def test_an_abstention_is_missing_and_no_value():
    found = compare(sheet(ana=ANA, ben=BEN), persons=("ana", "ben"))
    assert found.coded == {"ana": 7, "ben": 8}
    kinds = [one for one in found.figures if one.variable is Variable.KIND and not one.code]
    assert {one.figure.n for one in kinds} == {7}


def test_praise_has_no_cause_to_agree_on():
    found = compare(sheet(ana=ANA, ben=BEN), persons=())
    assert sum(found.confusions["ana", "ben"].values()) == 6
    assert found.confusions["ana", "ben"]["defect", "training"] == 2


def test_every_pair_is_measured_and_persons_and_all_coders_as_groups():
    rules = {"d": ("concern", "data"), "b": ("concern", "data")}
    found = compare(sheet(ana=ANA, ben=BEN, rules=rules), persons=("ana", "ben"))
    whole = [one for one in found.figures if one.variable is Variable.CAUSE and not one.code]
    assert [(one.statistic, one.coders) for one in whole] == [
        (Statistic.AGREEMENT, ("ana", "ben")),
        (Statistic.KAPPA, ("ana", "ben")),
        (Statistic.AGREEMENT, ("ana", "rules")),
        (Statistic.KAPPA, ("ana", "rules")),
        (Statistic.AGREEMENT, ("ben", "rules")),
        (Statistic.KAPPA, ("ben", "rules")),
        (Statistic.ALPHA, ("ana", "ben")),
        (Statistic.ALPHA, ("ana", "ben", "rules")),
    ]


def test_unclear_is_a_cause_without_a_family():
    one = sheet(ana={"a": ("concern", "unclear")}, ben={"a": ("concern", "defect")})
    assert [found.difference for found in disagreements(one, ("ana", "ben"))] == [Difference.CAUSE]
    families = [f for f in compare(one, ()).figures if f.variable is Variable.FAMILY]
    assert {found.figure.n for found in families} == {0}


def test_severity_is_measured_on_its_order():
    ana = dict(zip("abc", (1, 2, 3), strict=True))
    near, far = ({**ana, "b": 3}, {**ana, "a": 3})  # one step off, and two

    def alpha(ben: dict[str, int]) -> float:
        both = {"ana": ana, "ben": ben}
        coders = {
            name: {key: ("concern", "", n) for key, n in one.items()} for name, one in both.items()
        }
        (one,) = [
            found.figure
            for found in compare(sheet(**coders), ()).figures
            if found.variable is Variable.SEVERITY and found.statistic is Statistic.ALPHA
        ]
        return one.value

    assert alpha(near) > alpha(far)


def test_one_coder_alone_disagrees_with_nobody():
    found = compare(sheet(ana=ANA), persons=("ana",))
    assert found.disagreements == ()
    assert found.confusions == {}
    assert all(one.figure.why for one in found.figures)
