from __future__ import annotations

from datetime import date

import pytest

from toolkit.errors import WithheldByPromise
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.privacy import (
    allowed_by,
    promise_lines,
    promises_in_force,
    tighten,
    tighten_all,
    wrongly_anonymous,
)
from toolkit.settings import FileSettings, Mine, Promise, Settings


def file(name: str, kind: FileKind = FileKind.SURVEY, *, anonymous: bool = False) -> FileReading:
    return FileReading(file=name, kind=kind, format="CSV", anonymous=anonymous)


def written(**promise: object) -> Settings:
    mine = Mine(files={"a.csv": FileSettings(promise=Promise.model_validate(promise))})
    return Settings(mine=mine)


def test_rows_with_an_identity_are_confidential_and_joined_by_default():
    promise = promises_in_force(Settings(), [file("a.csv")])["a.csv"]
    assert (promise.attribution, promise.quotes, promise.join_usage) == (
        "confidential",
        "redacted",
        True,
    )
    assert (promise.smallest_group, promise.smallest_group_quotes, promise.delete_by) == (
        5,
        10,
        None,
    )
    assert promise.assumed


def test_anonymous_rows_are_neither_matched_nor_judged_nor_joined():
    promise = promises_in_force(Settings(), [file("a.csv", anonymous=True)])["a.csv"]
    allowed = allowed_by(promise)
    assert (allowed.match, allowed.stance, allowed.join) == (False, False, False)
    assert allowed.quote


def test_anonymous_wins_over_a_join_and_over_named_quotes_that_were_written_beside_it():
    settings = written(attribution="anonymous", join_usage=True, quotes="named")
    promise = promises_in_force(settings, [file("a.csv")])["a.csv"]
    assert not promise.join_usage
    assert promise.quotes == "redacted"


def test_only_files_in_which_people_speak_carry_a_promise():
    files = [file("org.xlsx", FileKind.ORG), file("t.vtt", FileKind.TRANSCRIPT), file("a.csv")]
    assert list(promises_in_force(Settings(), files)) == ["a.csv", "t.vtt"]


def test_what_was_not_written_is_printed_as_assumed():
    assert promise_lines(Settings(), [file("a.csv")]) == [
        (
            "a.csv",
            "confidential; quotes redacted; joined with usage; no group under 5, 10 beside "
            "quotes; no day of deletion; assumed, please confirm",
        )
    ]


def test_what_was_written_is_printed_as_it_is():
    settings = written(quotes="none", join_usage=False, delete_by=date(2027, 1, 31))
    ((_, line),) = promise_lines(settings, [file("a.csv")])
    assert line.endswith("deleted by 2027-01-31")
    assert line.startswith("confidential; no quotes; not joined with usage")


BASE = Promise(attribution="confidential", quotes="redacted", join_usage=False, smallest_group=6)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"attribution": "attributable"}, "attribution was confidential, now attributable"),
        ({"quotes": "named"}, "quotes were redacted, now named"),
        ({"join_usage": True}, "no join with usage was promised"),
        ({"smallest_group": 5}, "smallest group was 6, now 5"),
        ({"smallest_group_quotes": 5}, "smallest group for quotes was 10, now 5"),
    ],
)
def test_loosening_a_promise_is_refused_and_said(change, said):
    with pytest.raises(WithheldByPromise, match=said):
        tighten(BASE, BASE.model_copy(update=change))


@pytest.mark.parametrize("later", [None, date(2027, 2, 1)])
def test_deleting_later_or_never_is_loosening(later):
    old = BASE.model_copy(update={"delete_by": date(2027, 1, 31)})
    with pytest.raises(WithheldByPromise, match="2027-01-31"):
        tighten(old, old.model_copy(update={"delete_by": later}))


def test_tightening_everything_at_once_is_allowed():
    new = Promise(
        attribution="anonymous",
        quotes="none",
        join_usage=False,
        smallest_group=8,
        smallest_group_quotes=12,
        delete_by=date(2027, 1, 1),
    )
    assert tighten(BASE, new) == new


def test_all_faults_are_named_together():
    new = BASE.model_copy(update={"attribution": "attributable", "smallest_group": 3})
    with pytest.raises(WithheldByPromise) as refused:
        tighten(BASE, new, file="a.csv")
    assert "attribution" in str(refused.value)
    assert "smallest group" in str(refused.value)
    assert str(refused.value).startswith("a.csv: ")


def test_a_file_that_was_never_released_may_promise_anything():
    loose = BASE.model_copy(update={"attribution": "attributable"})
    assert tighten_all({"a.csv": BASE}, {"a.csv": BASE, "b.csv": loose})["b.csv"] == loose
    with pytest.raises(WithheldByPromise):
        tighten_all({"a.csv": BASE}, {"a.csv": loose})


def test_that_words_stay_on_this_machine_may_be_promised_and_never_taken_back():
    kept = BASE.model_copy(update={"stays_on_machine": True})
    assert tighten(BASE, kept) == kept
    with pytest.raises(WithheldByPromise, match="no words leave this machine"):
        tighten(kept, BASE)
    ((_, line),) = promise_lines(written(stays_on_machine=True), [file("a.csv")])
    assert line.endswith("no words leave this machine")


GUESSED = Promise(attribution="anonymous", join_usage=False)


def test_a_file_in_which_nobody_was_found_was_promised_nothing():
    now = Promise()
    assert tighten_all({"a.csv": GUESSED}, {"a.csv": now})["a.csv"] == now
    assert wrongly_anonymous({"a.csv": GUESSED}, {"a.csv": now}) == ("a.csv",)


def test_what_a_person_wrote_as_anonymous_stays_so():
    written_down = GUESSED.model_copy(update={"assumed": False})
    with pytest.raises(WithheldByPromise, match="attribution was anonymous"):
        tighten_all({"a.csv": written_down}, {"a.csv": Promise()})
    assert wrongly_anonymous({"a.csv": written_down}, {"a.csv": Promise()}) == ()


def test_a_wrong_guess_of_anonymity_loosens_nothing_else():
    with pytest.raises(WithheldByPromise, match="smallest group"):
        tighten_all({"a.csv": GUESSED}, {"a.csv": Promise(smallest_group=3)})
