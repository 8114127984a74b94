"""Titles name the matter: nouns that several people use, and nobody's rhetoric."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zlib import crc32

import numpy as np

from toolkit.model.findings import Statement, Theme
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel, Wave
from toolkit.themes.title_phrases import MOST_PHRASES, phrases_of, read_words
from toolkit.themes.title_traits import TRAITS
from toolkit.themes.title_words import Taste, read_grammar, shipped_taste
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


def titled(
    *groups: tuple[str, ...], language: str = "en", encode=None, taste: Taste | None = None
) -> list[str]:
    """Titles of themes with these texts, each text of another person."""
    themes, found = theming(*groups, language=language)
    shown = {key: one.text for key, one in found.items()}
    titles = title_themes(themes, found, shown, encode or by_words, taste)
    return [titles.get(one.theme_id, "") for one in themes]


def theming(
    *groups: tuple[str, ...], language: str = "en"
) -> tuple[list[Theme], dict[str, Statement]]:
    """Themes of these texts, and their statements by id."""
    found: dict[str, Statement] = {}
    themes = []
    for number, texts in enumerate(groups, start=1):
        keys = tuple(f"{number}-{place}" for place in range(len(texts)))
        found |= {
            key: statement(key, text, language) for key, text in zip(keys, texts, strict=True)
        }
        themes.append(Theme(theme_id=f"T{number:02d}", title="words", statement_ids=keys))
    return themes, found


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


def test_of_phrases_that_as_many_people_use_the_one_like_a_titles_words_comes_first():
    texts = ("Between the kettle and the lantern.", "By the lantern or the kettle.", "The kettle.")
    texts += ("The lantern.",)
    plain = shipped_taste()
    firsts = set()
    for word in ("kettle", "lantern"):
        taste = replace(plain, matter=9 * by_words([word])[0])
        firsts.add(titled(texts, DESK, taste=taste)[0].split(", ")[0])
    assert firsts == {"Kettle", "Lantern"}


def test_a_word_whose_vector_is_no_nouns_heads_no_phrase():
    texts = ("The mumbling lantern.", "A mumbling of the lantern.", "My mumbling lantern.")
    taste = replace(shipped_taste(), noun=-30 * by_words(["mumbling"])[0], noun_start=0.0)
    assert "mumbling" in titled(texts, DESK)[0].casefold()
    assert titled(texts, DESK, taste=taste)[0] == "Lantern"


def test_without_the_encoder_that_directions_were_measured_in_they_say_nothing():
    taste = shipped_taste()
    assert not taste.nounness(by_words(["lantern"])).any()
    assert not taste.of_a_matter(by_words(["lantern"])).any()


def test_the_shipped_directions_fit_the_encoder_and_every_trait_has_a_weight():
    taste = shipped_taste()
    assert len(taste.noun) == len(taste.matter) == 512
    assert set(taste.weights) == set(TRAITS)
    assert taste.weights["matter"] > 0 > taste.weights["lone voice"]


def test_a_number_is_no_part_of_a_title():
    texts = ("Fourteen boxes for the boat.", "Boxes, fourteen of them.", "The boxes of 2026.")
    title = titled(texts, DESK)[0].casefold()
    assert "boxes" in title
    assert not {"fourteen", "2026"} & set(title.replace(",", "").split())


def test_a_second_phrase_that_means_the_first_once_more_is_not_added():
    texts = ("The letter.", "A missive, a letter.", "The missive.", "The missive, the letter.")

    def as_letters(given):
        return by_words([one.replace("missive", "letter") for one in given])

    assert titled(texts, DESK)[0].casefold() in ("letter, missive", "missive, letter")
    assert "," not in titled(texts, DESK, encode=as_letters)[0]


def test_another_form_of_a_word_is_not_a_single_persons_word():
    themes, found = theming(("The renewal date of the boat.", "All renewals stop.", "No boat."))
    shown = {key: one.text for key, one in found.items()}
    said_by = read_words(themes, found, shown, by_words, shipped_taste()).said_by
    assert (said_by["renewal"], said_by["boat"], said_by["date"]) == (2, 2, 1)


def test_german_adjectives_stay_with_their_noun_which_keeps_its_capital():
    texts = (
        "Im Angebot stehen falsche Preise.",
        "Wieder falsche preise im Angebot, immer nur falsche Preise.",
        "Das sind falsche Preise.",
    )
    other = ("Die Kennwörter sind weg.", "Ohne Kennwörter geht nichts.")
    assert "Falsche Preise" in titled(texts, other, language="de")[0]


def test_a_german_word_in_small_letters_is_no_title():
    texts = ("Die alte Liste.", "Nur die alte, sonst keine.", "Der alte Plan der Liste.")
    other = ("Die Kennwörter sind weg.", "Ohne Kennwörter geht nichts.")
    parts = titled(texts, other, language="de")[0].split(", ")
    assert "alte" not in [part.casefold() for part in parts]


def test_a_phrase_does_not_leave_out_the_noun_that_it_tells_of():
    texts = ("The price list of the ferry.", "A price list.", "My list is old.")
    themes, found = theming(texts, DESK)
    shown = {key: one.text for key, one in found.items()}
    reading = read_words(themes, found, shown, by_words, shipped_taste())
    said = {one.text for one in phrases_of(themes[0], reading)}
    assert {"price list", "list"} <= said
    assert "price" not in said


def test_of_very_many_phrases_those_with_the_words_of_most_people_are_kept():
    once = tuple(
        f"The b{letter}{other}er." for letter in "aeiouyrlhw" for other in "dfghklmnpqrstvwxz"
    )
    often = tuple("The lantern of the pier." for _ in range(5))
    themes, found = theming(once + often)
    shown = {key: one.text for key, one in found.items()}
    reading = read_words(themes, found, shown, by_words, shipped_taste())
    said = [one.text for one in phrases_of(themes[0], reading)]
    assert len(said) == MOST_PHRASES < len(once)
    assert "lantern of the pier" in said
