"""The room of doubt: what a person should look at, how sure it has become, what to ask whom."""

from toolkit.doubt.interview import InterviewInput, draft_interview
from toolkit.doubt.order import order_doubts, principal_axes
from toolkit.doubt.sureness import Standing, measure_sureness
from toolkit.doubt.values import Doubt, DoubtInput, Interview, InterviewQuestion, Sureness

__all__ = [
    "Doubt",
    "DoubtInput",
    "Interview",
    "InterviewInput",
    "InterviewQuestion",
    "Standing",
    "Sureness",
    "draft_interview",
    "measure_sureness",
    "order_doubts",
    "principal_axes",
]
