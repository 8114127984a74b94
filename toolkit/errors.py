"""Every error a user can meet: what was found, where, and what to do about it."""

from __future__ import annotations


class ToolkitError(Exception):
    """A problem said in words a consultant can act on.

    `where` names file, sheet and row as far as known ("survey.csv, row 12"); `what_to_do` is one
    imperative sentence. Both may be empty.
    """

    def __init__(self, what: str, *, where: str = "", what_to_do: str = "") -> None:
        self.what = what
        self.where = where
        self.what_to_do = what_to_do
        super().__init__(str(self))

    def __str__(self) -> str:
        """One line: where, what, what to do."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.what_to_do}".rstrip()


class UnreadableFile(ToolkitError):
    """A file that cannot be read: damaged, empty, locked, too large, not what it says."""


class WrongSettings(ToolkitError, ValueError):
    """review.toml holds something that cannot be meant."""


class UnknownSubject(ToolkitError, KeyError):
    """A statement, theme, person or match that the review does not hold."""

    __str__ = ToolkitError.__str__


class WrongDecision(ToolkitError, ValueError):
    """A decision whose field or value is not in the vocabulary."""


class Overtaken(ToolkitError):
    """Somebody else decided on the matter before what is confirmed here was seen."""


class KeyMissing(ToolkitError):
    """The key from pseudonyms to people is needed and not there."""


class WorkspaceBroken(ToolkitError):
    """The workspace file is damaged, of a newer version, or not a workspace."""


class WorkspaceBusy(ToolkitError):
    """Another program holds the workspace longer than we wait; nothing was written."""


class WithheldByPromise(ToolkitError):
    """Something must not be shown, because of what was promised to those who spoke."""


class EncoderRefused(ToolkitError):
    """Encoder files that are missing or are not the ones whose checksum stands in our code."""


class TableInvalid(ToolkitError, ValueError):
    """A table that breaks the contract."""


class LanguageModelUnavailable(ToolkitError):
    """The language model that the settings name cannot be asked, or does not answer."""
