from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.splitting import Break, Span, sentences, without_marker


def split(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, language)]


def breaks(text: str, language: str = "en") -> list[str]:
    return [span.opened_by.value for span in sentences(text, language)]


# "|" stands where a sentence ends; every text is one way in which people type.
TYPED = {
    "full stops": ("en", "It is slow.| Nobody trained us."),
    "no capital behind a full stop": ("en", "it is slow.| also the search is bad.| no training"),
    "no blank behind a full stop": ("en", "It's slow.|Also the search is bad.|I find nothing"),
    "neither blank nor capital": ("en", "the export is slow.|also the search is bad"),
    "no blank in German": ("de", "Es ist langsam.|Die Suche hängt.|Das nervt"),
    "no blank in Italian": ("it", "E' lento.|Non va bene"),
    "no blank before a Spanish question": ("es", "Nadie lo sabe.|¿Por qué?"),
    "no blank behind a question": ("de", "Warum?|Keiner weiß es!|Schade"),
    "several marks": ("en", "Why?? |nobody knows!! |It's bad?! |Really"),
    "marks with blanks between": ("fr", "Pourquoi ?? !| Personne ne sait."),
    "French spacing": ("fr", "Pourquoi ?| Personne ne sait !| Voilà."),
    "a quoted question goes on": ("en", '"Why?" he asked.| "Nobody knows."| And left.'),
    "a French quotation goes on": ("fr", "« Où est le bouton ? » est en tête.| Voilà."),
    "a mark in brackets": ("en", "It is fast (really!) and ugly (?) too."),
    "a sentence in brackets": ("en", "I hate it (it crashes.).| But ok."),
    "hesitation": ("en", "Well... it is fine... I think."),
    "dots before a capital": ("en", "The search is slow...| Training was far too short."),
    "an ellipsis sign": ("en", "The search is really slow…| Nobody has ever trained us."),
    "dots as the only marks": (
        "en",
        "the search is slow...| the export never works...| nobody trained us",
    ),
    "dots before a German noun": ("de", "Das ist so langsam... Server sind alle weg"),
    "emoji between": ("en", "Love it 😍| The search is slow 😡😡| Nobody helps"),
    "emoji behind a mark": ("en", "Great tool! 👍| But slow. :(| Sorry"),
    "emoji inside": ("en", "I 😍 the new search."),
    "decimals and times": ("en", "It costs 3.50 a head.| At 10.30 or 14.15 it stops."),
    "a version number": ("en", "Since v. 2.1.3 it works.| Thanks."),
    "initials": ("en", "J. Hale and M. Marsh helped.| I like it."),
    "a title": ("en", "Dr. Marsh and Mr. Hale left.| Nobody came."),
    "e.g. and i.e.": ("en", "Some fields, e.g. Region, are old, i.e. wrong.| Delete them."),
    "etc. in the middle and at the end": (
        "en",
        "Names, dates etc. are lost.| I type it etc.| Why?",
    ),
    "p.m. in the middle and at the end": ("en", "At 5 p.m. it stops.| We go at 6 p.m.| Then rest."),
    "no. before a number and as a word": ("en", "See ticket no. 5 for it.| No.| That is all."),
    "small contraction": ("en", "pls. fix mgmt. reports.| thx"),
    "z. B. with and without a blank": ("de", "Manches, z. B. Namen und z.B. Orte, fehlt.| Schade."),
    "d. h. and usw.": ("de", "Namen usw. fehlen, d. h. alles.| Das nervt."),
    "German ordinals": ("de", "Am 3. Mai war Schulung.| Im 2. Quartal kam nichts."),
    "a German sentence that ends with a number": ("de", "Wir waren 12.| Danach kam keiner mehr."),
    "p.es. and sig.": ("it", "Alcuni, p.es. il sig. Falchi, lo sanno.| Gli altri no."),
    "p. ex. and M.": ("fr", "Certains, p. ex. M. Garance, le savent.| Les autres non."),
    "p. ej. and Sr.": ("es", "Algunos, p. ej. el Sr. Olmedo, lo saben.| Los demás no."),
    "addresses and file names": (
        "en",
        "See www.Acme.example/Help.Page, Node.js, relaunch.review and plan.pdf for more.| Thanks",
    ),
    "an e-mail address": ("en", "Write to ann.Hale@Acme.example now.| Thanks"),
    "names with dots": ("en", "I want Account.Name and data.table back."),
    "semicolons": ("en", "slow;| no training;| bad support"),
    "semicolons without blanks": ("en", "slow;|no training;|bad support"),
    "semicolons in brackets": (
        "en",
        "I like it (fast; easy) but my boss does not;| she has Excel.",
    ),
    "a wink is no semicolon": ("en", "Nice try ;) but no."),
    "an entity is no semicolon": ("en", "R&amp; D is slow"),
    "numbers in a line": ("en", "1) slow |2) no training |3) bad support"),
    "numbers with full stops in a line": ("en", "Problems: |1. slow |2. no training"),
    "a number left out": ("en", "(1) slow |(2) ugly |(4) dear |(5) late"),
    "letters in a line": ("de", "a) langsam |b) keine Schulung"),
    "ordinals are no list": ("de", "Der 1. Tag war gut, der 2. Tag nicht"),
    "dashes in a line": ("en", "- slow |- no training -|-bad support".replace("-|-", "|-")),
    "tight dashes in a line": ("en", "-slow |-no training"),
    "a parenthesis between dashes": ("en", "The tool - like the old one - is slow."),
    "bullets in a line": ("en", "Cons: |• ugly |• slow"),
    "bullets in lines": ("en", "- slow\n|- no training\n\n|But I like it"),
    "lines": ("en", "The search is slow\n|no training\n|bad support"),
    "Windows lines": ("en", "slow\r\n|no training\r\n\r\n|thanks"),
    "a lone mark belongs to what follows": ("en", "1.\nslow\n|2.\nno training"),
    "Dutch is read as English with its own abbreviations": (
        "nl",
        "Iets, bijv. Namen, mist.| Jammer.",
    ),
    "an unknown language": ("xx", "Slow.| Bad."),
}


