"""The seven parts of page one, and where each of their numbers comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.model.findings import Action, Request, Share
from toolkit.model.vocabulary import FAMILY_OF, Cause, Family, Horizon, Kind, Route, Status
from toolkit.reports.accounts import unmatched_accounts
from toolkit.reports.adoption_curves import adoption_now, adoption_withheld
from toolkit.reports.counting import whole
from toolkit.reports.drafts import shown_actions, shown_requests
from toolkit.reports.lens import Lens
from toolkit.reports.summary_types import (
    Adoption,
    AdoptionNow,
    CauseLine,
    PageOne,
    Sureness,
    ThemePage,
    Trace,
)
from toolkit.reports.tables import final_cause, shown_kind

CAUSES, THREE = 5, 3
MENDING = (Route.FIX, Route.BUILD, Route.REDESIGN, Route.CLEANSE)
EXPLAINING = (Route.TRAIN, Route.EXPLAIN, Route.SHOW_BENEFIT, Route.REASSURE)
CANNOT_TELL = "cannot tell"
ONLY_TOOL, ONLY_LAUNCH, BOTH = "only the tool", "only the launch", "both"


def page_one(
    lens: Lens, pages: Sequence[ThemePage], adoption: Adoption | None, sure: Sureness
) -> PageOne:
    """The seven parts; nothing stands in two of the lists of actions."""
    lists = action_lists(shown_actions(lens), pages)
    sides = named_sides(lens)
    unmatched = unmatched_accounts(lens)
    now = adoption_now(adoption, lens.settings.mine.project.plan)
    return PageOne(
        adoption=None if unmatched else now,
        unmatched=unmatched,
        use_withheld=adoption_withheld(adoption),
        families=_family_shares(lens.findings.shares),
        spoke=len({one.speaker for one in lens.spoke_after()}),
        only_tool=len(sides[ONLY_TOOL]),
        only_launch=len(sides[ONLY_LAUNCH]),
        both=len(sides[BOTH]),
        causes=weightiest(pages),
        quick_wins=lists.quick_wins,
        to_mend=lists.to_mend,
        to_explain=lists.to_explain,
        executive=lists.executive,
        unknowns=tuple(_requests(lens, pages)[:THREE]),
        sure=sure,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLists:
    """The four lists of actions on page one."""

    quick_wins: tuple[Action, ...]
    to_mend: tuple[Action, ...]
    to_explain: tuple[Action, ...]
    executive: tuple[Action, ...]


def action_lists(actions: Sequence[Action], pages: Sequence[ThemePage]) -> ActionLists:
    """Up to three for each list, no action in two; `actions` come weightiest first.

    Where an action answers a theme's verdict, what answers another cause in the same theme stands
    in the list of all actions alone: side by side they read as a contradiction.
    """
    actions = _answering(actions, {page.theme_id: page.route for page in pages})
    executive = [one for one in actions if one.route is Route.SPONSOR_ACTS]
    rest = [one for one in actions if one not in executive and _real(one)]
    explain, quick = _two_lists(
        [one for one in rest if one.route in EXPLAINING],
        [one for one in rest if one.horizon is Horizon.QUICK_WIN],
    )
    mending = [one for one in rest if one.route in MENDING and one not in quick]
    soon = [one for one in mending if one.horizon is not Horizon.LATER]
    return ActionLists(
        quick_wins=tuple(quick),
        to_mend=tuple((soon or mending)[:THREE]),
        to_explain=tuple(explain),
        executive=tuple(executive[:THREE]),
    )


def weightiest(pages: Sequence[ThemePage]) -> tuple[CauseLine, ...]:
    """The first five whose cause can be told."""
    return tuple(_cause(one) for one in pages if one.cause is not Cause.UNCLEAR)[:CAUSES]


def named_sides(lens: Lens) -> dict[str, dict[str, list[str]]]:
    """Who names the tool alone, the launch alone, or both: person -> ids of the concerns.

    By the likeliest final cause of each concern; concerns that cannot be told count for neither.
    The launch is what was told and taught (understanding) and wanted (commitment).
    """
    concerns: dict[str, list[str]] = defaultdict(list)
    named: dict[str, set[bool]] = defaultdict(set)
    for one in lens.spoke_after():
        cause = final_cause(lens.findings, one.statement_id)
        concern = shown_kind(lens.findings.codings[one.statement_id]) is Kind.CONCERN
        if concern and cause in FAMILY_OF:
            concerns[one.speaker].append(one.statement_id)
            named[one.speaker].add(FAMILY_OF[cause] is Family.TOOL)
    sides: dict[str, dict[str, list[str]]] = {ONLY_TOOL: {}, ONLY_LAUNCH: {}, BOTH: {}}
    for person, tool in named.items():
        side = BOTH if len(tool) > 1 else ONLY_TOOL if True in tool else ONLY_LAUNCH
        sides[side][person] = concerns[person]
    return sides


def _two_lists(
    first: Sequence[Action], second: Sequence[Action]
) -> tuple[list[Action], list[Action]]:
    """Up to three of each, drawn in turn, each preferring what only it can have."""
    lists: tuple[list[Action], list[Action]] = ([], [])
    pools = (
        sorted(first, key=lambda one: one in second),
        sorted(second, key=lambda one: one in first),
    )
    for turn in range(2 * THREE):
        taken = [*lists[0], *lists[1]]
        free = [one for one in pools[turn % 2] if one not in taken]
        lists[turn % 2].extend(free[:1])
    return lists


def _answering(actions: Sequence[Action], routes: Mapping[str, Route]) -> list[Action]:
    """Without second causes of themes whose verdict has an action; see `action_lists`."""

    def answers(one: Action) -> bool:
        return any(routes.get(theme) is one.route for theme in one.theme_ids)

    met = {theme for one in actions if answers(one) for theme in one.theme_ids}
    return [one for one in actions if answers(one) or not met.intersection(one.theme_ids)]


def _real(action: Action) -> bool:
    """Not a note that nothing is to be done."""
    return not action.title.casefold().startswith("none")


def _cause(page: ThemePage) -> CauseLine:
    return CauseLine(
        theme_id=page.theme_id,
        title=page.title,
        cause=page.cause,
        family=page.family,
        people=page.people,
        fact=page.facts_for[0].sentence if page.facts_for else "",
        origin=page.facts_for[0].origin if page.facts_for else None,
        fact_n=page.facts_for[0].n if page.facts_for else 0,
        confidence=page.confidence,
        status=page.status,
    )


def _requests(lens: Lens, pages: Sequence[ThemePage]) -> list[Request]:
    """Missing files first, then the questions on the weightiest themes."""
    people = {page.theme_id: page.people for page in pages}

    def weight(one: Request) -> tuple[bool, int, str]:
        about = max((people.get(key, 0) for key in one.about.split("; ")), default=0)
        return (one.kind != "file", -about, one.request_id)

    return sorted(shown_requests(lens), key=weight)


def traces(lens: Lens, found: PageOne) -> tuple[Trace, ...]:
    """For each number of page one that has no page of its own: what was counted, and the ids."""
    return (
        *_adoption_trace(found),
        *_side_traces(lens),
        *_family_traces(lens, found),
        *_sure_traces(lens, found.sure),
    )


def _period(now: AdoptionNow) -> str:
    last = now.last_week
    if now.by_month:
        return f"The month {last.year}-{last.month:02d}"
    return f"Mean of the {now.weeks} weeks up to that of {last.isoformat()}"


def _adoption_trace(found: PageOne) -> Iterable[Trace]:
    now = found.adoption
    if now is None:
        return
    about = "" if now.active == whole(now.active) else "about "
    yield Trace(
        anchor="n-adoption",
        says=f"{about}{whole(now.active)} of {now.in_scope} people",
        counted=(
            f"{_period(now)}: people in scope who are active. Active means: {now.definition}. "
            "Rows of adoption.csv."
        ),
        ids=(),
    )


def _side_traces(lens: Lens) -> Iterable[Trace]:
    for side, people in named_sides(lens).items():
        yield Trace(
            anchor=f"n-{side.replace(' ', '-')}",
            says=f"{len(people)} name {side}",
            counted="People by the likeliest final causes of all their concerns after launch; "
            "understanding and commitment are the launch. Concerns that cannot be told count for "
            "neither.",
            ids=tuple(sorted(key for keys in people.values() for key in keys)),
        )


def _family_shares(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Families and those who cannot be told, among everybody who spoke."""
    shown = {*(one.value for one in Family), CANNOT_TELL}
    return tuple(one for one in shares if not one.group and one.label in shown)


