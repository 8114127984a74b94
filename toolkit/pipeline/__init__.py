"""The corridor: joins the rooms, says which run again and why, and hands out the review."""

from toolkit.pipeline.review import Review, open_review, run

__all__ = ["Review", "open_review", "run"]
