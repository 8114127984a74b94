"""Room 7: who stands where and why, whose word counts, whom to win, meet, invite and start with."""

from toolkit.stakeholders.conversations import plan_conversations
from toolkit.stakeholders.coverage import measure_coverage, whom_to_meet
from toolkit.stakeholders.first_users import find_first_users
from toolkit.stakeholders.invitations import balance_invitations, invite
from toolkit.stakeholders.judge import judge_people
from toolkit.stakeholders.mentions import find_mentions
from toolkit.stakeholders.people_input import PeopleInput, heard_in
from toolkit.stakeholders.reach import choose_seeds
from toolkit.stakeholders.saturation import is_saturated, measure_saturation
from toolkit.stakeholders.waves import plan_waves

__all__ = [
    "PeopleInput",
    "balance_invitations",
    "choose_seeds",
    "find_first_users",
    "find_mentions",
    "heard_in",
    "invite",
    "is_saturated",
    "judge_people",
    "measure_coverage",
    "measure_saturation",
    "plan_conversations",
    "plan_waves",
    "whom_to_meet",
]
