"""Labels of bubbles cover neither one another nor another bubble where there is room."""

from __future__ import annotations

from toolkit.reports.formats.label_places import Dot, label_spots


def dot(x: float, y: float, radius: float = 10.0) -> Dot:
    return Dot(x, y, radius, wide=18.0, high=12.0)


def test_a_lone_bubble_has_its_label_close_on_the_right():
    (spot,) = label_spots([dot(100, 100)])
    assert (spot.side, spot.far) == ("right", False)
    assert spot.x > 110


def test_labels_of_neighbours_stand_on_no_bubble_and_no_label():
    dots = [dot(100, 100), dot(116, 104), dot(108, 88), dot(124, 92)]
    spots = label_spots(dots)
    for place, one in enumerate(spots):
        for other in dots:
            apart = max(
                abs(one.x - other.x) - (9 + other.radius), abs(one.y - other.y) - (6 + other.radius)
            )
            assert apart >= -1e-6
        for other in spots[place + 1 :]:
            assert abs(one.x - other.x) >= 18 or abs(one.y - other.y) >= 12


def test_labels_of_native_charts_stand_beside_their_bubble():
    spots = label_spots([dot(100, 100), dot(112, 100)], near_only=True)
    assert all(not one.far for one in spots)
    assert spots[0].side != spots[1].side


def test_a_label_far_from_its_bubble_is_marked():
    crowd = [dot(100 + 6 * at, 100 + 5 * (at % 3)) for at in range(9)]
    assert any(one.far for one in label_spots(crowd))
