"""Charts for the notebooks: drawn on this machine, each under a sentence that it proves.

`language` is "en" or "de", as at the desk; what people said and named stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from toolkit.desk.strings import day, say
from toolkit.model.vocabulary import FAMILY_OF, SHOWN_STANCE, Cause, Influence, Kind, Place, Stance
from toolkit.pipeline import deciding
from toolkit.reports import palette

if TYPE_CHECKING:
    from toolkit.pipeline import Review

WIDTH: Final = 560
ROW: Final = 24


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart and the sentence above it."""

    says: str
    svg: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"image/svg+xml": self.svg, "text/plain": self.says}

    def __repr__(self) -> str:
        """The sentence."""
        return self.says


@dataclass(frozen=True, slots=True)
class Missing:
    """A chart that cannot be drawn, and why."""

    says: str

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.says)}</p>"

    def __repr__(self) -> str:
        """The reason."""
        return self.says


def kinds(review: Review, *, language: str = "en") -> Chart | Missing:
    """How many statements are concerns, proposals, questions and praise."""
    counted = review.statements["kind"].value_counts()
    if counted.empty:
        return Missing(
            say(language, "There are no statements: the folder holds no answers or conversations.")
        )
    rows = [(say(language, str(kind)), int(counted.get(str(kind), 0)), "") for kind in Kind]
    concerns = int(counted.get(str(Kind.CONCERN), 0))
    told = "{n} of {of} statements are concerns."
    says = say(language, told, n=concerns, of=int(counted.sum()))
    return _bars(rows, says, "statements", language)


def causes(review: Review, *, language: str = "en") -> Chart | Missing:
    """How many people complain of each cause, coloured by family."""
    table = review.statements[["final_cause", "person_id", "source_id"]]
    table = table[table["final_cause"] != ""]
    if table.empty:
        return Missing(
            say(language, "No cause can be told yet: there is no concern among the statements.")
        )
    who = table["person_id"].where(table["person_id"] != "", table["source_id"])
    counted = who.groupby(table["final_cause"]).nunique()
    rows = [
        (say(language, palette.CAUSE_WORD[cause]), int(n), _family(cause, language))
        for cause in Cause
        if (n := counted.get(str(cause), 0))
    ]
    most = max(rows, key=lambda row: row[1])
    says = say(language, "What most people name is {what} ({n} people).", what=most[0], n=most[1])
    return _bars(rows, says, "people", language)


def themes(review: Review, most: int = 15, *, language: str = "en") -> Chart | Missing:
    """The themes with most people, coloured by the family of their verdict."""
    table = review.themes
    if table.empty:
        return Missing(say(language, "There are too few statements to find themes."))
    ranked = table.assign(n=table["people"].astype(int)).nlargest(most, "n", keep="first")
    rows = [
        (f"{row.theme_id} {row.title}", int(str(row.n)), _family(Cause(str(row.verdict)), language))
        for row in ranked.itertuples()
    ]
    told = "{theme} touches most people ({n}), of {of} themes."
    says = say(language, told, n=rows[0][1], of=len(table), theme=rows[0][0])
    return _bars(rows, says, "people", language)


def curve(review: Review, *, language: str = "en") -> Chart | Missing:
    """How well the statements part into k themes, for the numbers tried, and the number chosen."""
    import altair as alt

    from toolkit.pipeline.theming import load_map

    with deciding.open_workspace(review.places.out) as workspace:
        drawn = load_map(workspace)
    if len(drawn.curve) < 2:
        return Missing(
            say(language, "There are too few statements to choose among numbers of themes.")
        )
    table = pd.DataFrame([(one.k, one.silhouette) for one in drawn.curve], columns=["k", "parts"])
    axis = alt.X("k:Q", title=say(language, "themes"), axis=alt.Axis(tickMinStep=1, grid=False))
    height = alt.Y("parts:Q", title=say(language, "mean silhouette"))
    base = alt.Chart(table).encode(x=axis, y=height)
    line = base.mark_line(color=palette.MUTED.light, point=alt.OverlayMarkDef(size=40))
    chosen = (
        alt.Chart(pd.DataFrame({"k": [drawn.chosen]}))
        .mark_rule(color=palette.ACCENT.light, strokeWidth=2)
        .encode(x="k:Q")
    )
    told = "The last run chose {n} themes, of {least} to {most}."
    says = say(language, told, n=drawn.chosen, least=table["k"].min(), most=table["k"].max())
    return _drawn(chosen + line, says, 180, language)


def adoption(review: Review, *, language: str = "en") -> Chart | Missing:
    """The share of people in scope who were active, week by week, beside the plan if there is one.

    The group drawn is the largest: everybody in scope.
    """
    import altair as alt

    table = _largest_group(review.adoption)
    if table.empty:
        return Missing(
            say(language, "Use cannot be told: no file of the folder records it by week.")
        )
    last = table.iloc[-1]
    says = say(
        language,
        "{n} of {of} people were active in the last week, {day}.",
        n=f"{last['active']:.0f}",
        of=f"{last['in_scope']:.0f}",
        day=day(language, last["week"]),
    )
    base = alt.Chart(table).encode(x=alt.X("week:T", title=None))
    line = base.mark_line(color=palette.ACCENT.light, strokeWidth=2).encode(
        y=alt.Y(
            "share:Q",
            title=say(language, "active"),
            axis=alt.Axis(format="%"),
            scale=alt.Scale(domain=[0, 1]),
        )
    )
    plan = base.mark_line(color=palette.MUTED.light, strokeDash=[4, 3]).encode(y="planned:Q")
    return _drawn(alt.layer(line, plan), says, 240, language)


