from itertools import combinations

import numpy as np
import pytest

from toolkit.model.vocabulary import Cause, Family, Status
from toolkit.reports import palette

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SEEN_BY = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]]
    ),
    "deuteranopia": np.array(
        [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]
    ),
    "tritanopia": np.array(
        [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]]
    ),
}
PAPERS = ("light", "dark")


def linear(colour: str) -> np.ndarray:
    part = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    """CIE L*a*b* under D65."""
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    x = to_xyz @ np.clip(light, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio."""
    bright, dim = sorted(
        (float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour)) for colour in (one, other)),
        reverse=True,
    )
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("eyes", SEEN_BY)
def test_families_can_be_told_apart_by_all_eyes(eyes, paper):
    tones = [*palette.FAMILY_TONE.values(), palette.UNTOLD]
    seen = [lab(SEEN_BY[eyes] @ linear(getattr(tone, paper))) for tone in tones]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 25


@pytest.mark.parametrize("paper", PAPERS)
def test_text_and_signs_stand_out_from_the_paper(paper):
    ground = getattr(palette.PAPER, paper)
    for tone in (palette.INK, palette.MUTED, palette.ACCENT):
        assert contrast(getattr(tone, paper), ground) >= 4.5
    for tone in (*palette.FAMILY_TONE.values(), palette.UNTOLD):
        assert contrast(getattr(tone, paper), ground) >= 3.0


def test_no_colour_speaks_alone():
    assert set(palette.FAMILY_SIGN) == set(palette.FAMILY_WORD) == set(Family)
    assert len(set(palette.FAMILY_SIGN.values())) == len(Family)
    assert set(palette.STATUS_SIGN) == set(Status)
    assert set(palette.CAUSE_WORD) == set(palette.CAUSE_SHORT) == set(Cause)
