"""A language model as one more coder: an endpoint that the user runs or trusts; off by default.

Redacted words alone are asked about. Nothing here knows of statements' speakers, of rooms or of the
workspace; the corridor joins it.
"""

from toolkit.llm.cache import FileCache
from toolkit.llm.client import Client
from toolkit.llm.coder import Job, Outcome, Waiting, asked_of, code_job, look_up
from toolkit.llm.codings import abstained, coding_of
from toolkit.llm.endpoint import Endpoint, coder_name, open_endpoint
from toolkit.llm.prompts import Asked, CodingRules, coding_rules
from toolkit.llm.spending import Budget, BudgetSpent, Purse
from toolkit.llm.titles import (
    Grouping,
    Proposal,
    Remembering,
    ShownTheme,
    estimated_tokens,
    propose,
)

__all__ = [
    "Asked",
    "Budget",
    "BudgetSpent",
    "Client",
    "CodingRules",
    "Endpoint",
    "FileCache",
    "Grouping",
    "Job",
    "Outcome",
    "Proposal",
    "Purse",
    "Remembering",
    "ShownTheme",
    "Waiting",
    "abstained",
    "asked_of",
    "code_job",
    "coder_name",
    "coding_of",
    "coding_rules",
    "estimated_tokens",
    "look_up",
    "open_endpoint",
    "propose",
]
