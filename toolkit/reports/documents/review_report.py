"""The review report for the sponsor: page one, findings with their evidence, what to do, method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.model.vocabulary import CAUSE_SHORT
from toolkit.reports import captions, wording
from toolkit.reports.captions import answers_said
from toolkit.reports.documents.author import Author, page_one_rows
from toolkit.reports.documents.charts import report_charts
from toolkit.reports.documents.content import Block, Document, Heading, Key, Look
from toolkit.reports.documents.method_pages import method_pages
from toolkit.reports.documents.reviewed import reviewed_only
from toolkit.reports.documents.theme_section import theme_section
from toolkit.reports.summary_types import ClosedQuestion, Estimate, Summary, ThemePage, Waiting


def review_report(author: Author) -> Document:
    """The whole report; without `draft` only what a person has looked at stands as a finding."""
    shown, waiting = (author.summary, None) if author.draft else reviewed_only(author.summary)
    author = replace(author, summary=shown)
    say = author.say
    title = author.texts.text("report.headline", wording.headline(author.summary, say))
    blocks = (
        *_first_page(author, title, waiting),
        *_findings(author, waiting),
        *_use(author),
        *_voices(author),
        *_closed(author),
        *_doing(author),
        *_unknown(author),
        *method_pages(author),
    )
    return Document(
        key=Key.REPORT,
        title=say("Review report"),
        subtitle=title,
        kicker=author.kicker,
        tongue=say.tongue,
        made_on=shown.made_on,
        blocks=blocks,
        contents=say("Contents"),
        contents_apart=bool(shown.themes),
        stamp=author.stamp,
        foot=author.foot,
        labels=(say("Table"), say("Figure")),
        texts=tuple(author.texts.slots),
    )


def _first_page(author: Author, title: str, waiting: Waiting | None) -> tuple[Block, ...]:
    say = author.say
    sentences = [
        say(
            "○ suggested, ✓ confirmed, ✎ changed by a person. Families: ■ tool, ● understanding, "
            "▲ commitment."
        )
    ]
    if waiting and (waiting.themes or waiting.actions):
        sentences.append(_not_yet(author, waiting))
    return (
        Heading(text=title, level=1, anchor="page-one"),
        page_one_rows(author),
        author.body(" ".join(sentences), Look.SMALL),
    )


def _not_yet(author: Author, waiting: Waiting) -> str:
    return author.say(
        "Not yet reviewed by a person, and therefore not told here: {n} themes, {m} actions, "
        "{k} statements.",
        n=waiting.themes,
        m=waiting.actions,
        k=waiting.statements,
    )


def _findings(author: Author, waiting: Waiting | None) -> tuple[Block, ...]:
    say, summary = author.say, author.summary
    charts = report_charts(summary, say)
    blocks: list[Block] = [
        author.heading("What was found", anchor="findings", fresh=bool(summary.themes))
    ]
    if not summary.themes:
        blocks.append(author.body(say("No finding has been confirmed yet."), Look.LEAD))
    else:
        every = len(summary.themes) + (waiting.themes if waiting else 0)
        lead = captions.themes_caption(summary.themes, summary.page_one.spoke, say, every)
        blocks.append(author.body(author.texts.text("report.findings", lead), Look.LEAD))
    if waiting and waiting.themes:
        blocks.append(author.body(_not_yet(author, waiting)))
    blocks += author.figure(charts.get("causes"))
    blocks += author.figure(charts.get("themes"))
    blocks += _theme_table(author)
    blocks += _on_desk(author)
    blocks += author.figure(charts.get("routing"))
    large = [one for one in summary.themes if one.people >= summary.min_group]
    for page in large:
        blocks += theme_section(page, author)
    blocks += _small_themes(author, [one for one in summary.themes if one not in large])
    return tuple(blocks)


def _on_desk(author: Author) -> tuple[Block, ...]:
    """How many facts about too few people are left out, once for all themes."""
    hidden = sum(one.facts_on_desk for one in author.summary.themes)
    if not hidden:
        return ()
    said = author.say.count(
        hidden,
        "{n} fact about too few people stands on the reviewer's desk only.",
        "{n} facts about too few people stand on the reviewer's desk only.",
    )
    return (author.body(said, Look.SMALL),)


def _small_themes(author: Author, pages: Sequence[ThemePage]) -> tuple[Block, ...]:
    """Themes of too few people for a chapter: a line each, with words of one of them."""
    say, least = author.say, author.summary.min_group
    if not pages:
        return ()
    rows = [
        (
            one.theme_id,
            author.texts.text(f"report.{one.theme_id}.title", one.title),
            str(one.people),
            captions.short_cause(one, say),
            "; ".join(say.drafted(each.title) for each in one.actions[:1]) or "–",
            f"“{one.quotes[0].words}” ({one.quotes[0].statement_id})" if one.quotes else "–",
        )
        for one in pages
    ]
    return (
        Heading(text=say("Themes of fewer than {n} people", n=least), level=2, anchor="small"),
        *author.table(
            say("Too few to weigh, and not to be lost"),
            (
                ("id", 0.7),
                ("theme", 2.4),
                ("people", -0.9),
                ("cause", 1.5),
                ("what to do", 2.6),
                ("in people's own words", 3.6),
            ),
            rows,
        ),
    )


def _theme_table(author: Author) -> tuple[Block, ...]:
    say, summary = author.say, author.summary
    rows = [
        (
            one.theme_id,
            author.texts.text(f"report.{one.theme_id}.title", one.title),
            str(one.people),
            _share(author, one.share),
            say(CAUSE_SHORT[one.cause]),
            say.percent(one.confidence),
            author.status(one.status),
        )
        for one in summary.themes
    ]
    return author.table(
        say("Themes, weightiest first"),
        (
            ("id", 0.7),
            ("theme", 3.4),
            ("people", -1.1),
            ("share (95 %)", -1.9),
            ("cause", 1.7),
            ("sureness", -1.2),
            ("review", 1.3),
        ),
        rows,
        say(
            "Share of the {n} people who spoke after launch, with its 95 % interval; sureness is "
            "the calibrated probability of the cause.",
            n=summary.page_one.spoke,
        ),
    )


def _share(author: Author, share: Estimate | None) -> str:
    if share is None:
        return "–"
    low, high = share.low * 100, share.high * 100
    return f"{author.say.percent(share.value)}\N{NO-BREAK SPACE}({low:.0f}–{high:.0f})"


def _use(author: Author) -> tuple[Block, ...]:
    say, summary = author.say, author.summary
    if summary.adoption is None:
        return ()
    charts = report_charts(summary, say)
    found = summary.adoption
    blocks: list[Block] = [author.heading("Use against plan", anchor="use")]
    blocks += author.figure(charts.get("adoption"))
    if not charts.get("adoption"):
        caption = captions.adoption_caption(summary.page_one.adoption, say)
        blocks.append(author.body(caption, Look.LEAD))
    if found.states:
        blocks.append(author.body(captions.states_caption(found, say)))
    blocks += author.table(
        say("Use by group, mean of the last four weeks"),
        (("group", 4), ("people", -1.2), ("active", -1.2), ("share", -1.2)),
        _group_rows(summary, author),
        _withheld_curves(summary, author),
    )
    blocks += _stances(author)
    return tuple(blocks)


def _stances(author: Author) -> tuple[Block, ...]:
    """The chart of stances, or why there is none; nothing where it waits for a person's review."""
    say, pictures = author.say, author.summary.pictures
    chart = report_charts(author.summary, say).get("stances")
    if chart or pictures is None or author.summary.page_one.waiting:
        return author.figure(chart)
    if pictures.stances is None:
        why = say("Of nobody is it known both before the launch and now, or it may not be told.")
    else:
        why = say(
            "It is known of {n} people and not shown: a step would count fewer than {m}.",
            n=pictures.stances.n,
            m=author.summary.min_group,
        )
    return (author.label("Stance before and after"), author.body(why))