def _family_traces(lens: Lens, found: PageOne) -> Iterable[Trace]:
    causes = {
        one.statement_id: final_cause(lens.findings, one.statement_id) for one in lens.spoke_after()
    }
    for share in found.families:
        ids = [
            key
            for key, cause in causes.items()
            if cause is not None
            and (FAMILY_OF[cause].value if cause is not Cause.UNCLEAR else CANNOT_TELL)
            == share.label
        ]
        yield Trace(
            anchor=f"n-{share.label.replace(' ', '-')}",
            says=f"{share.share:.0%} ({share.low:.0%} to {share.high:.0%})",
            counted=(
                "Each of the people who spoke after launch counts with the probability that at "
                "least one of his or her concerns has a cause of this family; a person may count "
                "in several families."
                if share.label != CANNOT_TELL
                else "People who complained, none of whose concerns has a cause likelier than not."
            )
            + f" Counted: {share.people} of {share.of} people, for whom it is likelier than not; "
            "interval: 95 %, bootstrap over people." + _honesty(share, lens.findings.shares),
            ids=tuple(sorted(ids)),
        )


def _correction(share: Share) -> str:
    if share.corrected:
        return (
            " Corrected for what the coder is known to confuse; how far that is known stands in "
            "the interval."
        )
    return " Not corrected: what the coder confuses was not measured."


