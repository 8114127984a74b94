"""review.toml: what the machine found, what a person wrote, and every threshold with its reason.

The machine writes `[found]` and replaces it in each run; a person writes `[mine]`, which wins and
is never touched.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from toolkit.errors import WrongSettings
from toolkit.model.vocabulary import FileKind, Wave


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Promise(_Strict):
    """What was promised to those who spoke in one source. May be tightened, never loosened."""

    attribution: Literal["anonymous", "confidential", "attributable"] = "confidential"
    quotes: Literal["none", "redacted", "named"] = "redacted"
    join_usage: bool = True
    smallest_group: int = Field(default=5, ge=3)
    smallest_group_quotes: int = Field(default=10, ge=3)
    delete_by: date | None = None
    stays_on_machine: bool = False
    """True: not even redacted words go to a language model on another machine."""
    assumed: bool = True
    """True until a person wrote it: printed as 'assumed, please confirm'."""


class FileSettings(_Strict):
    """How one file is read. In `[mine]` only what is wrong needs to stand."""

    kind: FileKind | None = None
    format: str = ""
    wave: Wave | None = None
    said_on: date | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    """Column name -> role, with its detail after a colon: "open:what hinders"."""
    interviewers: tuple[str, ...] = ()
    promise: Promise | None = None
    skip: bool = False


class Plan(_Strict):
    """What adoption was to be: `share` of the people in `group` by `by`."""

    share: float = Field(ge=0, le=1)
    by: date
    measure: str = "active"
    group: str = ""


class Release(_Strict):
    """A release of the tool after or at launch."""

    name: str
    on: date


class Project(_Strict):
    """The launch and the session, as only a person knows them. Nothing waits for these."""

    company: str = ""
    tool: str = ""
    launch_on: date | None = None
    launch_by_group: dict[str, date] = Field(default_factory=dict)
    """"location=Madrid" -> date, where groups started on other days."""
    plan: tuple[Plan, ...] = ()
    licence_price_per_month: float | None = None
    currency: str = "EUR"
    releases: tuple[Release, ...] = ()
    session_on: date | None = None
    session_minutes: int = Field(default=120, ge=30, le=480)
    decision_makers: tuple[str, ...] = ()
    sponsor_belief: str = ""
    """What the sponsor believes went wrong: shown beside what users say."""


class PrivacySettings(_Strict):
    """Group sizes and redaction; never under 3."""

    min_group: int = Field(default=5, ge=3)
    min_group_quotes: int = Field(default=10, ge=3)
    individual: bool = True
    """False switches every per-person judgement off."""
    redact_also: tuple[str, ...] = ()
    """Words that always go out: customers, projects, nicknames."""
    not_redacted: tuple[str, ...] = ()
    """Words that look like a name and are none: they stay."""
    max_quotes_per_person: int = Field(default=2, ge=1)


class UsageSettings(_Strict):
    """Thresholds of the usage states; going through the motions is a state of its own."""

    active_share_for_motions: float = Field(default=0.5, ge=0, le=1)
    motions_quantile: float = Field(default=0.25, ge=0, le=1)
    heavy_quantile: float = Field(default=0.75, ge=0, le=1)
    gave_up_weeks: int = Field(default=6, ge=1)
    """No record in the last so many weeks, after having had some."""
    motions_of_median: float = Field(default=0.5, ge=0, le=1)
    heavy_of_median: float = Field(default=1.5, ge=1)
    """In every group somebody is in the lowest quarter: only who also makes at most half (at least
    half as much again) as the median of the active peers is far enough from them to be called so.
    """
    motions_of_best: float = Field(default=0.2, ge=0, le=1)
    """Where half of a group go through the motions its median shows nothing: who makes at most this
    share of what both its upper quartile and the median of all groups make is far enough too."""
    burst_records: float = Field(default=3.0, ge=1)
    burst_peer_logins: float = Field(default=3.0, ge=1)
    """One weekly burst: one log-in a week with at least so many records in it, while the peers'
    median is at least so many log-ins a week."""
    least_weeks: int = Field(default=4, ge=1)
    """Somebody in scope for less than a month has shown no habit yet."""


class ThemeSettings(_Strict):
    """How coarse the themes are."""

    least: int = Field(default=12, ge=2)
    most: int = Field(default=25, ge=2)
    k: int | None = None
    """A person's choice; wins over the curve."""
    resamples: int = Field(default=20, ge=0)
    too_few: int = Field(default=30, ge=4)
    """Fewer topical statements than this are not grouped."""


class ConvertibilityWeights(_Strict):
    """Weights of the named parts; 0 switches a part off. Argued in docs/method-people.md."""

    answered_by_action: float = 0.25
    constructive: float = 0.25
    still_uses: float = 0.2
    former_champion: float = 0.15
    stands_to_gain: float = 0.15
    objects_to_the_idea: float = -0.4