_LAST = 4


def _group_rows(summary: Summary, author: Author) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for curve in summary.adoption.curves if summary.adoption else ():
        known = [
            (active, size)
            for active, size in zip(curve.active[-_LAST:], curve.in_scope[-_LAST:], strict=True)
            if active is not None and size
        ]
        if not known or curve.withheld:
            continue
        active = sum(one for one, _ in known) / len(known)
        share = sum(one / size for one, size in known) / len(known)
        name = curve.group if curve.dimension else author.say("everybody")
        rows.append((name, str(known[-1][1]), author.say.number(active), author.say.percent(share)))
    return rows


def _withheld_curves(summary: Summary, author: Author) -> str:
    gaps = sum(bool(one.withheld) for one in summary.adoption.curves) if summary.adoption else 0
    if not gaps:
        return ""
    return author.say(
        "{n} groups are withheld: they, or what could be had by subtraction, are too small.", n=gaps
    )


def _voices(author: Author) -> tuple[Block, ...]:
    summary = author.summary
    if not (summary.praise or summary.wishes):
        return ()
    blocks: list[Block] = [author.heading("What works, and what people wish for", anchor="voices")]
    if summary.praise:
        blocks.append(author.heading("What works", 2))
        blocks += [author.quotation(one) for one in summary.praise]
    if summary.wishes:
        blocks.append(author.heading("What people wish for", 2))
        blocks += [author.quotation(one) for one in summary.wishes]
    return tuple(blocks)


