"""Mails and Slack's channels: a source for each message, of whoever wrote it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.intake.assemble import read_folder
from toolkit.intake.gate import open_file
from toolkit.intake.mail_words import own_words
from toolkit.intake.messages import recognise
from toolkit.model.intake import Intake, Source
from toolkit.settings import Settings

STAFF = (
    "Employee ID,First name,Last name,E-mail,Job title,Department\n"
    "E101,Ida,Kolk,ida.kolk@veltra.example,Adviser,Field\n"
    "E102,Tom,Ashdown,tom.ashdown@veltra.example,Clerk,Office\n"
    "E103,Greta,Hollwieser,greta.hollwieser@veltra.example,Clerk,Office\n"
)
MAIL = """From: Ida Kolk <ida.kolk@veltra.example>
To: Harriet Stone <stone@advice.example>
Subject: Re: route
Date: Fri, 29 May 2026 10:00:00 +0200
Message-ID: <ida.kolk.1@veltra.example>
Content-Type: text/plain; charset="utf-8"

Hi Harriet,

the route is gone every morning. I type it twice.

Kind regards
Ida
Field team, Veltra

-----Original Message-----
From: Harriet Stone
Sent: Thursday
How is the planner?
"""


def _read(tmp_path: Path, **files: str) -> Intake:
    (tmp_path / "staff.csv").write_text(STAFF)
    for name, text in files.items():
        (tmp_path / name.replace("__", ".")).write_text(text)
    return read_folder(tmp_path, Settings())


def _said(intake: Intake) -> list[tuple[str, str, str]]:
    return [(one.person_id, str(one.said_on), one.text) for one in intake.sources]


def test_of_a_mail_only_what_its_sender_wrote_is_a_source(tmp_path):
    said = ("E101", "2026-05-29", "the route is gone every morning. I type it twice.")
    assert _said(_read(tmp_path, a__eml=MAIL)) == [said]


def test_the_mails_of_a_box_are_one_source_each(tmp_path):
    other = MAIL.replace("Ida Kolk", "Tom Ashdown").replace("ida.kolk", "tom.ashdown")
    box = (
        f"From ida@x Fri May 29 10:00:00 2026\n{MAIL}\nFrom tom@x Fri May 29 10:00:00 2026\n{other}"
    )
    assert [who for who, _, _ in _said(_read(tmp_path, inbox__mbox=box))] == ["E101", "E102"]


def test_the_same_mail_in_two_files_counts_once(tmp_path):
    assert len(_read(tmp_path, a__eml=MAIL, b__eml=MAIL).sources) == 1


def test_no_id_of_a_source_holds_an_address(tmp_path):
    assert "kolk" not in _read(tmp_path, a__eml=MAIL).sources[0].source_id


def test_the_words_of_a_page_are_read_where_a_mail_has_no_others(tmp_path):
    head, _, _ = MAIL.partition("Content-Type")
    page = "<html><style>p{}</style><p>Hi Harriet,</p><p>it&#39;s gone<br>again</p></html>"
    mail = f'{head}Content-Type: text/html; charset="utf-8"\n\n{page}'
    assert [text for _, _, text in _said(_read(tmp_path, a__eml=mail))] == ["it's gone again"]


def test_a_mail_by_a_machine_is_set_aside(tmp_path):
    intake = _read(tmp_path, a__eml=f"Auto-Submitted: auto-replied\n{MAIL}", b__eml=MAIL)
    aside = next(one.set_aside for one in intake.files if one.file == "a.eml")
    assert [one.reason for one in aside] == ["written by a machine"]


def test_a_mail_that_outlook_saved_as_text_is_read(tmp_path):
    text = (
        "Von:\tIda Kolk\nGesendet:\tFreitag, 29. Mai 2026 09:12\nAn:\tHarriet Stone\n"
        "Betreff:\tAW: Route\n\nGuten Tag,\n\ndie Route ist weg.\n\nViele Grüße\nIda\n"
    )
    assert _said(_read(tmp_path, a__txt=text)) == [("E101", "2026-05-29", "die Route ist weg.")]


@pytest.mark.parametrize(
    "below",
    [
        "On Thu, 28 May 2026 at 17:00, Harriet Stone wrote:\n> And?",
        "Am 28.05.2026 schrieb Harriet Stone:\n> Und?",
        "Il giorno 28 mag 2026 Harriet Stone ha scritto:\n> E allora?",
        "De : Harriet Stone\nEnvoyé : jeudi\nÀ : Ida\nEt alors ?",
        "-----Mensaje original-----\n¿Y bien?",
        "--\nIda Kolk\nVeltra",
        "Saludos\nIda",
        "Cordialement,\nIda Kolk",
        "LG Ida",
    ],
)
def test_what_stands_below_a_mail_is_not_its_senders(below):
    assert own_words(f"It is gone again.\n\n{below}", "Ida Kolk") == "It is gone again."


@pytest.mark.parametrize("words", ["Best would be a button", "Thanks to Tom it works now."])
def test_a_sentence_that_begins_like_a_closing_is_kept(words):
    assert own_words(f"It is slow.\n{words}", "Ida Kolk") == f"It is slow. {words}"


def _post(user: str, at: int, text: str, **more: str) -> dict[str, str]:
    return {"type": "message", "user": user, "ts": f"{1778486400 + at}.000100", "text": text} | more


def _slack(tmp_path: Path, *posts: dict[str, str]) -> Intake:
    users = [
        {"id": f"U0AB{n}", "name": name.split()[0].lower(), "real_name": name}
        | {
            "profile": {
                "real_name": name,
                "email": name.lower().replace(" ", ".") + "@veltra.example",
            }
        }
        for n, name in enumerate(("Ida Kolk", "Tom Ashdown", "Greta Hollwieser"))
    ]
    channels = [{"id": "C1", "name": "planner", "created": 1, "creator": "U0AB0", "members": []}]
    (tmp_path / "planner").mkdir()
    (tmp_path / "planner" / "2026-05-11.json").write_text(json.dumps(posts))
    return _read(tmp_path, users__json=json.dumps(users), channels__json=json.dumps(channels))


def _of_channel(intake: Intake) -> list[Source]:
    return [one for one in intake.sources if one.file.startswith("planner/")]


def test_posts_belong_to_the_people_whom_the_list_of_users_names(tmp_path):
    intake = _slack(tmp_path, _post("U0AB0", 0, "gone again"), _post("U0AB1", 9, "same here"))
    assert [(one.person_id, str(one.said_on), one.text) for one in _of_channel(intake)] == [
        ("E101", "2026-05-11", "gone again"),
        ("E102", "2026-05-11", "same here"),
    ]
    assert len(intake.sources) == 2
    assert len(intake.people) == 3


def test_an_answer_in_a_thread_knows_what_it_answers(tmp_path):
    root = _post("U0AB0", 0, "gone again")
    intake = _slack(tmp_path, root, _post("U0AB1", 9, "same here", thread_ts=root["ts"]))
    assert [one.before for one in _of_channel(intake)] == ["", "gone again"]


def test_a_post_is_read_as_its_readers_see_it(tmp_path):
    post = _post("U0AB0", 0, "<@U0AB1> A &amp; B, see <https://x.example|the page>")
    assert [one.text for one in _of_channel(_slack(tmp_path, post))] == ["@… A & B, see the page"]


def test_who_joined_and_what_a_bot_wrote_is_set_aside(tmp_path):
    intake = _slack(
        tmp_path,
        _post("U0AB0", 0, "<@U0AB0> has joined", subtype="channel_join"),
        _post("", 5, "Daily reminder", subtype="bot_message", bot_id="B1"),
        _post("U0AB1", 9, "gone again"),
    )
    assert [one.text for one in _of_channel(intake)] == ["gone again"]


def test_a_list_of_events_is_no_channel(tmp_path):
    (tmp_path / "a.json").write_text(
        json.dumps([{"type": "x", "ts": "soon", "text": "y", "user": "z"}])
    )
    assert recognise(open_file(tmp_path, "a.json")) is None


CHATS = {
    "whatsapp": "11.05.26, 09:1{0} - {1}: {2}",
    "telephone": "[13/05/2026, 09:1{0}:33] {1}: {2}",
    "teams": "[5/13/2026 9:1{0} AM] {1}\n{2}\n",
}


@pytest.mark.parametrize("form", CHATS.values(), ids=CHATS)
def test_a_chat_gives_a_source_for_each_message(tmp_path, form):
    said = [
        ("Ida Kolk", "the route is gone again"),
        ("Tom Ashdown", "same here since Monday"),
        ("Ida Kolk", "I typed everything twice"),
        ("Ida Kolk", "<Media omitted>"),
        ("Tom Ashdown", "and he wants the list"),
    ]
    text = "\n".join(form.format(n, *one) for n, one in enumerate(said))
    intake = _read(tmp_path, chat__txt=text)
    assert [(one.person_id, one.text) for one in intake.sources] == [
        ("E101", "the route is gone again"),
        ("E102", "same here since Monday"),
        ("E101", "I typed everything twice"),
        ("E102", "and he wants the list"),
    ]
    assert {str(one.said_on)[:7] for one in intake.sources} == {"2026-05"}
