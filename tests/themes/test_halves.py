"""Where a theme is parted: at the topmost fork of its tree with enough on both sides."""

from __future__ import annotations

from dataclasses import replace

from tests.themes.test_find import given_world
from toolkit.model.theme_map import ThemeTree
from toolkit.themes import find_themes
from toolkit.themes.halves import grow_trees, halve


def tree(keys: str, *merges: tuple[int, int]) -> ThemeTree:
    return ThemeTree(theme_id="T01", statement_ids=tuple(keys), merges=merges)


PAIRS = tree("abcdef", (0, 1), (2, 3), (4, 5), (6, 7), (8, 9))


def parts(*trees: ThemeTree, members: str) -> tuple[str, str]:
    larger, smaller = halve(trees, members)
    return "".join(larger), "".join(smaller)


def test_statements_on_one_matter_stay_together():
    found = find_themes(given_world())
    assert found.matters is not None
    one, other = found.themes[:2]
    both = replace(one, statement_ids=one.statement_ids + other.statement_ids)
    larger, smaller = halve(grow_trees([both], found.matters), both.statement_ids)
    assert {larger, smaller} == {
        tuple(sorted(one.statement_ids)),
        tuple(sorted(other.statement_ids)),
    }


def test_the_topmost_fork_parts():
    assert parts(PAIRS, members="abcdef") == ("abcd", "ef")


def test_a_part_of_one_is_an_outlier_and_stays():
    larger, smaller = parts(PAIRS, members="abcde")
    assert (len(larger), smaller in ("ab", "cd")) == (3, True)
    assert "e" in larger


def test_merged_themes_are_parted_where_they_were_joined():
    other = tree("xyz", (0, 1), (2, 3))
    assert parts(PAIRS, other, members="abcxyz") == ("abc", "xyz")


def test_what_no_tree_knows_stays_with_the_larger_part():
    assert parts(PAIRS, members="abcdefq") == ("abcdq", "ef")
    assert parts(members="ab") == ("ab", "")


def test_two_statements_are_no_two_themes():
    assert parts(PAIRS, members="ab") == ("ab", "")
