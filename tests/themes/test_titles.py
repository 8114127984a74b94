"""Titles name the matter: nouns that several people use, and nobody's rhetoric."""

from __future__ import annotations

from datetime import date
from zlib import crc32

import numpy as np

from toolkit.model.findings import Statement, Theme
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel, Wave
from toolkit.themes.title_words import read_grammar
from toolkit.themes.titles import MOST_WORDS, title_themes

FERRY = (
    "The timetable of the pier is wrong again.",
    "I waited at the timetable of the pier for an hour.",
    "Nobody mends the timetable of the pier. I meant every word.",
)
DESK = (
    "The password for the desk expires on Mondays.",
    "We lose the password for the desk every week.",
    "My password for the desk was never sent.",
)


def statement(key: str, text: str, language: str = "en") -> Statement:
    source = Source(
        source_id=key,
        file="answers.csv",
        channel=Channel.SURVEY,
        wave=Wave.AFTER,
        person_id=f"P-{key}",
        respondent_id=key,
        said_on=date(2026, 3, 1),
        text=text,
    )
    return Statement(
        statement_id=key, source=source, start=0, end=len(text), text=text, language=language
    )


def titled(*groups: tuple[str, ...], language: str = "en") -> list[str]:
    """Titles of themes with these texts, each text of another person."""
    found: dict[str, Statement] = {}
    themes = []
    for number, texts in enumerate(groups, start=1):
        keys = tuple(f"{number}-{place}" for place in range(len(texts)))
        found |= {
            key: statement(key, text, language) for key, text in zip(keys, texts, strict=True)
        }
        themes.append(Theme(theme_id=f"T{number:02d}", title="words", statement_ids=keys))
    shown = {key: one.text for key, one in found.items()}
    titles = title_themes(themes, found, shown, by_words)
    return [titles.get(one.theme_id, "") for one in themes]


def by_words(texts):
    """Vectors by the words of a text: texts with the same words are near."""
    rows = np.zeros((len(texts), 64))
    for row, text in zip(rows, texts, strict=True):
        for word in text.casefold().replace(".", "").split():
            row[crc32(word.encode()) % 64] += 1
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype("float32")


def test_a_title_is_the_noun_phrase_that_several_people_use():
    ferry, desk = titled(FERRY, DESK)
    assert ferry == "Timetable of the pier"
    assert desk.startswith("Password for the desk")


def test_what_one_person_exclaims_is_no_title():
    assert "meant" not in " ".join(titled(FERRY, DESK)).casefold()


def test_a_title_has_no_verb_and_no_pronoun():
    words = " ".join(titled(FERRY, DESK)).casefold().replace(",", "").split()
    assert not {"i", "we", "nobody", "mends", "waited", "lose", "expires"} & set(words)


def test_what_all_do_is_no_title_where_a_noun_is_there():
    texts = tuple(f"{who} waited hungry beside the pier." for who in ("I", "We", "They"))
    assert "waited" not in titled(texts, DESK)[0].casefold()


def test_german_phrases_are_held_together_by_german_articles():
    first, _ = titled(
        (
            "Die Liste der Boote fehlt.",
            "Wir suchen in der Liste der Boote seit Wochen.",
            "Auf die Liste der Boote ist kein Verlass, sagt man.",
        ),
        ("Das Kennwort ist weg.", "Mein Kennwort kam nie an."),
        language="de",
    )
    assert first == "Liste der Boote"


def test_a_second_phrase_says_what_the_first_does_not():
    texts = (
        "The timetable of the pier hides the winter ferries to Aldholm.",
        "On the timetable of the pier I miss the winter ferries, the ferries of old.",
        "At the timetable of the pier I looked for the winter ferries.",
    )
    title, _ = titled(texts, DESK)
    assert {"timetable of the pier", "winter ferries"} == set(title.casefold().split(", "))
    assert len(title.split()) <= MOST_WORDS


def test_nothing_beside_a_redaction_is_joined():
    texts = ("The list of [name] boats is old.", "A list of [name] boats is old.")
    assert "list of boats" not in titled(texts, DESK)[0].casefold()


def test_a_word_after_a_subject_is_no_noun():
    grammar = read_grammar(
        [("en", "They ferry us over. The ferry left, I left."), ("en", "A pier")]
    )
    assert grammar.is_noun("pier")
    assert not grammar.is_noun("left")


def test_titles_do_not_depend_on_the_order_of_texts():
    assert titled(FERRY, DESK) == titled(FERRY[::-1], DESK[::-1])


def test_a_title_takes_no_name_that_only_one_or_two_people_say():
    named = (
        "The invoice of the Zorbex order is missing.",
        "Nobody finds the invoice for Zorbex.",
        "Where is the invoice from March?",
    )
    assert "Zorbex" not in " ".join(titled(named, DESK))


def test_a_name_that_several_people_say_may_stand_in_a_title():
    named = tuple(f"The invoice of Zorbex {end}." for end in ("is gone", "is late", "is wrong"))
    assert "Zorbex" in titled(named, DESK)[0]


def test_an_unknown_german_noun_is_told_from_a_name_by_its_last_part():
    texts = (
        "In der Kranbelegung fehlt die Halle von Zorbex.",
        "Die Kranbelegung stimmt nie.",
        "Keiner pflegt die Halle.",
    )
    title = titled(texts, language="de")[0]
    assert "Kranbelegung" in title
    assert "Zorbex" not in title


def test_a_lone_word_is_not_joined_by_what_one_person_says():
    texts = (
        "The form wants my date, at the circus with elephants.",
        "A form is refused.",
        "Nobody reads the form.",
    )
    title = titled(texts, DESK)[0].casefold()
    assert "form" in title
    assert not {"circus", "elephants", "date"} & set(title.replace(",", "").split())


def test_a_joke_of_one_person_is_not_the_first_phrase_either():
    texts = (
        "The circus of the elephants in the tool.",
        "A receipt is refused.",
        "Nobody reads the receipt.",
    )
    assert titled(texts, DESK)[0] == "Receipt"


def test_both_phrases_are_in_the_language_that_most_of_the_themes_people_speak():
    english = ("The receipt is gone.", "I lost the receipt twice.", "For the receipt I wait.")
    french = ("Le crochet de la grue est perdu.", "Où est le crochet de la grue ?")
    found = {str(n): statement(str(n), text) for n, text in enumerate(english)}
    found |= {str(n): statement(str(n), text, "fr") for n, text in enumerate(french, start=3)}
    theme = Theme(theme_id="T01", title="", statement_ids=tuple(found))
    shown = {key: one.text for key, one in found.items()}
    title = title_themes([theme], found, shown, by_words)["T01"]
    assert title == "Receipt"


def test_a_phrase_of_one_person_is_not_added_though_others_use_its_words_elsewhere():
    texts = (
        "The form is slow, no circus with elephants.",
        "A form is refused.",
        "Nobody reads the form.",
    )
    others = ("The circus was loud.", "No circus again.", "The elephants of the desk.", *DESK)
    assert "circus with elephants" not in titled(texts, others)[0].casefold()
