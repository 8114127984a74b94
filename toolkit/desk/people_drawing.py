"""The pen for pictures of people: shapes as plain values, and the same as an SVG of its own.

Colours come from the palette, and none speaks alone: each stance has a sign, each part its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Final

from toolkit.model.vocabulary import SHOWN_STANCE, Influence, Stance
from toolkit.reports import cells, palette

SIGN: Final[Mapping[Stance | None, str]] = {
    Stance.ANTAGONIST: "✕",
    Stance.DETRACTOR: "−",
    Stance.SCEPTIC: "?",
    Stance.NEUTRAL: "○",
    Stance.SUPPORTER: "+",
    Stance.CHAMPION: "★",
    None: "",
}
"""Each stance as a sign, so that no colour speaks alone."""
DARK: Final = (Stance.ANTAGONIST, Stance.DETRACTOR, Stance.CHAMPION)
"""Stances whose colour is dark enough for a sign in the colour of the paper."""
LABELS: Final = frozenset(
    {
        *SHOWN_STANCE.values(),
        *(one.value for one in Influence),
        *("not known", "nobody there", "all", "live", "waiting", "random"),
        *("two or more to ask", "one to ask", "nobody to ask", "by department", "critics first"),
        *("after the first wave, had one begun", "without managers first"),
    }
)
"""What pictures say in words of our own; names of people, places and departments are not."""
_APART: Final = re.compile(r"(: |, | · )")
_SIGNED: Final = re.compile(r"([^\w\s] )?(.*?)( \d+)?")
_COUNTED: Final = re.compile(r"(named by|wave) (\d+)")
_DAY: Final = re.compile(r"(\d\d) ([A-Z][a-z]{2})")
_MOVE: Final = re.compile(r"(\d+) from (.+) to (.+)")
Point = tuple[float, float]
Who = tuple[str, ...]
"""The people behind a shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One line, box, dot, band or text; look is a class, and a stance gives its colour."""

    kind: str
    """line (x, y to x2, y2), box (w, h), dot (r), band (points of an outline), text."""
    x: float = 0.0
    y: float = 0.0
    x2: float = 0.0
    y2: float = 0.0
    w: float = 0.0
    h: float = 0.0
    r: float = 0.0
    points: tuple[tuple[float, float], ...] = ()
    look: str = ""
    words: str = ""
    """Of a text; of another shape what it says when one points at it."""
    who: tuple[str, ...] = ()
    """The people behind it; never in a picture that is shared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture under a sentence that it proves, with its figures as a table."""

    name: str
    says: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    table: tuple[tuple[str, ...], ...]
    """The same in rows, the first one the head: for those who cannot see it."""
    note: str = ""
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """"row.column" of the table -> the people behind its number; empty where it is shared."""


@dataclass(slots=True)
class Sheet:
    """Takes shapes down, one after the other."""

    shapes: list[Shape] = field(default_factory=list)

    def line(self, x: float, y: float, x2: float, y2: float, look: str = "rule") -> None:
        """A straight line."""
        self.shapes.append(Shape(kind="line", x=x, y=y, x2=x2, y2=y2, look=look))

    def box(self, at: Point, size: Point, look: str, words: str, who: Who = ()) -> None:
        """A rectangle with its upper left corner at a point."""
        x, y = at
        w, h = size
        self.shapes.append(Shape(kind="box", x=x, y=y, w=w, h=h, look=look, words=words, who=who))

    def dot(self, at: Point, r: float, look: str, words: str = "", who: Who = ()) -> None:
        """A circle around a point."""
        x, y = at
        self.shapes.append(Shape(kind="dot", x=x, y=y, r=r, look=look, words=words, who=who))

    def band(self, points: Sequence[Point], look: str, words: str, who: Who = ()) -> None:
        """A band from one side (two points) to another (two points)."""
        outline = tuple(points)
        self.shapes.append(Shape(kind="band", points=outline, look=look, words=words, who=who))

    def text(self, x: float, y: float, words: str, look: str = "") -> None:
        """Words with their base line at y."""
        self.shapes.append(Shape(kind="text", x=x, y=y, look=look, words=words))


def labelled(picture: Picture, say: Callable[..., str]) -> Picture:
    """The picture with its labels in another language; `say` gives a text in it."""
    shapes = (replace(one, words=_label(one.words, say)) for one in picture.shapes)
    return replace(picture, shapes=tuple(shapes))


def _label(words: str, say: Callable[..., str]) -> str:
    if words in LABELS:
        return say(words)
    if moved := _MOVE.fullmatch(words):
        return say("{n} from {one} to {other}", n=moved[1], one=say(moved[2]), other=say(moved[3]))
    return "".join(_part(one, say) for one in _APART.split(words))


def _part(text: str, say: Callable[..., str]) -> str:
    if day := _DAY.fullmatch(text):
        return say(f"{{day}} {day[2]}", day=int(day[1]))
    found = _SIGNED.fullmatch(text)
    if found is None:
        return text
    sign, word, number = (one or "" for one in found.groups())
    if counted := _COUNTED.fullmatch(word + number):
        return sign + say(f"{counted[1]} {{n}}", n=counted[2])
    return f"{sign}{say(word) if word in LABELS else word}{number}"


def sign_look(stance: Stance | None) -> str:
    """How the sign of a stance is written on its own colour."""
    return "on" if stance in DARK else "onlight"


def as_svg(picture: Picture) -> str:
    """The picture as a file of its own, in the light colours: for notebooks and print."""
    size = f'viewBox="0 0 {picture.width:.0f} {picture.height:.0f}"'
    says = escape(cells.one_direction(picture.says))
    shapes = "".join(_drawn(one) for one in picture.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{says}" '
        f'font-family="system-ui, sans-serif" font-size="12"><title>{says}</title>'
        f'<rect width="100%" height="100%" fill="{palette.PAPER.light}"/>{shapes}</svg>'
    )


def _drawn(one: Shape) -> str:
    told = f"<title>{escape(cells.one_direction(one.words))}</title>" if one.words else ""
    if one.kind == "text":
        parts = one.look.split()
        anchor = "end" if "end" in parts else "middle" if "middle" in parts else "start"
        small = ' font-size="10"' if "small" in parts else ""
        tone = (
            palette.PAPER if "on" in parts else palette.MUTED if "muted" in parts else palette.INK
        )
        words = escape(cells.one_direction(one.words))
        at = f'x="{one.x:.1f}" y="{one.y:.1f}"'
        return f'<text {at} text-anchor="{anchor}"{small} fill="{tone.light}">{words}</text>'
    paint = _paint(one.look)
    if one.kind == "line":
        ends = f'x1="{one.x:.1f}" y1="{one.y:.1f}" x2="{one.x2:.1f}" y2="{one.y2:.1f}"'
        return f"<line {ends} {paint}/>"
    if one.kind == "dot":
        return f'<circle cx="{one.x:.1f}" cy="{one.y:.1f}" r="{one.r:.1f}" {paint}>{told}</circle>'
    if one.kind == "band":
        (x, y), (x2, y2), (_, y3), (_, y4) = one.points
        half = (x + x2) / 2
        way = f"M{x} {y}C{half} {y} {half} {y2} {x2} {y2}V{y3}C{half} {y3} {half} {y4} {x} {y4}Z"
        return f'<path d="{way}" {paint}>{told}</path>'
    place = f'x="{one.x:.1f}" y="{one.y:.1f}" width="{one.w:.1f}" height="{one.h:.1f}"'
    return f"<rect {place} {paint}>{told}</rect>"


def _paint(look: str) -> str:
    base, _, more = look.partition("-")
    if look == "tie":
        return f'stroke="{palette.MUTED.light}" stroke-width="0.7" stroke-opacity="0.45"'
    if look == "rule":
        return f'stroke="{palette.RULE.light}"'
    if look == "hole":
        return f'fill="none" stroke="{palette.ACCENT.light}" stroke-dasharray="3 2"'
    if base == "heat":
        opacity = (0.06, 0.12, 0.3, 0.5, 0.75, 0.95)[int(more)]
        tone = palette.STANCE_TONE[Stance.CHAMPION]
        return f'fill="{tone.light}" fill-opacity="{opacity}"'
    if look == "wash":
        return f'fill="{palette.WASH.light}" stroke="{palette.RULE.light}"'
    if look == "unknown":
        return f'fill="{palette.PAPER.light}" stroke="{palette.MUTED.light}"'
    tone = palette.STANCE_TONE[Stance(base)]
    if more == "edge":
        return f'fill="none" stroke="{tone.light}" stroke-width="2"'
    thin = ' fill-opacity="0.45"' if more == "band" else ""
    return f'fill="{tone.light}"{thin}'