def stances(review: Review, *, language: str = "en") -> Chart | Missing:
    """How many people stand where, by how much their word counts."""
    import altair as alt

    table = review.people
    table = table[table["stance"] != ""]
    if table.empty:
        return Missing(say(language, "Nobody's stance can be told from what was said."))
    counted = table.groupby(["stance", "influence"]).size().rename("people").reset_index()
    counted["stance"] = counted["stance"].map(lambda one: say(language, SHOWN_STANCE[Stance(one)]))
    counted["influence"] = counted["influence"].map(lambda one: say(language, one))
    order = [say(language, SHOWN_STANCE[one]) for one in Stance]
    steps = [say(language, str(one)) for one in reversed(list(Influence))]
    critics = int(table["stance"].isin([str(one) for one in list(Stance)[:3]]).sum())
    chart = (
        alt.Chart(counted)
        .mark_circle(color=palette.ACCENT.light, opacity=0.85)
        .encode(
            x=alt.X(
                "stance:N",
                sort=order,
                title=None,
                scale=alt.Scale(domain=order),
                axis=alt.Axis(labelAngle=0),
            ),
            y=alt.Y("influence:N", sort=steps, title=say(language, "influence")),
            size=alt.Size("people:Q", scale=alt.Scale(range=[60, 1200]), legend=None),
        )
    )
    words = chart.mark_text(dx=0, color="white", fontSize=11).encode(
        text="people:Q", size=alt.value(11)
    )
    told = "{n} of {of} people whose stance can be told are critical."
    says = say(language, told, n=critics, of=len(table))
    return _drawn(chart + words, says, 180, language)


def minutes(review: Review, *, language: str = "en") -> Chart | Missing:
    """How the minutes of the session are shared out among its topics."""
    table = review.agenda
    table = table[table["place"] == str(Place.SESSION)]
    if table.empty:
        return Missing(say(language, "There is nothing to settle in a session."))
    rows = [(f"{row.rank} {row.title}", int(str(row.minutes)), "") for row in table.itertuples()]
    total = sum(row[1] for row in rows)
    says = say(language, "The session has {n} topics in {total} minutes.", n=len(rows), total=total)
    return _bars(rows, says, "minutes", language)


def _largest_group(table: pd.DataFrame) -> pd.DataFrame:
    """The weeks of the largest group as numbers: week, active, in_scope, share, planned."""
    numbers = table.assign(
        week=pd.to_datetime(table["week"], errors="coerce"),
        active=pd.to_numeric(table["active"], errors="coerce"),
        in_scope=pd.to_numeric(table["in_scope"], errors="coerce"),
        plan=pd.to_numeric(table["plan"], errors="coerce"),
    )
    numbers = numbers[numbers["active"].notna() & (numbers["in_scope"] > 0)]
    if numbers.empty:
        return numbers
    sizes = numbers.groupby("group")["in_scope"].max().sort_index()
    largest = numbers[numbers["group"] == sizes.idxmax()].sort_values("week")
    return largest.assign(
        share=largest["active"] / largest["in_scope"], planned=largest["plan"] / largest["in_scope"]
    )


def _family(cause: Cause | None, language: str) -> str:
    family = FAMILY_OF.get(cause) if cause else None
    if family is None:
        return f"{palette.UNTOLD_SIGN} {say(language, palette.UNTOLD_WORD)}"
    return f"{palette.FAMILY_SIGN[family]} {say(language, palette.FAMILY_WORD[family])}"


def _bars(rows: list[tuple[str, int, str]], says: str, unit: str, language: str) -> Chart:
    """Horizontal bars with their numbers; the third of a row is its family in words, or empty."""
    import altair as alt

    table = pd.DataFrame(rows, columns=["what", "count", "family"])
    first = [next(c for c in Cause if FAMILY_OF.get(c) is f) for f in palette.FAMILY_TONE]
    names = [_family(cause, language) for cause in (*first, None)]
    tones = [tone.light for tone in palette.FAMILY_TONE.values()]
    scale = alt.Scale(domain=names, range=[*tones, palette.UNTOLD.light])
    colour: Any = alt.Color("family:N", scale=scale, legend=alt.Legend(title=None, orient="top"))
    if not any(row[2] for row in rows):
        colour = alt.value(palette.ACCENT.light)
    axis = alt.Axis(labelLimit=280, ticks=False, domain=False)
    bars = (
        alt.Chart(table)
        .mark_bar(height=14)
        .encode(
            y=alt.Y("what:N", sort=None, title=None, axis=axis),
            x=alt.X("count:Q", title=say(language, unit), axis=alt.Axis(grid=False, tickMinStep=1)),
            color=colour,
        )
    )
    numbers = (
        alt.Chart(table)
        .mark_text(align="left", dx=5, color=palette.INK.light)
        .encode(y=alt.Y("what:N", sort=None), x="count:Q", text="count:Q")
    )
    return _drawn(bars + numbers, says, ROW * len(rows), language)


def _drawn(chart: Any, says: str, height: int, language: str) -> Chart:  # noqa: ANN401  (any of altair's)
    import altair as alt
    import vl_convert

    title = alt.TitleParams(says, anchor="start", fontSize=14, fontWeight=600, offset=12)
    finished = (
        chart.properties(width=WIDTH, height=height, title=title, background=palette.PAPER.light)
        .configure(font="system-ui, sans-serif", padding=14)
        .configure_view(stroke=None)
        .configure_axis(labelColor=palette.INK.light, titleColor=palette.MUTED.light)
    )
    written: Literal["de-DE", "en-US"] = "de-DE" if language == "de" else "en-US"
    svg = vl_convert.vegalite_to_svg(
        finished.to_dict(), format_locale=written, time_format_locale=written
    )
    return Chart(says, svg)
