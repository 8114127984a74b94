"""A small invented world: a ferry company, its booking tool, 17 people and what they said.

Everything and everybody is invented. Tests take `findings()` whole, or `replace` what they are
about. Deterministic; nothing here is measured or trained on.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd

from toolkit.model.findings import (
    Action,
    AgendaItem,
    Coding,
    Facts,
    FinalCause,
    Findings,
    Part,
    Placement,
    Request,
    Share,
    Signal,
    Stakeholder,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.intake import (
    ClosedAnswer,
    ColumnGuess,
    FileReading,
    Intake,
    Match,
    Person,
    Respondent,
    SetAside,
    Source,
    Tie,
)
from toolkit.model.vocabulary import (
    ROUTE_OF,
    Bearing,
    Cause,
    Channel,
    Convertible,
    DecidedBy,
    FileKind,
    Horizon,
    Influence,
    Kind,
    Level,
    Path,
    Place,
    QuestionMeaning,
    Route,
    Stance,
    Status,
    UsageState,
    Wave,
)
from toolkit.settings import Mine, Plan, Project, Release, Settings

SURVEY, EARLIER, TALK, ORG = "spring.csv", "autumn.csv", "talk_with_P03.vtt", "crew.xlsx"
USAGE, TICKETS, COURSES, SCAN = "use.csv", "desk.csv", "courses.csv", "scan.pdf"
LAUNCH = date(2026, 1, 12)
MADE_AT = datetime(2026, 5, 4, 9, 30)
HINDERS, WORKS = "What gets in your way?", "What works well?"

# id, department, role, level, location, manager
_CREW = (
    ("P01", "Board", "Managing Director", "executive", "Oban", ""),
    ("P02", "Freight Sales", "Head of Freight", "manager", "Oban", "P01"),
    ("P03", "Freight Sales", "Freight Agent", "contributor", "Oban", "P02"),
    ("P04", "Freight Sales", "Freight Agent", "contributor", "Oban", "P02"),
    ("P05", "Freight Sales", "Freight Agent", "contributor", "Oban", "P02"),
    ("P06", "Freight Sales", "Freight Agent", "contributor", "Mallaig", "P02"),
    ("P07", "Freight Sales", "Freight Agent", "contributor", "Mallaig", "P02"),
    ("P08", "Freight Sales", "Freight Agent", "contributor", "Mallaig", "P02"),
    ("P09", "Passenger Sales", "Head of Passengers", "manager", "Mallaig", "P01"),
    ("P10", "Passenger Sales", "Booking Agent", "contributor", "Mallaig", "P09"),
    ("P11", "Passenger Sales", "Booking Agent", "contributor", "Mallaig", "P09"),
    ("P12", "Passenger Sales", "Booking Agent", "contributor", "Oban", "P09"),
    ("P13", "Passenger Sales", "Booking Agent", "contributor", "Oban", "P09"),
    ("P14", "Customer Desk", "Desk Clerk", "support", "Oban", "P01"),
    ("P15", "Customer Desk", "Desk Clerk", "support", "Oban", "P01"),
    ("P16", "Customer Desk", "Desk Clerk", "support", "Mallaig", "P01"),
)

# theme, person, kind, cause, severity, words; theme "" belongs to none; person "" is anonymous
_SAID = (
    ("T01", "P03", "concern", "defect", 3, "Bookings vanish when the pier loses its signal."),
    ("T01", "P04", "concern", "defect", 3, "I saved a lorry twice and it was gone by lunch."),
    ("T01", "P05", "concern", "defect", 3, "Lost three bookings in one crossing."),
    ("T01", "P06", "concern", "defect", 2, "It says saved, and then it is not there."),
    ("T01", "P07", "proposal", "defect", None, "Keep a copy on the tablet until it is sent."),
    ("T01", "P10", "concern", "defect", 2, "The day sheet loses the foot passengers."),
    ("T01", "P12", "praise", None, None, "Mine always saves, never lost one."),
    ("T02", "P08", "concern", "training", 2, "Nobody knows how to split a group booking."),
    ("T02", "P11", "concern", "training", 1, "Split bookings? We were never shown."),
    (
        "T02",
        "P12",
        "question",
        "training",
        None,
        "How do I move half a coach party to a later sailing?",
    ),
    ("T02", "P13", "concern", "training", 2, "The course was in October, we started in January."),
    (
        "T02",
        "P14",
        "proposal",
        "training",
        None,
        "Ten minutes at the counter would do more than a course.",
    ),
    ("T03", "P03", "concern", "friction", 2, "Eleven boxes for one van that sails every Tuesday."),
    ("T03", "P05", "concern", "friction", 2, "Entering a regular customer takes 12 minutes."),
    ("T03", "P06", "concern", "friction", 1, "Every van anew, as if it had never sailed."),
    ("T03", "P08", "proposal", "friction", None, "Copy last week's booking with one button."),
    ("T04", "P04", "concern", "leadership", 2, "The Monday meeting still runs on the old sheet."),
    (
        "T04",
        "P07",
        "concern",
        "leadership",
        2,
        "We type it twice because the boss wants the sheet.",
    ),
    ("T04", "P10", "concern", "leadership", 1, "I have never seen a manager open it."),
    (
        "T04",
        "P15",
        "concern",
        "leadership",
        2,
        "Two lists, and the paper one is the one that counts.",
    ),
    ("T05", "P09", "concern", "communication", 1, "We heard that it replaces the desk."),
    ("T05", "P14", "concern", "communication", 2, "Is the desk closing or not, nobody says."),
    ("T05", "P16", "question", "communication", None, "Will there be a desk in Mallaig next year?"),
    ("T06", "P11", "concern", "unclear", 1, "The prices look odd on Sundays."),
    ("T06", "P13", "concern", "unclear", 2, "Sunday fares come out wrong, or I read them wrong."),
    ("", "P03", "praise", None, None, "The sailing calendar is the best thing since the new pier."),
    ("", "P10", "praise", None, None, "Search is quick and finds everybody."),
    ("", "P12", "praise", None, None, "I like the calendar."),
    ("", "P16", "other", None, None, "n/a"),
    ("", "", "concern", "trust", 2, "They count how many calls I make."),
    ("", "", "concern", "value", 1, "I type, the office profits."),
    ("", "", "praise", None, None, "Good that it knows the tides."),
)
_EARLIER = (
    ("P03", "concern", "way_of_working", "I know my hauliers, I need no list."),
    ("P04", "praise", None, "At last one place for all bookings."),
    ("P10", "praise", None, "Looking forward to throwing the binder away."),
    ("P14", "concern", "communication", "Nobody asked the desk."),
)
_TALK = (
    (
        "T01",
        "concern",
        "defect",
        3,
        "On the slip there is no network and then everything I typed is gone.",
    ),
    ("T04", "concern", "leadership", 2, "And on Monday we read it all out from the sheet again."),
    ("", "concern", "trust", 2, "Between us, the list of calls is read in the office."),
)
_TITLES = {
    "T01": ("Bookings vanish without signal", "defect", DecidedBy.TICKETS, 0.91, 0.86),
    "T02": ("Splitting a group booking", "training", DecidedBy.TRAINING, 0.78, 0.74),
    "T03": ("Eleven boxes for a regular van", "friction", DecidedBy.TEXT, 0.66, 0.71),
    "T04": ("The Monday meeting runs on the sheet", "leadership", DecidedBy.SEVERAL, 0.83, 0.8),
    "T05": ("Is the desk closing", "communication", DecidedBy.TEXT, 0.72, None),
    "T06": ("Sunday fares look odd", "unclear", DecidedBy.TEXT, 0.28, 0.4),
}


def people() -> tuple[Person, ...]:
    """Sixteen of the company and one of the vendor, who is on no list."""
    crew = tuple(
        Person(
            person_id=person_id,
            rank=rank,
            department=department,
            role=role,
            level=Level(level),
            location=location,
            manager_id=manager,
        )
        for rank, (person_id, department, role, level, location, manager) in enumerate(_CREW)
    )
    vendor = Person(
        person_id="ext-1", rank=len(crew), role="Consultant", in_org=False, in_scope=False
    )
    return (*crew, vendor)


def statements() -> tuple[Statement, ...]:
    """What was said after launch, before it, and in one talk."""
    return tuple(statement for statement, _, _ in _points())


def codings() -> dict[str, Coding]:
    """One suggestion per statement."""
    return {coding.statement_id: coding for _, coding, _ in _points()}


def themes() -> tuple[Theme, ...]:
    """Six themes, the praise that contradicts a theme among its statements."""
    members: dict[str, list[str]] = {theme_id: [] for theme_id in _TITLES}
    for statement, _, theme_id in _points():
        if theme_id:
            members[theme_id].append(statement.statement_id)
    return tuple(
        Theme(
            theme_id=theme_id,
            title=title,
            statement_ids=tuple(members[theme_id]),
            keywords=tuple(title.lower().split()[:3]),
            exemplar_ids=tuple(members[theme_id][:3]),
            stability=stability,
            cohesion=0.6,
        )
        for theme_id, (title, _, _, _, stability) in _TITLES.items()
    )


def signals() -> dict[str, tuple[Signal, ...]]:
    """Facts for and against, one of them about two people only."""
    return {
        "T01": (
            _signal("T01", "tickets", "defect", 1.6, "9 tickets on it were confirmed as faults", 9),
            _signal("T01", "training", "training", -0.8, "6 of 6 who say it were trained", 6),
            _signal(
                "T01",
                "usage",
                "defect",
                0.4,
                "2 people meet errors in every week",
                2,
                ("P04", "P05"),
            ),
        ),
        "T02": (
            _signal("T02", "training", "training", 1.2, "4 of 5 who say it missed the course", 5),
            _signal(
                "T02", "tickets", "defect", -0.6, "3 tickets on it were closed by showing how", 3
            ),
        ),
        "T04": (_signal("T04", "usage", "leadership", 0.9, "0 of 3 managers made a record", 3),),
    }


def verdicts() -> dict[str, Verdict]:
    """One verdict per theme; a person changed one and confirmed another."""
    status = {"T01": Status.CONFIRMED, "T03": Status.CHANGED}
    found: dict[str, Verdict] = {}
    who = {one.statement_id: one.source.person_id for one in statements()}
    for theme in themes():
        _, cause, decided_by, confidence, _ = _TITLES[theme.theme_id]
        heard = signals().get(theme.theme_id, ())
        facts = "; ".join(one.sentence for one in heard) or "no file speaks for or against it"
        found[theme.theme_id] = Verdict(
            theme_id=theme.theme_id,
            cause=Cause(cause),
            confidence=confidence,
            decided_by=decided_by,
            evidence=f"{len(theme.statement_ids)} statements; {facts}.",
            would_overturn=f"If {theme.title.lower()} were met by the untrained alone.",
            route=ROUTE_OF[Cause(cause)],
            signals=heard,
            people=len({who[one] for one in theme.statement_ids}),
            status=status.get(theme.theme_id, Status.SUGGESTED),
        )
    return found


def facts() -> Facts:
    """Use of 14 weeks by group, and the states of people."""
    weeks = [LAUNCH + timedelta(weeks=n) for n in range(14)]
    groups = {
        "all": (16, 3),
        "department=Board": (1, 0),
        "department=Customer Desk": (3, 0),
        "department=Freight Sales": (7, 2),
        "department=Passenger Sales": (5, 1),
        "location=Mallaig": (7, 1),
        "location=Oban": (9, 2),
    }
    rows = [
        (
            group,
            week,
            scope,
            min(scope, low + (n * scope) // 30),
            plan,
            "created or changed a record",
        )
        for group, (scope, low) in groups.items()
        for n, week in enumerate(weeks)
        for plan in [round(0.8 * scope) if group == "all" else None]
    ]
    states = [
        "unknown",
        "never_opened",
        "steady",
        "motions",
        "heavy",
        "gave_up",
        "motions",
        "steady",
        "never_opened",
        "steady",
        "motions",
        "heavy",
        "gave_up",
        "motions",
        "unknown",
        "steady",
    ]
    return Facts(
        adoption=pd.DataFrame(
            rows, columns=["group", "week", "in_scope", "active", "plan", "definition"]
        ),
        people=pd.DataFrame(
            {"records": [float(n) for n in range(16)]}, index=[p[0] for p in _CREW]
        ),
        tickets=pd.DataFrame(
            {"ticket_id": ["K1", "K2"], "outcome": ["confirmed_defect", "shown_how"]}
        ),
        usage_states={row[0]: UsageState(state) for row, state in zip(_CREW, states, strict=True)},
        launch_on=LAUNCH,
        launch_basis="review.toml",
        recorded=frozenset({"usage", "training", "tickets", "org"}),
    )


def intake() -> Intake:
    """Eight files, two waves of one survey, one talk, one file that could not be read."""
    sources = {one.source.source_id: one.source for one in statements()}
    return Intake(
        files=_files(),
        people=people(),
        respondents=_respondents(),
        sources=tuple(sources.values()),
        closed=_closed(),
        ties=(
            Tie(from_id="P04", to_id="P03", file=SURVEY),
            Tie(from_id="P05", to_id="P03", file=SURVEY),
        ),
        matches=(
            Match(
                match_id="M1",
                file=SURVEY,
                said="somebody",
                candidates=(("P06", 0.7),),
                doubtful=True,
            ),
            Match(match_id="M2", file=SURVEY, said="P03", person_id="P03", how="id"),
        ),
        product_names=("Harbourbook",),
    )


def stakeholders() -> tuple[Stakeholder, ...]:
    """Everybody, with and without a stance."""
    stances: dict[str, tuple[Stance, Convertible]] = {
        "P03": (Stance.DETRACTOR, Convertible.YES),
        "P04": (Stance.SCEPTIC, Convertible.UNCLEAR),
        "P07": (Stance.ANTAGONIST, Convertible.NO),
        "P10": (Stance.NEUTRAL, Convertible.NOT_ASKED),
        "P12": (Stance.CHAMPION, Convertible.NOT_ASKED),
        "P13": (Stance.SUPPORTER, Convertible.NOT_ASKED),
    }
    return tuple(_stakeholder(one, stances.get(one.person_id)) for one in people())


def settings() -> Settings:
    """The project as a person knows it."""
    project = Project(
        company="Corran Ferries",
        tool="Harbourbook",
        launch_on=LAUNCH,
        plan=(Plan(share=0.8, by=date(2026, 3, 30)),),
        releases=(Release(name="1.1", on=date(2026, 2, 16)),),
        session_on=date(2026, 5, 20),
        sponsor_belief="The agents do not like change.",
    )
    return Settings(mine=Mine(project=project))


def findings() -> Findings:
    """The whole review."""
    codes = codings()
    return Findings(
        intake=intake(),
        statements=statements(),
        codings=codes,
        statuses={
            one.statement_id: Status.CONFIRMED if number < 5 else Status.SUGGESTED
            for number, one in enumerate(statements())
        },
        facts=facts(),
        themes=themes(),
        verdicts=verdicts(),
        final_causes={key: _final(coding) for key, coding in codes.items()},
        shares=(
            Share(label="tool", people=9, of=16, low=0.36, high=0.77, share=0.58, corrected=True),
            Share(
                label="understanding",
                people=7,
                of=16,
                low=0.23,
                high=0.66,
                share=0.43,
                corrected=True,
            ),
            Share(
                label="commitment", people=6, of=16, low=0.2, high=0.6, share=0.39, corrected=True
            ),
            Share(
                label="cannot tell", people=1, of=16, low=0.01, high=0.2, share=0.06, corrected=True
            ),
        ),
        requests=_requests(),
        stakeholders=stakeholders(),
        coverage=pd.DataFrame(
            [
                ("department", "Freight Sales", "7", "6", ""),
                ("department", "Passenger Sales", "5", "5", ""),
                ("department", "Customer Desk", "3", "3", ""),
                ("department", "Board", "1", "0", "nobody heard"),
                ("location", "Oban", "9", "7", ""),
                ("location", "Mallaig", "7", "7", ""),
            ],
            columns=["dimension", "value", "people", "heard", "gap"],
        ),
        invitations=(
            Placement(person_id="P03", reason="critic whom others ask", seat=1),
            Placement(person_id="P01", reason="nobody of the board was heard", seat=2),
        ),
        waves=(
            Placement(person_id="P02", reason="managers first", wave=1, gate="T01 fixed"),
            Placement(person_id="P12", reason="uses it and is asked by others", wave=1),
        ),
        agenda=_agenda(),
        actions=_actions(),
        redacted={one.statement_id: _redacted(one) for one in statements()},
        notes=("The earlier survey has too few answers to be compared by group.",),
    )


def _points() -> tuple[tuple[Statement, Coding, str], ...]:
    found = []
    for number, (theme_id, person, kind, cause, severity, words) in enumerate(_SAID):
        works = kind == "praise"
        source = Source(
            source_id=f"r{number:02d}-{'works' if works else 'hinders'}",
            file=SURVEY,
            channel=Channel.SURVEY,
            text=words,
            person_id=person,
            respondent_id=f"r-{person}" if person else f"r-anon-{number}",
            question=WORKS if works else HINDERS,
            meaning=QuestionMeaning.WORKS if works else QuestionMeaning.HINDERS,
            said_on=date(2026, 4, 14),
            wave=Wave.AFTER,
            position=number,
        )
        found.append(_point(source, 0, words, (kind, cause, severity), theme_id))
    for number, (person, kind, cause, words) in enumerate(_EARLIER):
        source = Source(
            source_id=f"a{number}",
            file=EARLIER,
            channel=Channel.SURVEY,
            text=words,
            person_id=person,
            respondent_id=f"a-{person}",
            question="What do you expect?",
            said_on=date(2025, 11, 3),
            wave=Wave.BEFORE,
            position=number,
        )
        found.append(_point(source, 0, words, (kind, cause, None), ""))
    talk = " ".join(words for *_, words in _TALK)
    for theme_id, kind, cause, severity, words in _TALK:
        source = Source(
            source_id="talk-7",
            file=TALK,
            channel=Channel.INTERVIEW,
            text=talk,
            person_id="P03",
            before="What would you change first?",
            said_on=date(2026, 4, 21),
            wave=Wave.AFTER,
            position=7,
        )
        found.append(_point(source, talk.index(words), words, (kind, cause, severity), theme_id))
    return tuple(found)


def _point(
    source: Source, start: int, words: str, code: tuple[str, str | None, int | None], theme_id: str
) -> tuple[Statement, Coding, str]:
    kind, cause, severity = code
    statement = Statement(
        statement_id=f"S-{source.source_id}-{start}",
        source=source,
        start=start,
        end=start + len(words),
        text=words,
        language="en",
        empty=kind == "other",
    )
    likely = {Cause(cause): 0.7, Cause.VALUE: 0.3} if cause and cause != "unclear" else {}
    coding = Coding(
        statement_id=statement.statement_id,
        coder="learned",
        kind=Kind(kind),
        cause=Cause(cause) if cause else None,
        kind_confidence=0.9,
        cause_confidence=0.7 if cause else 0.0,
        kinds={Kind(kind): 0.9, Kind.OTHER: 0.1},
        causes=likely,
        severity=severity,
    )
    return statement, coding, theme_id


def _final(coding: Coding) -> FinalCause:
    return FinalCause(
        statement_id=coding.statement_id,
        cause=coding.cause,
        confidence=0.8 if coding.cause else 0.0,
        decided_by=DecidedBy.THEME if coding.cause is Cause.DEFECT else DecidedBy.TEXT,
        causes=coding.causes,
    )


def _redacted(statement: Statement) -> str:
    """Off the record is withheld; nobody is named in this world."""
    return "" if statement.text.startswith("Between us") else statement.text


def _signal(
    theme_id: str,
    origin: str,
    cause: str,
    weight: float,
    sentence: str,
    n: int,
    who: tuple[str, ...] = (),
) -> Signal:
    return Signal(
        name=f"{origin} on {theme_id}",
        subject_id=theme_id,
        origin=DecidedBy(origin),
        cause=Cause(cause),
        bearing=Bearing.SUPPORTS if weight > 0 else Bearing.CONTRADICTS,
        weight=weight,
        sentence=sentence,
        n=n,
        value=float(n),
        people=who or tuple(row[0] for row in _CREW[2:8]),
    )


def _files() -> tuple[FileReading, ...]:
    def kept(
        file: str, kind: str, format_: str, rows: int, aside: tuple[SetAside, ...] = ()
    ) -> FileReading:
        return FileReading(
            file=file,
            kind=FileKind(kind),
            format=format_,
            rows_in=rows + sum(one.rows for one in aside),
            rows_kept=rows,
            set_aside=aside,
            columns=(ColumnGuess(name=HINDERS, role="open", detail="what hinders"),),
        )

    return (
        kept(
            SURVEY,
            "survey",
            "plain CSV",
            19,
            (SetAside(reason="preview", where="row 2"), SetAside(reason="empty start", rows=2)),
        ),
        kept(EARLIER, "survey", "plain CSV", 4),
        kept(
            TALK,
            "transcript",
            "Zoom VTT",
            12,
            (SetAside(reason="the interviewer's words", rows=5),),
        ),
        kept(ORG, "org", "list in XLSX", 16),
        kept(USAGE, "usage", "one row per person and week", 224),
        kept(TICKETS, "tickets", "service desk CSV", 31, (SetAside(reason="no text", rows=1),)),
        kept(COURSES, "training", "attendance rows", 22),
        FileReading(
            file=SCAN,
            kind=FileKind.OTHER,
            format="PDF",
            problem=f"{SCAN}: the pages are pictures without text. Send the text or type it up.",
        ),
    )


def _respondents() -> tuple[Respondent, ...]:
    later = tuple(
        Respondent(respondent_id=f"r-{row[0]}", file=SURVEY, person_id=row[0], wave=Wave.AFTER)
        for row in _CREW
        if row[0] not in {"P01", "P02"}
    )
    unnamed = tuple(
        Respondent(respondent_id=f"r-anon-{n}", file=SURVEY, wave=Wave.AFTER) for n in (29, 30, 31)
    )
    earlier = tuple(
        Respondent(respondent_id=f"a-{row[0]}", file=EARLIER, person_id=row[0], wave=Wave.BEFORE)
        for row in _EARLIER
    )
    return (*later, *unnamed, *earlier)


def _closed() -> tuple[ClosedAnswer, ...]:
    scores = {"P03": 2, "P04": 4, "P05": 3, "P06": 5, "P07": 0, "P08": 4, "P09": 6}
    scores |= {"P10": 5, "P11": 6, "P12": 9, "P13": 8, "P14": 5, "P15": 4, "P16": 7}
    before = {"P03": 6, "P04": 8, "P10": 8, "P12": 7, "P14": 6}
    found = [
        ClosedAnswer(
            respondent_id=f"{wave[:1]}-{person}",
            file=SURVEY if wave == "r" else EARLIER,
            question="How likely are you to recommend Harbourbook?",
            value=str(score),
            scale="rating",
            person_id=person,
            agreement=score / 10,
            recommendation=True,
            wave=Wave.AFTER if wave == "r" else Wave.BEFORE,
        )
        for wave, answers in (("r", scores), ("a", before))
        for person, score in answers.items()
    ]
    ladder = ("Disagree", "Neither", "Agree")
    for number, person in enumerate(scores):
        found.append(
            ClosedAnswer(
                respondent_id=f"r-{person}",
                file=SURVEY,
                question="I was shown how to do my work in it.",
                value=ladder[number % 3],
                scale="likert",
                person_id=person,
                agreement=(number % 3) / 2,
                wave=Wave.AFTER,
            )
        )
        for device in ("Tablet", "Counter PC")[: 1 + number % 2]:
            found.append(
                ClosedAnswer(
                    respondent_id=f"r-{person}",
                    file=SURVEY,
                    question="Where do you use it?",
                    value=device,
                    scale="multi",
                    person_id=person,
                    wave=Wave.AFTER,
                )
            )
    return tuple(found)


def _stakeholder(person: Person, judged: tuple[Stance, Convertible] | None) -> Stakeholder:
    stance, convertible = judged or (None, Convertible.NOT_ASKED)
    asked = convertible is not Convertible.NOT_ASKED
    often = person.person_id in {"P03", "P12"}
    return Stakeholder(
        person_id=person.person_id,
        stance=stance,
        stance_confidence=0.7 if stance else None,
        stance_before=Stance.SCEPTIC if person.person_id == "P03" else None,
        usage_state=facts().usage_states.get(person.person_id, UsageState.UNKNOWN),
        influence=Influence.HIGH if often else Influence.LOW,
        influence_score=0.75 if often else 0.1,
        former_champion=person.person_id == "P04",
        convertible=convertible,
        convertibility=0.62 if asked else None,
        influence_parts=(Part(name="named", value=0.5 if often else 0.0, weight=1.0),),
        convertibility_parts=(
            (Part(name="constructive", value=0.8, weight=0.25, because="S-r00-hinders-0"),)
            if asked
            else ()
        ),
        stance_reasons=("rating 2 of 10",) if stance else (),
        main_reason="Bookings vanish on the slip" if asked else "",
        path=Path.VOICE_HEARD if asked else None,
        offer="Test the copy on the tablet" if asked else "",
    )


def _requests() -> tuple[Request, ...]:
    return (
        Request(
            request_id="R01",
            about="T06",
            question="Sunday fares look odd: is the table of fares right for Sundays?",
            addressee_role="product owner",
            data="fares of four Sundays",
            if_answer="yes -> training; no -> data",
            kind="question",
        ),
    )


def _agenda() -> tuple[AgendaItem, ...]:
    rows = (
        (
            "T01",
            Place.SESSION,
            60,
            "Decide who mends the loss of bookings and by when",
            "9 tickets were confirmed as faults",
            "Lost three bookings in one crossing.",
        ),
        (
            "T04",
            Place.SESSION,
            40,
            "Agree that the Monday meeting reads from the tool",
            "0 of 3 managers made a record",
            "The Monday meeting still runs on the old sheet.",
        ),
        (
            "T02",
            Place.SESSION,
            20,
            "Choose how splitting is shown",
            "4 of 5 missed the course",
            "Split bookings? We were never shown.",
        ),
        (
            "T03",
            Place.SETTLE_BEFORE,
            0,
            "Copy a regular booking",
            "no evidence, ask in the round",
            "Eleven boxes for one van that sails every Tuesday.",
        ),
        (
            "T05",
            Place.CONFIRM,
            0,
            "Say what becomes of the desk",
            "no evidence, ask in the round",
            "",
        ),
        (
            "T06",
            Place.PARKING_LOT,
            0,
            "Find out about Sunday fares",
            "no evidence, ask in the round",
            "The prices look odd on Sundays.",
        ),
    )
    return tuple(
        AgendaItem(
            rank=rank,
            theme_id=theme_id,
            title=_TITLES[theme_id][0],
            place=place,
            minutes=minutes,
            goal=goal,
            fact=fact,
            opinion=opinion,
            wiifm=f"Agents: {_TITLES[theme_id][0].lower()} no more",
            who_cares="The Managing Director's weekly count depends on it",
            who_should_be_heard=("P03", "P12") if rank == 1 else (),
            parts=(Part(name="people affected", value=0.8, weight=0.4),),
        )
        for rank, (theme_id, place, minutes, goal, fact, opinion) in enumerate(rows, start=1)
    )


def _actions() -> tuple[Action, ...]:
    rows = (
        (
            "A01",
            Route.FIX,
            "Keep a copy on the tablet until a booking is sent",
            Horizon.BEFORE_RELAUNCH,
            "T01",
            "9 tickets since launch",
            "tickets",
        ),
        (
            "A02",
            Route.TRAIN,
            "Show splitting a group booking at the counter",
            Horizon.QUICK_WIN,
            "T02",
            "not quantified: ask trainer",
            "none",
        ),
        (
            "A03",
            Route.REDESIGN,
            "Copy last week's booking with one button",
            Horizon.BEFORE_RELAUNCH,
            "T03",
            "12 minutes per booking, stated by 1 person",
            "time_stated",
        ),
        (
            "A04",
            Route.SPONSOR_ACTS,
            "Run the Monday meeting from the tool",
            Horizon.QUICK_WIN,
            "T04",
            "not quantified: ask sponsor",
            "none",
        ),
        (
            "A05",
            Route.EXPLAIN,
            "Say what becomes of the desk in Mallaig",
            Horizon.QUICK_WIN,
            "T05",
            "not quantified: ask sponsor",
            "none",
        ),
        (
            "A06",
            Route.FIND_OUT,
            "Check four Sundays of fares",
            Horizon.LATER,
            "T06",
            "not quantified: ask product owner",
            "none",
        ),
    )
    by_id = {theme.theme_id: theme for theme in themes()}
    return tuple(
        Action(
            action_id=action_id,
            route=route,
            title=title,
            horizon=horizon,
            theme_ids=(theme_id,),
            statement_ids=by_id[theme_id].statement_ids,
            people=verdicts()[theme_id].people,
            value=value,
            value_basis=basis,
            owner_role="product owner",
            measure="complaints on it fall from the first to the second pulse",
            answer="taken",
        )
        for action_id, route, title, horizon, theme_id, value, basis in rows
    )
