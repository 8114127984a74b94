"""How the sheet on a person calls parts of scores, paths and what was decided, in plain English.

The catalogue of languages holds each of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from toolkit.model.vocabulary import Path, ScorePart

PART: Final[Mapping[str, str]] = {
    ScorePart.NOMINATED: "colleagues named you as somebody they turn to",
    ScorePart.REACH: "how many more people you reach than others do",
    ScorePart.SPAN: "people who report to you",
    ScorePart.OFFICE: "your office",
    ScorePart.NAMED: "others named you in what they said",
    ScorePart.ANSWERED: "a planned action answers your complaints",
    ScorePart.CONSTRUCTIVE: "your points are exact or propose something",
    ScorePart.USES: "you use the tool, or used to",
    ScorePart.FORMER: "you once spoke or worked for it",
    ScorePart.GAIN: "you stand to gain from what is planned",
    ScorePart.OBJECTS: "you object to the idea itself",
}
PATH: Final[Mapping[str, str]] = {
    Path.VOICE_HEARD: "by hearing you as changes are made",
    Path.PROCESS_VALUE: "by showing you the value of a process",
}
FIELD: Final[Mapping[str, str]] = {
    "stance": "attitude to the tool",
    "stance_before": "attitude before the launch",
    "usage_state": "use of the tool",
    "influence": "how much others listen to you",
    "influence_score": "how much others listen to you, as a number",
    "former_champion": "once spoke or worked for it",
    "convertible": "whether the project could win you",
    "convertibility": "whether the project could win you, as a number",
    "path": "how the project could win you",
    "main_reason": "what you speak of most",
    "offer": "what you could own",
    "talk_owner": "who talks with you",
    "talk_due": "talk until",
    "talk_on": "talked on",
    "promise": "promise to you",
    "promise_owner": "who keeps the promise",
    "promise_due": "promise due",
    "promise_kept_on": "promise kept on",
    "told_on": "told on",
    "may_approach": "may be approached",
    "may_quote": "may be quoted",
    "may_name": "may be named",
    "helper": "helps colleagues",
    "wave": "wave, by hand",
    "seat": "seat in the review session, by hand",
    "intent": "intent, entered by a person",
    "private_interest": "private interest, entered by a person",
    "status": "looked at",
    "memo": "remark",
    "level": "level",
    "in_scope": "in scope",
    "in_org": "on the list",
}
