"""Room 5: statements about one matter become themes."""

from toolkit.themes.find import ThemeInput, ThemeSearch, find_themes, name_themes, topical
from toolkit.themes.likeness import Sight

__all__ = ["Sight", "ThemeInput", "ThemeSearch", "find_themes", "name_themes", "topical"]
