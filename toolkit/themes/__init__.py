"""Room 5: statements about one matter become themes."""

from toolkit.themes.find import ThemeInput, ThemeSearch, find_themes, name_themes
from toolkit.themes.space import topical

__all__ = ["ThemeInput", "ThemeSearch", "find_themes", "name_themes", "topical"]
