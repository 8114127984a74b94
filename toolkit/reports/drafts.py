"""What rooms drafted (agenda, actions, requests), its sentences as one edition may show them."""

from __future__ import annotations

from dataclasses import replace

from toolkit.model.findings import Action, AgendaItem, Request
from toolkit.reports.lens import Lens


def shown_agenda(lens: Lens) -> tuple[AgendaItem, ...]:
    """The agenda in rank order; who is to be heard stands in the confidential edition alone."""
    return tuple(
        replace(
            one,
            title=lens.text(one.title),
            goal=lens.text(one.goal),
            fact=lens.text(one.fact),
            opinion=lens.text(one.opinion),
            wiifm=lens.text(one.wiifm),
            who_cares=lens.text(one.who_cares),
            who_should_be_heard=() if lens.shared else one.who_should_be_heard,
        )
        for one in sorted(lens.findings.agenda, key=lambda one: one.rank)
    )


def shown_actions(lens: Lens) -> tuple[Action, ...]:
    """All actions, most people first, their sentences as the edition may show them."""
    found = sorted(lens.findings.actions, key=lambda one: (-one.people, one.action_id))
    return tuple(
        replace(
            one,
            title=lens.text(one.title),
            value=lens.text(one.value),
            measure=lens.text(one.measure),
            answer=lens.text(one.answer),
            effort=lens.text(one.effort),
        )
        for one in found
    )


def shown_requests(lens: Lens) -> tuple[Request, ...]:
    """All requests, their sentences as the edition may show them."""
    return tuple(
        replace(
            one,
            question=lens.text(one.question),
            data=lens.text(one.data),
            if_answer=lens.text(one.if_answer),
        )
        for one in sorted(lens.findings.requests, key=lambda one: one.request_id)
    )