def _closed(author: Author) -> tuple[Block, ...]:
    say = author.say
    rows = [_answered(one, author) for one in author.summary.closed if not one.withheld]
    if not rows:
        return ()
    return (
        author.heading("Closed questions", anchor="closed"),
        *author.table(
            say("Answers to closed questions"),
            (("question", 4), ("wave", 1), ("n", -0.7), ("finding", 4)),
            rows,
            say(
                "Means are on a scale from 0 to 100 with their 95 % interval; n is the people who "
                "answered."
            ),
        ),
    )


def _answered(one: ClosedQuestion, author: Author) -> tuple[str, ...]:
    wave = author.say(one.wave.value) if one.wave.value else "–"
    return (one.question, wave, str(one.n), captions.question_caption(one, author.say))


def _doing(author: Author) -> tuple[Block, ...]:
    say, summary = author.say, author.summary
    rows = [
        (
            one.action_id,
            author.texts.text(f"report.{one.action_id}.title", say.drafted(one.title)),
            str(one.people),
            say.drafted(one.value),
            say.drafted(one.owner_role),
            say(one.horizon.value.replace("_", " ")),
        )
        for one in summary.actions
        if one.people
    ]
    if not rows:
        return ()
    return (
        author.heading("What to do", anchor="doing"),
        *author.table(
            say("Actions, most people first"),
            (
                ("id", 0.8),
                ("action", 4),
                ("people", -1),
                ("value", 2.4),
                ("owner", 2),
                ("reach", 1.6),
            ),
            rows,
            say("Value is computed from a named basis only; a person says what it costs."),
        ),
        *author.figure(report_charts(summary, say).get("waves")),
    )


def _unknown(author: Author) -> tuple[Block, ...]:
    say, summary = author.say, author.summary
    rows = [
        (
            one.request_id,
            say.drafted(one.addressee_role),
            say.drafted(one.question),
            answers_said(one.if_answer, say),
        )
        for one in summary.requests
    ]
    if not rows:
        return ()
    return (
        author.heading("What is not known, and who could tell", anchor="unknown"),
        *author.table(
            say("Open questions"),
            (("id", 0.8), ("ask", 1.8), ("question", 4), ("what the answer would mean", 3.4)),
            rows,
        ),
    )