@pytest.mark.parametrize(("language", "marked"), TYPED.values(), ids=TYPED)
def test_text_is_split_where_a_reader_would(language: str, marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    assert split(marked.replace("|", ""), language) == expected


WRAPPED = (
    "The new system has been slow since the first of March and nobody in our\n"
    "office knows why it should be that way. We would like to have the old\n"
    "screens back."
)


def test_a_paragraph_wrapped_by_a_mail_program_is_split_at_its_sentences_only() -> None:
    assert [piece.split()[0] for piece in split(WRAPPED)] == ["The", "We"]


def test_two_short_lines_are_two_points_even_in_small_letters() -> None:
    text = "the search is so slow that i go and fetch a coffee\nno training at all"
    assert len(split(text)) == 2


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t\u00a0"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert sentences(text, "en") == []


@pytest.mark.parametrize("text", ["???", "...", "😡", "- -", ";", "1."])
def test_text_without_a_word_is_one_span(text: str) -> None:
    assert split(text) == [text]


def test_a_span_says_what_opened_it() -> None:
    text = "Slow. Bad; late\n- ugly\n\nSo it is really slow... It should be much faster 👍 Thanks"
    assert breaks(text) == [
        "start",
        "sentence",
        "semicolon",
        "item",
        "paragraph",
        "ellipsis",
        "emoji",
    ]


def test_lines_are_opened_by_a_line() -> None:
    assert breaks("slow\nbad") == ["start", "line"]


def test_spans_are_compared_by_their_offsets_alone() -> None:
    assert sentences("slow\nbad", "en") == [Span(0, 4), Span(5, 8)]


@pytest.mark.parametrize("mark", ["- ", "-", "• ", "* ", "1) ", "(2) ", "3. ", "a) ", "– ", "✓ "])
def test_a_list_items_mark_is_taken_off(mark: str) -> None:
    text = f"{mark}slow"
    span = without_marker(text, Span(0, len(text), Break.ITEM))
    assert text[span.start : span.end] == "slow"
    assert span.opened_by is Break.ITEM


@pytest.mark.parametrize("text", ["slow", "-5 points", "3.5 hours", "-", "I) am", "2 of us"])
def test_text_without_a_list_mark_is_left_whole(text: str) -> None:
    span = Span(0, len(text))
    assert without_marker(text, span) == span


pieces = st.sampled_from(
    [
        *" \n\t.;:,-!?…()\"'•1a😡é\u00a0\u2028",
        "slow", "Also", "z. B.", "e.g.", "etc.", "...", "2)", "1.", "- ", "\r\n", "Die", ":)",
        "3.5",
    ]
)  # fmt: skip
texts = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=30).map("".join))


@given(texts, st.sampled_from(["en", "de", "it", "fr", "es", "nl", "pt", ""]))
def test_spans_hold_all_that_is_no_blank_and_never_overlap(text: str, language: str) -> None:
    spans = sentences(text, language)
    inside = {place for span in spans for place in range(span.start, span.end)}
    assert len(inside) == sum(span.end - span.start for span in spans)
    assert all(char.isspace() for place, char in enumerate(text) if place not in inside)
    assert [span.start for span in spans] == sorted(span.start for span in spans)


@given(texts)
def test_spans_have_no_blanks_around_them(text: str) -> None:
    for span in sentences(text, "de"):
        words = text[span.start : span.end]
        assert words
        assert words == words.strip()


@given(texts)
def test_a_marker_never_takes_the_whole_span(text: str) -> None:
    for span in sentences(text, "en"):
        inner = without_marker(text, span)
        assert span.start <= inner.start < inner.end == span.end


@pytest.mark.parametrize("text", ["... ", "- ", ":) ", ". » ", "a; ", "e.g. ", "1) x ", '"', "x\n"])
def test_a_very_long_text_of_marks_costs_no_more_than_its_length(text: str) -> None:
    assert sentences(text * 20_000, "de")