class WaveWeights(_Strict):
    """What brings somebody into an earlier wave; 0 switches a part off.

    Argued in docs/method-people.md. The two large ones put managers and first users before
    everybody else; with less they take their places by what they gain and whom they reach.
    """

    managers: float = 4.0
    first_user: float = 1.5
    gain: float = 0.4
    respect: float = 0.4
    cover: float = 0.3
    changed_sides: float = 0.2
    critic: float = -0.3


class WaveSettings(_Strict):
    """The order of the roll-out, its pace, and when somebody has heard nothing for too long."""

    weights: WaveWeights = WaveWeights()
    sizes: tuple[int, ...] = ()
    """Seats of the first waves; later ones have `wave_size`."""
    first_on: date | None = None
    """When the first wave starts; without it nobody can say whether managers were live for long."""
    weeks_apart: int = Field(default=3, ge=1)
    """More than `managers_live_days`, so that managers can be live before their teams start."""
    managers_live_days: int = Field(default=14, ge=0)
    silence_days: int = Field(default=21, ge=1)
    """Somebody who was promised something hears of it within three weeks."""
    tell_within_days: int = Field(default=14, ge=1)
    """What was released is told to those who asked for it within two weeks."""


class StakeholderSettings(_Strict):
    """Influence and convertibility."""

    weights: ConvertibilityWeights = ConvertibilityWeights()
    convertible_at: float = Field(default=0.5, ge=0, le=1)
    unclear_band: float = Field(default=0.08, ge=0, le=0.5)
    invitations: int = Field(default=16, ge=4)
    wave_size: int | None = Field(default=None, ge=1)
    """Without it a tenth of those in scope, at least 20."""
    waves: WaveSettings = WaveSettings()


class DoubtSettings(_Strict):
    """When a person may stop deciding statements."""

    least_gain: float = Field(default=0.3, ge=0)
    """The next answer is to set so many statements right: under a third, three answers in four
    only confirm what is shown."""
    steady_answers: int = Field(default=20, ge=5)
    """So many answers that move no verdict are enough."""


class EncoderSettings(_Strict):
    """Which encoder makes the vectors; a folder with its files works in the package's place."""

    name: Literal["use", "tfidf"] = "use"
    folder: str = ""


class LlmSettings(_Strict):
    """A language model as one more coder, at an OpenAI-compatible endpoint; off by default."""

    enabled: bool = False
    url: str = "http://127.0.0.1:8080/v1"
    model: str = ""
    api_key_env: str = ""
    """The name of the environment variable that holds the key; the key itself stands nowhere."""
    allow_remote: bool = False
    """Redacted words may go to a machine other than this one."""
    timeout_seconds: float = Field(default=120, gt=0)
    """For one answer, from the question to its last word: small machines are slow."""
    batch_size: int = Field(default=10, ge=1, le=50)
    max_tokens: int = Field(default=2048, ge=64)
    """Of one answer; ten codes take about 600, a model that thinks aloud takes more."""
    most_requests: int = Field(default=3000, ge=1)
    most_tokens: int = Field(default=10_000_000, ge=1000)
    """Read and written together, as the server counts them. Enough for about 10,000 statements."""
    retries: int = Field(default=4, ge=0, le=10)


class Mine(_Strict):
    """What a person wrote."""

    project: Project = Project()
    privacy: PrivacySettings = PrivacySettings()
    usage: UsageSettings = UsageSettings()
    themes: ThemeSettings = ThemeSettings()
    stakeholders: StakeholderSettings = StakeholderSettings()
    encoder: EncoderSettings = EncoderSettings()
    doubt: DoubtSettings = DoubtSettings()
    llm: LlmSettings = LlmSettings()
    codebook: str = ""
    """A codebook other than confidential/codebook.yaml: a path from there, or a whole one."""
    files: dict[str, FileSettings] = Field(default_factory=dict)
    interviewers: tuple[str, ...] = ()
    seed: int = 0


class Found(_Strict):
    """What the machine took everything for in the last run."""

    files: dict[str, FileSettings] = Field(default_factory=dict)
    launch_on: date | None = None
    launch_basis: str = ""


class Settings(_Strict):
    """review.toml as a value."""

    found: Found = Found()
    mine: Mine = Mine()

    def promise(self, file: str, *, anonymous: bool) -> Promise:
        """The promise for a file: a person's, else the default (anonymous rows: no join)."""
        written = self.mine.files.get(file)
        if written and written.promise:
            return written.promise.model_copy(update={"assumed": False})
        privacy = self.mine.privacy
        return Promise(
            attribution="anonymous" if anonymous else "confidential",
            join_usage=not anonymous,
            smallest_group=privacy.min_group,
            smallest_group_quotes=privacy.min_group_quotes,
        )


def read_settings(path: Path) -> Settings:
    """Settings from a review.toml; defaults where the file is not there.

    Raises WrongSettings with the key and what is allowed, for all faults at once.
    """
    if not path.exists():
        return Settings()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSettings(
            f"not valid TOML ({error}).",
            where=path.name,
            what_to_do="Mend the line, or delete the file and run again: [found] is written anew.",
        ) from error
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        raise WrongSettings(
            faults, where=path.name, what_to_do="Correct these keys and run again."
        ) from error
