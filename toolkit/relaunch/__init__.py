"""Room 9: what is to be done, by whom, and how one will see that it worked."""

from toolkit.relaunch.actions import ActionInput, draft_actions
from toolkit.relaunch.amounts import Amount, stated_amounts

__all__ = ["ActionInput", "Amount", "draft_actions", "stated_amounts"]
