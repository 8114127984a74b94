"""What a person decides on themes outlives new answers and a run over everything."""

from __future__ import annotations

import pytest

from tests.pipeline.conftest import review_of, write_raw
from toolkit.errors import UnknownSubject, WrongDecision
from toolkit.pipeline import deciding
from toolkit.pipeline.shaping import read_shaping

LATER = """Timestamp,E-mail,"What gets in your way?","What works well?","What should change?"
5/2/2026 9:00:00,barnaby.thrupp@krume.example,"On the road the saved order has lost its last lines again.","The map.","Show me how to copy an order."
5/2/2026 9:10:00,odalys.quist@krume.example,"Two of the old addresses were still in the list of the van.","It is fast.","One list and no second one on Fridays."
"""  # noqa: E501


def members(review) -> dict[str, set[str]]:
    return {one.theme_id: set(one.statement_ids) for one in review.findings.themes}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory):
    """A review of its own: what is decided here is of no concern to the other tests."""
    folder = tmp_path_factory.mktemp("shaped")
    settings = folder / "out" / "confidential" / "review.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[mine.themes]\nk = 5\n", encoding="utf-8")
    return review_of(write_raw(folder / "raw"), folder / "out", folder / "key.json")


def test_merging_splitting_renaming_pinning_and_moving_outlive_new_data_and_a_refit(first):
    out = first.places.out
    largest, second, third = sorted(
        members(first), key=lambda one: (-len(members(first)[one]), one)
    )[:3]
    moved = min(members(first)[third])
    apart = sorted(members(first)[largest])[:2]
    first.move_statement(moved, second, coder="ana")
    merged = deciding.decide(out, f"theme:{third}", "merge_ids", second, coder="ana")
    first.rename_theme(second, "  Everything   about orders ", coder="ana")
    new = first.split_theme(largest, apart, coder="ana").subject.split(":")[1]
    first.pin_theme(largest, coder="ana")
    first.set_verdict(largest, "trust", coder="ana", memo="She said so.")

    assert all(key in merged.decided for key in members(first)[third] | {moved})
    assert deciding.decided_text(merged).startswith(f"{second} (")
    with deciding.open_workspace(out) as workspace:
        found = read_shaping(workspace, first.findings).themes()
        assert {new, second} < {one.theme_id for one in found}
        assert third not in {one.theme_id for one in found}

    raw = out.parent / "raw"
    (raw / "Feedback Teigwerk May.csv").write_text(LATER, encoding="utf-8")
    again = review_of(raw, out, out.parent / "key.json")

    assert len(again.findings.statements) > len(first.findings.statements)
    now = members(again)
    assert third not in now
    assert now[second] >= members(first)[second] | members(first)[third]
    assert now[new] >= set(apart)
    assert now[largest] >= members(first)[largest] - set(apart)
    rows = again.themes.set_index("theme_id")
    assert rows.loc[second, "title"] == "Everything about orders"
    assert (rows.loc[largest, "verdict"], rows.loc[largest, "status"]) == ("trust", "changed")
    home = {key: theme for theme, keys in now.items() for key in keys}
    assert len(home) == sum(map(len, now.values()))


def test_a_third_run_without_a_change_gives_the_same_themes(first):
    out = first.places.out
    again = review_of(out.parent / "raw", out, out.parent / "key.json")
    third = review_of(out.parent / "raw", out, out.parent / "key.json")
    assert third.findings.themes == again.findings.themes


def test_what_cannot_be_done_is_refused_and_nothing_is_written(first):
    theme = first.findings.themes[0].theme_id
    before = len(first.decisions.history)
    with pytest.raises(UnknownSubject, match="no theme is called 'T99'"):
        first.merge_themes(theme, "T99")
    with pytest.raises(UnknownSubject, match="no statement"):
        first.move_statement("S-nobody", theme)
    with pytest.raises(WrongDecision, match="into itself"):
        first.merge_themes(theme, theme)
    with pytest.raises(WrongDecision, match="cannot be split"):
        first.split_theme(theme, ["S-nobody"])
    with pytest.raises(WrongDecision, match="needs a title"):
        first.rename_theme(theme, "  ")
    with pytest.raises(WrongDecision, match="no verdict"):
        first.set_verdict(theme, "laziness")
    assert len(first.decisions.history) == before
