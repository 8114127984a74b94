from __future__ import annotations

from datetime import date

import numpy as np

from tests.facts.clinic import vectors
from toolkit.facts.languages import language_code, language_codes
from toolkit.facts.naming import common_words, distinctive_words, named_in
from toolkit.facts.topics import Nearness, Origin, match_topics, topic_scores

SAID = vectors(["x-rays", "x-rays", "recall letters", "recall letters", "price list", "price list"])
REPORTED = vectors(["x-rays", "x-rays", "recall letters", "recall letters"])
NOBODY = [Origin()] * 6


def places(found: tuple[object, ...]) -> list[int]:
    return sorted(one.ticket for one in found)  # type: ignore[attr-defined]


def test_statements_meet_the_tickets_on_their_matter_and_no_others():
    found = match_topics(SAID, REPORTED, NOBODY, [Origin()] * 4)
    assert [places(one) for one in found] == [[0, 1], [0, 1], [2, 3], [2, 3], [], []]
    assert all(0.4 <= match.likely <= 1 for one in found for match in one)


def test_blank_texts_meet_nothing():
    blank = np.zeros_like(SAID)
    assert match_topics(blank, REPORTED, NOBODY, [Origin()] * 4) == [()] * 6
    assert (topic_scores(blank, REPORTED) == -1).all()


def test_the_speakers_own_ticket_is_likelier_on_the_matter_than_anybody_elses():
    near = [Origin(person_id="P02", on=date(2026, 3, 9)), *NOBODY[1:]]
    reported = [Origin(person_id="P02", on=date(2026, 3, 2)), *[Origin()] * 3]
    plain = match_topics(SAID, REPORTED, NOBODY, [Origin()] * 4)[0]
    found = match_topics(SAID, REPORTED, near, reported)[0]
    assert found[0].nearness is Nearness.OWN
    assert found[0].likely > max(one.likely for one in plain)
    late = [Origin(person_id="P02", on=date(2027, 3, 9)), *NOBODY[1:]]
    assert match_topics(SAID, REPORTED, late, reported)[0][0].likely < found[0].likely


def test_a_colleague_of_the_team_is_nearer_than_a_stranger():
    said = [Origin(person_id="P02", team="A"), *NOBODY[1:]]
    found = match_topics(SAID, REPORTED, said, [Origin(person_id="P03", team="A"), *[Origin()] * 3])
    assert [one.nearness for one in found[0]] == [Nearness.TEAM, Nearness.OTHER]


def test_nameless_people_and_teams_are_not_the_same_person():
    found = match_topics(SAID, REPORTED, NOBODY, [Origin()] * 4)
    assert {match.nearness for one in found for match in one} == {Nearness.OTHER}


def test_permuting_statements_and_tickets_permutes_the_matches():
    rows, columns = [3, 1, 5, 0, 2, 4], [2, 0, 3, 1]
    plain = match_topics(SAID, REPORTED, NOBODY, [Origin()] * 4)
    mixed = match_topics(SAID[rows], REPORTED[columns], NOBODY, [Origin()] * 4)
    for place, row in enumerate(rows):
        assert sorted(columns[one.ticket] for one in mixed[place]) == places(plain[row])


def test_tickets_on_one_problem_are_as_near_as_they_are_together():
    far = SAID.copy()
    problems = ["PRB-1", "PRB-1", "", ""]
    reported = REPORTED.copy()
    reported[1] = vectors(["the boss"])[0]
    alone = match_topics(far, reported, NOBODY, [Origin()] * 4)
    together = match_topics(far, reported, NOBODY, [Origin()] * 4, problems)
    assert 1 not in places(alone[0])
    assert together[0] != alone[0]


def test_no_statements_or_no_tickets_give_no_matches():
    assert match_topics(SAID[:0], REPORTED, [], [Origin()] * 4) == []
    assert match_topics(SAID, REPORTED[:0], NOBODY, []) == [()] * 6


def test_a_measure_is_named_by_the_words_that_it_alone_has():
    words = distinctive_words(["sync_errors", "printErrors", "chart_errors"])
    assert named_in("Printing a chart fails", words) == ["chart_errors", "printErrors"]
    assert named_in("Errors everywhere", words) == []
    assert named_in("Synchronisation hangs", words) == ["sync_errors"]


def test_words_that_everybody_uses_name_nothing():
    texts = ["Dentabase is slow"] * 3 + ["My letters"] + ["Nothing"] * 16
    assert common_words(texts) == {"dentabase", "slow", "nothing"}
    assert common_words(texts[:19]) == frozenset()
    assert common_words([], ["Chart Board", "Dentabase"]) == {"chart", "board", "dentabase"}
    words = distinctive_words(["Dentabase basics", "Letters", "X-rays"], common_words(texts))
    assert named_in("Dentabase", words) == []


def test_names_of_languages_are_codes():
    assert [language_code(one) for one in ("DE", "Deutsch", "de-AT", "tedesco", "Klingon", "")] == [
        "de",
        "de",
        "de",
        "de",
        "",
        "",
    ]
    assert language_codes("english; fr") == {"en", "fr"}
