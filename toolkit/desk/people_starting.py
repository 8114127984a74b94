"""With whom it starts: first users, helpers, owners of data, and how groups use the tool."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from toolkit.desk.people_hearing import Behind, NamedRow
from toolkit.desk.people_showing import PeopleShowing
from toolkit.model.vocabulary import UsageState
from toolkit.pipeline.people_text import rank_text, silence_text
from toolkit.stakeholders.adoption_groups import AdoptionGroup
from toolkit.stakeholders.silence import SilentEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRow:
    """With whom one department and level starts."""

    group: str
    chosen: tuple[str, ...]
    nearest: tuple[NamedRow, ...]
    """Where nobody has both, those who come near, and what each lacks."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperRow:
    """A power user, and whom he or she would help."""

    person_id: str
    who: str
    named: bool
    """A person said so."""
    why: str
    helped: tuple[NamedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRow:
    """A set of data that people complain of, and who could own it."""

    theme_id: str
    title: str
    people: int
    departments: str
    owner_id: str
    candidates: tuple[NamedRow, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRow:
    """How one group uses the tool."""

    dimension: str
    value: str
    people: int
    states: dict[str, int]
    reverted: int
    members: dict[str, tuple[str, ...]]
    """State -> who, but where nobody is judged; "" -> everybody."""
    cost: str
    """Licences of those who never opened it, a year; "" where no price or no use is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceRow:
    """How far the ranking of influence rests on who answered."""

    says: str
    ranked: tuple[tuple[str, str, str], ...]
    """(person id, role and place, named by and the ranks that are possible)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """With whom it starts."""

    firsts: tuple[FirstRow, ...]
    helpers: tuple[HelperRow, ...]
    data: tuple[DataRow, ...]
    use: tuple[UseRow, ...]
    states: tuple[str, ...]
    priced: bool
    silence: SilenceRow | None
    """What those who named nobody could still change; None where nobody was asked."""
    late: str
    """Late entry at the closing stage: what the files show, or what to ask for."""


def start_page(shown: PeopleShowing, late: str) -> StartPage:
    """What the plan says of first users, helpers, data and use; `late` as the caller found it."""
    plan = shown.standing.plan
    helped = {one.helper_id: one.helped for one in plan.pairings}
    behind = Behind(shown, ())
    use = tuple(
        _use(one, shown, behind) for one in plan.adoption if one.dimension in ("", "department")
    )
    return StartPage(
        firsts=tuple(
            FirstRow(
                group=f"{one.department} · {shown.say(str(one.level))}",
                chosen=one.chosen,
                nearest=_named(one.nearest, shown),
                note=shown.say(one.note),
            )
            for one in plan.first_users
        ),
        helpers=tuple(
            HelperRow(
                person_id=one.person_id,
                who=shown.who(one.person_id),
                named=one.named,
                why="; ".join(shown.say(o.because) for o in one.parts if o.because),
                helped=_named(helped.get(one.person_id, ()), shown),
            )
            for one in plan.power_users
        ),
        data=tuple(
            DataRow(
                theme_id=one.theme_id,
                title=one.title,
                people=one.complainers,
                departments=", ".join(one.departments),
                owner_id=one.owner_id,
                candidates=_named(one.candidates, shown),
                note=shown.say(one.note),
            )
            for one in plan.data_sets
        ),
        use=use,
        states=tuple(str(one) for one in UsageState),
        priced=shown.standing.settings.mine.project.licence_price_per_month is not None,
        silence=_silence(plan.silence, shown),
        late=shown.say(late),
    )


def _silence(effect: SilentEffect | None, shown: PeopleShowing) -> SilenceRow | None:
    if effect is None:
        return None
    return SilenceRow(
        says=shown.say(silence_text(effect)),
        ranked=tuple(
            (one.person_id, shown.who(one.person_id), shown.say(rank_text(one)))
            for one in effect.ranked
        ),
    )


def _named(pairs: tuple[tuple[str, str], ...], shown: PeopleShowing) -> tuple[NamedRow, ...]:
    return tuple(
        NamedRow(person_id=key, who=shown.who(key), why=shown.say(why)) for key, why in pairs
    )


def _use(one: AdoptionGroup, shown: PeopleShowing, behind: Behind) -> UseRow:
    cost = one.unused_cost_per_year
    everybody = behind.of(one.dimension, one.value)
    known = shown.standing.findings.facts.usage_states
    by_state: defaultdict[str, list[str]] = defaultdict(list)
    judged = shown.standing.settings.mine.privacy.individual
    for key in everybody if judged else ():
        by_state[str(known.get(key, UsageState.UNKNOWN))].append(key)
    return UseRow(
        dimension=one.dimension,
        value=shown.say(one.value) if not one.dimension else one.value,
        people=one.people,
        states={str(state): n for state, n in one.states.items()},
        reverted=one.reverted,
        members={"": everybody, **{state: tuple(who) for state, who in by_state.items()}},
        cost="" if cost is None else f"{cost:,.0f} {one.currency}".strip(),
    )
