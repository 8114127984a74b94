"""A review that is open at the desk: what all screens share of it, read once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.desk.showing import Showing
from toolkit.desk.starting import Clock, login, now
from toolkit.desk.staying import made_to_stay
from toolkit.errors import KeyMissing
from toolkit.intake import pseudonyms
from toolkit.model.findings import Findings
from toolkit.pipeline import deciding
from toolkit.pipeline.places import Places
from toolkit.settings import Settings, read_settings
from toolkit.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.coding.codebook import Codebook
    from toolkit.pipeline import Review
    from toolkit.pipeline.doubting import Doubting


class Opened:
    """A review for one person's screens. Everything is read when it is first asked for.

    `unlocked` shows words in full and needs the key to the pseudonyms. Raises ToolkitError where
    there is no review.
    """

    def __init__(
        self,
        out: str | Path,
        *,
        key: Path | None = None,
        coder: str = "",
        language: str = "en",
        unlocked: bool = False,
    ) -> None:
        self.places = Places(Path(out).resolve())
        self.coder = coder
        self.language = language
        self.unlocked = unlocked
        self.clock: Clock = now
        self._key = key

    def forget(self) -> None:
        """Read everything anew when it is next asked for: the review was run again."""
        for name in ("review", "findings", "settings", "codebook", "showing"):
            self.__dict__.pop(name, None)

    def settings_changed(self) -> None:
        """Read review.toml anew when it is next asked for: somebody wrote into it."""
        self.__dict__.pop("settings", None)

    def remember_language(self) -> None:
        """Keep the chosen language with the review, for this coder."""
        if self.exists:
            with self.workspace() as workspace:
                workspace.meta_set(self._language_note, self.language)

    def recall_language(self) -> None:
        """Take the language that this coder chose before."""
        if self.exists:
            with self.workspace() as workspace:
                self.language = workspace.meta_get(self._language_note) or self.language

    @property
    def _language_note(self) -> str:
        return f"desk language of {self.coder or login()}"

    @property
    def person(self) -> dict[str, Any]:
        """What a state is told of the person: `SomeState(..., **opened.person)`."""
        return {"coder": self.coder, "language": self.language, "clock": self.clock}

    @property
    def key(self) -> Path:
        """Where the key from pseudonyms to people lies, or would lie."""
        return self._key or pseudonyms.key_path(self.places.out)

    @cached_property
    def review(self) -> Review:
        """The review as the last run left it."""
        from toolkit.pipeline import Review

        return Review(places=self.places, findings=self.findings, key_place=self.key)

    @cached_property
    def findings(self) -> Findings:
        """What the last run found. Raises ToolkitError where it never came to its end."""
        with self.workspace() as workspace, made_to_stay():
            return deciding.read_findings(workspace, self.places.out)

    @cached_property
    def settings(self) -> Settings:
        """review.toml."""
        return read_settings(self.places.settings)

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook of the review."""
        from toolkit.pipeline.codebooks import codebook_of

        return codebook_of(self.places, self.settings)

    @cached_property
    def showing(self) -> Showing:
        """What may be shown of its statements.

        Without the key to the pseudonyms, what stands around a statement is withheld. Raises
        KeyMissing where it is to be unlocked without the key.
        """
        from toolkit.pipeline.redacting import redactor_of

        redactor = None
        try:
            known = pseudonyms.load(self.key)
            redactor = redactor_of(self.findings.intake, known, self.settings)
        except KeyMissing:
            if self.unlocked:
                raise
        return Showing(self.findings, self.settings, redactor, unlocked=self.unlocked)

    @property
    def exists(self) -> bool:
        """Whether there is a review in the folder; an empty folder is one that may become one."""
        return self.places.workspace.exists()

    def workspace(self) -> Workspace:
        """The archive; every state has its own connection to it."""
        return deciding.open_workspace(self.places.out)

    def doubting(self, workspace: Workspace) -> Doubting:
        """What the coding desk learns by."""
        from toolkit.pipeline.doubting import doubting_of

        with made_to_stay():
            return doubting_of(self.findings, self.settings, workspace, self.places)