def _honesty(share: Share, shares: Iterable[Share]) -> str:
    """The correction, the response and its bounds, and users and non-users where they differ."""
    text = "" if share.label == CANNOT_TELL else _correction(share)
    if share.response_rate is None:
        text += " How many did not answer is not known: no list says who is in scope."
    else:
        text += (
            f" {share.answered} of {share.in_scope} in scope spoke ({share.response_rate:.0%}), "
            "answers without a name taken for those of others in scope: "
            f"{share.if_silent_disagree:.0%} if nobody who is silent would say so, "
            f"{share.if_silent_agree:.0%} if everybody would."
        )
    for one in shares:
        if one.group and one.label == share.label:
            text += f" Of {one.group} {one.share:.0%} ({one.low:.0%} to {one.high:.0%}), "
            text += f"{one.answered} of {one.in_scope} spoke."
    return text


def _sure_traces(lens: Lens, sure: Sureness) -> Iterable[Trace]:
    scope = (
        "no list of the organisation came" if sure.in_scope is None else f"{sure.in_scope} in scope"
    )
    yield Trace(
        anchor="n-heard",
        says=f"{sure.heard} heard",
        counted=f"People who answered, were interviewed or are quoted in notes; {scope}; "
        f"{sure.spoke} spoke after launch, {sure.unnamed} of them without an identity. "
        "Rows of coverage.csv.",
        ids=(),
    )
    if sure.expected_wrong is not None:
        yield Trace(
            anchor="n-error",
            says=f"about {sure.expected_wrong:.0%} wrong",
            counted="Mean of 1 minus confidence over the causes that nobody has confirmed; "
            "confidences are calibrated on statements coded by hand.",
            ids=(),
        )
    if sure.unread:
        yield Trace(
            anchor="n-unread",
            says=f"{sure.unread} unread",
            counted="Files that came and could not be read: what they hold is missing everywhere. "
            "The reasons stand with the files that came.",
            ids=(),
        )
    if sure.flawed:
        yield Trace(
            anchor="n-flawed",
            says=f"{sure.flawed} to look at",
            counted="Files that were read and have a problem, such as a survey whose answers "
            "belong to nobody in the list. The reasons stand with the files that came.",
            ids=(),
        )
    seen = sure.reviewed
    yield Trace(
        anchor="n-reviewed",
        says=f"{seen.seen} of {seen.all} statements",
        counted=f"By a person: {seen.confirmed} confirmed, {seen.changed} changed. Empty answers "
        "do not count.",
        ids=tuple(
            sorted(
                one.statement_id
                for one in lens.findings.statements
                if not one.empty
                and lens.findings.statuses.get(one.statement_id, Status.SUGGESTED)
                is not Status.SUGGESTED
            )
        ),
    )
