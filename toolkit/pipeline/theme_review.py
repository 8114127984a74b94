"""Themes in a Python caller's hands: what a person does to them through `Review`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.pipeline import deciding

if TYPE_CHECKING:
    from toolkit.model.decisions import Decision
    from toolkit.pipeline.places import Places


class ThemeReview:
    """Merge, split, rename, pin, move, judge: one decision each, shown after the next run."""

    if TYPE_CHECKING:

        @property
        def places(self) -> Places:
            """Where the review lies."""

    def merge_themes(
        self, theme_id: str, into: str, *, memo: str = "", coder: str = ""
    ) -> Decision:
        """A theme goes into another, with all that is new to it. Raises UnknownSubject."""
        return self._shape(lambda now: now.merge(theme_id, into), memo, coder)

    def split_theme(
        self, theme_id: str, statement_ids: Sequence[str] = (), *, memo: str = "", coder: str = ""
    ) -> Decision:
        """These statements (or the smaller part of the theme's tree) become a theme of their own.

        Its id is the subject of the decision. Raises UnknownSubject or WrongDecision.
        """
        return self._shape(lambda now: now.split(theme_id, statement_ids), memo, coder)

    def rename_theme(
        self, theme_id: str, title: str, *, memo: str = "", coder: str = ""
    ) -> Decision:
        """A theme is called otherwise, for good. Raises UnknownSubject or WrongDecision."""
        return self._shape(lambda now: now.rename(theme_id, title), memo, coder)

    def pin_theme(self, theme_id: str, *, memo: str = "", coder: str = "") -> Decision:
        """The statements of a theme stay its own, whatever new data bring; `undo` lets them go."""
        return self._shape(lambda now: now.pin(theme_id), memo, coder)

    def move_statement(
        self, statement_id: str, theme_id: str, *, memo: str = "", coder: str = ""
    ) -> Decision:
        """A statement goes to another theme, or with an empty id to none. Raises UnknownSubject."""
        return self._shape(lambda now: now.move([statement_id], theme_id), memo, coder)

    def set_verdict(
        self, theme_id: str, cause: str, *, memo: str = "", coder: str = ""
    ) -> Decision:
        """A person's verdict on a theme, beside the machine's. Raises WrongDecision."""
        return self._shape(lambda now: now.judge(theme_id, cause), memo, coder)

    def _shape(self, action: deciding.Action, memo: str, coder: str) -> Decision:
        return deciding.shape(self.places.out, action, coder=coder or deciding.login(), memo=memo)
