"""Room 6: what a theme's trouble is, from words and facts; final causes, shares and requests."""

from toolkit.verdicts.answering import Asked
from toolkit.verdicts.judge import JudgeInput, Judgement, judge_themes
from toolkit.verdicts.lacking import with_lacking
from toolkit.verdicts.requests import draft_requests
from toolkit.verdicts.shares import ShareInput, estimate_shares
from toolkit.verdicts.split import split_two_causes

__all__ = [
    "Asked",
    "JudgeInput",
    "Judgement",
    "ShareInput",
    "draft_requests",
    "estimate_shares",
    "judge_themes",
    "split_two_causes",
    "with_lacking",
]
