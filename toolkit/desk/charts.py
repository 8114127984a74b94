"""Charts for the notebooks: drawn on this machine, each under a sentence that it proves."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from toolkit.model.vocabulary import FAMILY_OF, SHOWN_STANCE, Cause, Influence, Kind, Place, Stance
from toolkit.pipeline import deciding
from toolkit.reports import palette

if TYPE_CHECKING:
    from toolkit.pipeline import Review

WIDTH: Final = 560
ROW: Final = 24
_UNTOLD: Final = f"{palette.UNTOLD_SIGN} {palette.UNTOLD_WORD}"


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


def kinds(review: Review) -> Chart | Missing:
    """How many statements are concerns, proposals, questions and praise."""
    counted = review.statements["kind"].value_counts()
    if counted.empty:
        return Missing("There are no statements: the folder holds no answers or conversations.")
    rows = [(str(kind), int(counted.get(str(kind), 0)), "") for kind in Kind]
    concerns = int(counted.get(str(Kind.CONCERN), 0))
    says = f"{concerns} of {int(counted.sum())} statements are concerns."
    return _bars(rows, says, "statements")


def causes(review: Review) -> Chart | Missing:
    """How many people complain of each cause, coloured by family."""
    table = review.statements[["final_cause", "person_id", "source_id"]]
    table = table[table["final_cause"] != ""]
    if table.empty:
        return Missing("No cause can be told yet: there is no concern among the statements.")
    who = table["person_id"].where(table["person_id"] != "", table["source_id"])
    counted = who.groupby(table["final_cause"]).nunique()
    rows = [
        (palette.CAUSE_WORD[cause], int(counted.get(str(cause), 0)), _family(cause))
        for cause in Cause
        if counted.get(str(cause), 0)
    ]
    most = max(rows, key=lambda row: row[1])
    return _bars(rows, f"What most people name is {most[0]} ({most[1]} people).", "people")


def themes(review: Review, most: int = 15) -> Chart | Missing:
    """The themes with most people, coloured by the family of their verdict."""
    table = review.themes
    if table.empty:
        return Missing("There are too few statements to find themes.")
    ranked = table.assign(n=table["people"].astype(int)).nlargest(most, "n", keep="first")
    rows = [
        (f"{row.theme_id} {row.title}", int(str(row.n)), _family(Cause(str(row.verdict))))
        for row in ranked.itertuples()
    ]
    says = f"{rows[0][0]} touches most people ({rows[0][1]}), of {len(table)} themes."
    return _bars(rows, says, "people")


def curve(review: Review) -> Chart | Missing:
    """How well the statements part into k themes, for the numbers tried, and the number chosen."""
    import altair as alt

    from toolkit.pipeline.theming import load_map

    with deciding.open_workspace(review.places.out) as workspace:
        drawn = load_map(workspace)
    if len(drawn.curve) < 2:
        return Missing("There are too few statements to choose among numbers of themes.")
    table = pd.DataFrame([(one.k, one.silhouette) for one in drawn.curve], columns=["k", "parts"])
    axis = alt.X("k:Q", title="themes", axis=alt.Axis(tickMinStep=1, grid=False))
    base = alt.Chart(table).encode(x=axis, y=alt.Y("parts:Q", title="mean silhouette"))
    line = base.mark_line(color=palette.MUTED.light, point=alt.OverlayMarkDef(size=40))
    chosen = (
        alt.Chart(pd.DataFrame({"k": [drawn.chosen]}))
        .mark_rule(color=palette.ACCENT.light, strokeWidth=2)
        .encode(x="k:Q")
    )
    says = f"The last run chose {drawn.chosen} themes, of {table['k'].min()} to {table['k'].max()}."
    return _drawn(chosen + line, says, 180)


def adoption(review: Review) -> Chart | Missing:
    """The share of people in scope who were active, week by week, beside the plan if there is one.

    The group drawn is the largest: everybody in scope.
    """
    import altair as alt

    table = _largest_group(review.adoption)
    if table.empty:
        return Missing("Use cannot be told: no file of the folder records it by week.")
    last = table.iloc[-1]
    says = (
        f"{last['active']:.0f} of {last['in_scope']:.0f} people were active in the last week, "
        f"{last['week']:%d %B %Y}."
    )
    base = alt.Chart(table).encode(x=alt.X("week:T", title=None))
    line = base.mark_line(color=palette.ACCENT.light, strokeWidth=2).encode(
        y=alt.Y(
            "share:Q", title="active", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])
        )
    )
    plan = base.mark_line(color=palette.MUTED.light, strokeDash=[4, 3]).encode(y="planned:Q")
    return _drawn(alt.layer(line, plan), says, 240)


def stances(review: Review) -> Chart | Missing:
    """How many people stand where, by how much their word counts."""
    import altair as alt

    table = review.people
    table = table[table["stance"] != ""]
    if table.empty:
        return Missing("Nobody's stance can be told from what was said.")
    counted = table.groupby(["stance", "influence"]).size().rename("people").reset_index()
    counted["stance"] = counted["stance"].map(lambda one: SHOWN_STANCE[Stance(one)])
    order = [SHOWN_STANCE[one] for one in Stance]
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
            y=alt.Y("influence:N", sort=[str(one) for one in reversed(list(Influence))]),
            size=alt.Size("people:Q", scale=alt.Scale(range=[60, 1200]), legend=None),
        )
    )
    words = chart.mark_text(dx=0, color="white", fontSize=11).encode(
        text="people:Q", size=alt.value(11)
    )
    says = f"{critics} of {len(table)} people whose stance can be told are critical."
    return _drawn(chart + words, says, 180)


def minutes(review: Review) -> Chart | Missing:
    """How the minutes of the session are shared out among its topics."""
    table = review.agenda
    table = table[table["place"] == str(Place.SESSION)]
    if table.empty:
        return Missing("There is nothing to settle in a session.")
    rows = [(f"{row.rank} {row.title}", int(str(row.minutes)), "") for row in table.itertuples()]
    total = sum(row[1] for row in rows)
    return _bars(rows, f"The session has {len(rows)} topics in {total} minutes.", "minutes")


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


def _family(cause: Cause) -> str:
    family = FAMILY_OF.get(cause)
    if family is None:
        return _UNTOLD
    return f"{palette.FAMILY_SIGN[family]} {palette.FAMILY_WORD[family]}"


def _bars(rows: list[tuple[str, int, str]], says: str, unit: str) -> Chart:
    """Horizontal bars with their numbers; the third of a row is its family in words, or empty."""
    import altair as alt

    table = pd.DataFrame(rows, columns=["what", "count", "family"])
    names = [_family(next(c for c in Cause if FAMILY_OF.get(c) is f)) for f in palette.FAMILY_TONE]
    tones = [tone.light for tone in palette.FAMILY_TONE.values()]
    scale = alt.Scale(domain=[*names, _UNTOLD], range=[*tones, palette.UNTOLD.light])
    colour: Any = alt.Color("family:N", scale=scale, legend=alt.Legend(title=None, orient="top"))
    if not any(row[2] for row in rows):
        colour = alt.value(palette.ACCENT.light)
    axis = alt.Axis(labelLimit=280, ticks=False, domain=False)
    bars = (
        alt.Chart(table)
        .mark_bar(height=14)
        .encode(
            y=alt.Y("what:N", sort=None, title=None, axis=axis),
            x=alt.X("count:Q", title=unit, axis=alt.Axis(grid=False, tickMinStep=1)),
            color=colour,
        )
    )
    numbers = (
        alt.Chart(table)
        .mark_text(align="left", dx=5, color=palette.INK.light)
        .encode(y=alt.Y("what:N", sort=None), x="count:Q", text="count:Q")
    )
    return _drawn(bars + numbers, says, ROW * len(rows))


def _drawn(chart: Any, says: str, height: int) -> Chart:  # noqa: ANN401  (any of altair's)
    import altair as alt
    import vl_convert

    title = alt.TitleParams(says, anchor="start", fontSize=14, fontWeight=600, offset=12)
    finished = (
        chart.properties(width=WIDTH, height=height, title=title, background=palette.PAPER.light)
        .configure(font="system-ui, sans-serif", padding=14)
        .configure_view(stroke=None)
        .configure_axis(labelColor=palette.INK.light, titleColor=palette.MUTED.light)
    )
    return Chart(says, vl_convert.vegalite_to_svg(finished.to_dict()))
