from __future__ import annotations

import pytest

from toolkit.intake.survey_names import find_product_names
from toolkit.intake.survey_wording import asks_for, hints_at_wave, meaning_of, sounds_negative
from toolkit.model.vocabulary import QuestionMeaning

QUESTIONS = {
    QuestionMeaning.WORKS: """
        What works well for you in the new system?
        What do you like most about the planner?
        Which functions help you most?
        Tell us what went well during the rollout
        Qlike_best
        Was funktioniert gut?
        Was gefällt Ihnen am neuen System am besten?
        Was schätzen Sie an der neuen Lösung?
        Cosa funziona bene?
        Che cosa apprezza di più?
        Qu'est-ce qui fonctionne bien ?
        Quels sont les points forts de l'outil ?
        ¿Qué es lo que más le gusta?
        ¿Qué es lo mejor de la herramienta?
    """,
    QuestionMeaning.HINDERS: """
        What gets in your way most when you use (or avoid) it? Please be specific.
        What, if anything, hinders you from using it more often?
        What do you like least?
        What doesn't work?
        What is the hardest part of your work with it?
        What worries you about the change?
        Was hindert Sie daran, das Tool zu nutzen?
        Was gefällt Ihnen nicht?
        Was stört Sie am meisten?
        Was funktioniert nicht?
        Cosa La ostacola di più nell'uso del sistema?
        Che cosa le piace di meno?
        Qu'est-ce qui vous empêche d'utiliser l'outil ?
        Qu'est-ce qui vous plaît le moins ?
        ¿Qué le impide usar la herramienta?
        ¿Qué es lo que menos le gusta?
    """,
    QuestionMeaning.CHANGE: """
        What would have to change to make it worth your time? Ideas welcome.
        What would make the tool work better for you?
        How could we improve the training?
        What needs in your workflow does it not address?
        What is missing?
        If you were in charge, what would you do first?
        Is there anything else you would like to change?
        Was müsste sich ändern, damit das Tool Ihnen hilft?
        Was wünschen Sie sich von der Leitung?
        Was fehlt Ihnen?
        Cosa dovrebbe cambiare?
        Che cosa dovremmo cambiare per rendere lo strumento utile?
        Que faudrait-il changer ?
        De quoi auriez-vous besoin ?
        ¿Qué mejoraría?
        ¿Qué echa de menos?
    """,
    QuestionMeaning.WHY_SCORE: """
        What is the main reason for your score?
        Why did you give this rating?
        Please explain your answer
        Why?
        Was ist der Hauptgrund für Ihre Bewertung?
        Bitte begründen Sie Ihre Bewertung.
        Perché ha dato questo voto?
        Pourquoi cette note ?
        ¿Por qué ha dado esta puntuación?
    """,
    QuestionMeaning.ANYTHING: """
        Is there anything else the review team should know?
        Any other comments?
        Do you have any further comments or suggestions?
        Möchten Sie uns noch etwas mitteilen?
        Weitere Anmerkungen
        C'è altro che vorrebbe aggiungere?
        Avez-vous d'autres commentaires ?
        ¿Hay algo más que quiera comentar?
    """,
    QuestionMeaning.OTHER: """
        What works well and what doesn't?
        What do you like and what should we improve?
        Was läuft gut, was läuft schlecht?
        What is your opinion of the tool?
        Select all the words that best describe it
        Was denken Sie über das neue System?
        Que pensez-vous de l'outil ?
        Which of these channels reaches you first for news about decisions, changes and events?
    """,
}


@pytest.mark.parametrize(
    ("question", "meaning"),
    [
        (line.strip(), meaning)
        for meaning, lines in QUESTIONS.items()
        for line in lines.strip().split("\n")
    ],
)
def test_the_wording_says_what_is_asked(question: str, meaning: QuestionMeaning):
    assert meaning_of(question) is meaning


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Who do you go to for help with the CRM? (up to 3 names)", "nomination"),
        ("Bitte nennen Sie bis zu drei Kolleginnen oder Kollegen, die Ihnen helfen", "nomination"),
        ("An wen wenden Sie sich, wenn Sie Hilfe brauchen?", "nomination"),
        ("A chi si rivolge quando ha bisogno di aiuto con il sistema?", "nomination"),
        ("Vers qui vous tournez-vous en cas de problème ?", "nomination"),
        ("¿A quién acude cuando necesita ayuda?", "nomination"),
        ("How likely are you to recommend the planner?", "recommendation"),
        ("Wie wahrscheinlich ist es, dass Sie das Tool weiterempfehlen?", "recommendation"),
        ("Nel complesso, quanto è soddisfatto del sistema?", "overall"),
        ("Globalement, êtes-vous satisfait de l'outil ?", "overall"),
        ("In which department do you work?", "department"),
        ("En qué departamento trabaja?", "department"),
        ("I consent to take part in this survey", "consent"),
        ("Sonstiges (bitte angeben)", "other"),
        ("Otro (especifique)", "other"),
    ],
)
def test_the_wording_says_what_a_column_is_for(question: str, role: str):
    assert asks_for(question, role)


@pytest.mark.parametrize(
    "statement",
    [
        "The planner costs me more time than it saves",
        "I do not know where to find help",
        "There are too many notifications",
        "I worry that my data is used against me",
        "Das Tool kostet mich zu viel Zeit",
        "Il sistema mi fa perdere tempo",
        "Je n'ai pas été assez formé",
        "El sistema se bloquea a menudo",
    ],
)
def test_burdens_and_denials_sound_negative(statement: str):
    assert sounds_negative(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "The planner is easy to use",
        "I can work without errors",
        "It never crashes",
        "The planner reduces errors",
        "When something is broken, I can read why",
        "I understand enough to diagnose my own failures",
        "Ich habe keine Angst, Fehler zu machen",
        "Il sistema è affidabile",
        "GitHub tools and processes (not our own tooling)",
    ],
)
def test_praise_and_denied_burdens_do_not(statement: str):
    assert not sounds_negative(statement)


def test_names_of_files_hint_at_the_wave_only_by_whole_words():
    assert hints_at_wave("survey pre launch", "before")
    assert hints_at_wave("umfrage vorher", "before")
    assert not hints_at_wave("umfrage vor ort", "before")
    assert not hints_at_wave("prefecture", "before")


def test_the_tools_name_is_what_questions_keep_naming():
    assert find_product_names(
        [
            "What do you like about Shift Planner?",
            "How often do you use Shift Planner?",
            "What does Shift Planner lack?",
            "Where do you work?",
        ]
    ) == ("Shift Planner",)


def test_german_nouns_with_articles_are_no_names():
    questions = [
        "Was hindert Sie bei der Arbeit mit Orbit?",
        "Wie zuverlässig ist Orbit bei der täglichen Arbeit?",
        "Welche Arbeit nimmt Ihnen Orbit ab?",
    ]
    assert find_product_names(questions) == ("Orbit",)


@pytest.mark.parametrize(
    "question",
    [
        "What do you hope for?",
        "Was erhoffen Sie sich davon?",
        "Che cosa sperate?",
        "Quels sont vos espoirs ?",
        "¿Cuáles son sus esperanzas?",
    ],
)
def test_hopes_are_good_things_not_proposals(question: str):
    assert meaning_of(question) is QuestionMeaning.WORKS
