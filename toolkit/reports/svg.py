"""A small pen for charts: shapes as escaped SVG, coloured by the style sheet's classes alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from toolkit.reports import cells

Value = str | float | int


class Markup(str):
    """Text that is HTML already: templates put it in as it is. Only our pens and files make it."""

    __slots__ = ()

    def __html__(self) -> str:
        """What a template puts in."""
        return str(self)


@dataclass(slots=True)
class Pen:
    """Draws on a canvas of width by height units; one unit is about one CSS pixel."""

    width: float
    height: float
    title: str
    """What the chart shows, for those who cannot see it."""
    shapes: list[str] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        """A straight line."""
        self._add("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": look})

    def box(self, x: float, y: float, size: tuple[float, float], look: str) -> None:
        """A rectangle; widths below 0 are drawn as 0."""
        width, height = max(size[0], 0.0), max(size[1], 0.0)
        self._add("rect", {"x": x, "y": y, "width": width, "height": height, "class": look})

    def dot(self, x: float, y: float, radius: float, look: str) -> None:
        """A circle."""
        self._add("circle", {"cx": x, "cy": y, "r": radius, "class": look})

    def path(self, points: list[tuple[float, float]], look: str) -> None:
        """A line through points."""
        way = " ".join(
            f"{'M' if place == 0 else 'L'}{_number(x)} {_number(y)}"
            for place, (x, y) in enumerate(points)
        )
        self._add("path", {"d": way, "class": look})

    def text(self, x: float, y: float, words: str, look: str = "") -> None:
        """Words with their base line at y; `look` may hold `end` or `middle`."""
        attributes = _attributes({"x": x, "y": y, "class": f"t {look}".strip()})
        self.shapes.append(f"<text {attributes}>{escape(cells.one_direction(words))}</text>")

    def sign(self, x: float, y: float, family: str) -> None:
        """The family's shape around a middle: square, disc, triangle, or ring for none."""
        look = f"fam-{family}"
        if family == "tool":
            self.box(x - 4, y - 4, (8, 8), look)
        elif family == "understanding":
            self.dot(x, y, 4.5, look)
        elif family == "commitment":
            points = (
                f"{_number(x)},{_number(y - 5)} {_number(x + 5)},{_number(y + 4)} "
                f"{_number(x - 5)},{_number(y + 4)}"
            )
            self._add("polygon", {"points": points, "class": look})
        else:
            self.dot(x, y, 4, "ring")

    def _add(self, name: str, attributes: Mapping[str, Value]) -> None:
        self.shapes.append(f"<{name} {_attributes(attributes)}/>")

    def markup(self, look: str = "") -> Markup:
        """The chart as one element; its title is read out."""
        title = escape(cells.one_direction(self.title))
        return Markup(
            f'<svg class="chart {look}" viewBox="0 0 {_number(self.width)} {_number(self.height)}" '
            f'role="img" aria-label="{title}" style="max-width:{_number(self.width)}px">'
            f"<title>{title}</title>{''.join(self.shapes)}</svg>"
        )


def _attributes(values: Mapping[str, Value]) -> str:
    return " ".join(f'{name}="{_value(value)}"' for name, value in values.items())


def _value(value: Value) -> str:
    return str(escape(value)) if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def fitted(text: str, most: int) -> str:
    """A label of at most `most` characters, cut visibly."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
