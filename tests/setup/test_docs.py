"""The pages for users tell the truth of the code as it is."""

from __future__ import annotations

import re
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

import toolkit
from surveys.make_instruments import READY
from toolkit import cli
from toolkit.desk.screen import CAUSE_KEYS, KIND_KEYS
from toolkit.intake.survey_roles import COLUMN_ROLES
from toolkit.model.decisions import SUBJECTS
from toolkit.model.vocabulary import FileKind
from toolkit.pipeline import Review
from toolkit.settings import FileSettings, Mine, Promise, Settings
from toolkit.stakeholders.deciding import FIELDS
from toolkit.workspace.allowed import rule_of

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "docs" / f"{name}.md"
    for name in (
        "index",
        "start",
        "files",
        "privacy",
        "decide",
        "python",
        "language-model",
        "people",
        "waves",
        "session",
        "plan",
        "reports",
        "desk",
        "first-review",
    )
]
PAGES.append(ROOT / "surveys" / "instruments" / "README.md")
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}
FENCED = re.compile(r"^[ ]*```(\w*)\n(.*?)^[ ]*```", re.M | re.S)


def commands(word: str) -> list[tuple[str, str]]:
    """(page, command) for every command that begins so, in blocks and in running text."""
    found = []
    for page, text in TEXTS.items():
        blocks = "\n".join(body for kind, body in FENCED.findall(text) if not kind)
        inline = re.findall(r"`([^`\n]+)`", FENCED.sub("", text))
        lines = [*map(str.strip, blocks.splitlines()), *inline]
        found += [(page, line) for line in lines if line.startswith(word + " ")]
    return found


def test_there_are_pages_for_every_task() -> None:
    assert all(text.startswith("# ") for text in TEXTS.values())
    assert all(page in TEXTS["docs/index.md"] for page in
               ("start.md", "files.md", "privacy.md", "decide.md", "python.md"))  # fmt: skip


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_leads_to_something(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", TEXTS[page]):
        assert ((ROOT / page).parent / target).exists(), target


def test_every_command_of_the_pages_exists_with_its_options() -> None:
    known = typer.main.get_command(cli.app).commands
    shown = [*commands("relaunch"), *commands("python -m toolkit")]
    assert {"run", "read", "check", "tables", "decide", "undo", "history", "decisions", "why",
            "disclosure", "app"} <= {_verb(line) for _, line in shown}  # fmt: skip
    for page, line in shown:
        verb = _verb(line)
        assert verb in known, f"{page}: {line}"
        options = {name for one in known[verb].params for name in one.opts}
        used = {word for word in shlex.split(line.split(" > ")[0]) if word.startswith("--")}
        assert used <= options, f"{page}: {line}"


def _verb(line: str) -> str:
    return line.removeprefix("python -m toolkit ").removeprefix("relaunch ").split()[0]


def test_every_verb_of_the_command_line_stands_in_the_pages() -> None:
    known = typer.main.get_command(cli.app).commands
    shown = {_verb(line) for _, line in commands("relaunch")}
    assert not set(known) - shown


def test_the_help_names_the_verbs_that_the_pages_use() -> None:
    help_text = CliRunner().invoke(cli.app, ["--help"]).output
    assert not [line for _, line in commands("relaunch") if _verb(line) not in help_text]


def test_every_verb_of_run_py_exists() -> None:
    verbs = set(re.findall(r'"(\w+)": \w+[,}]', (ROOT / "run.py").read_text(encoding="utf-8")))
    used = {line.split()[2] for _, line in commands("python run.py")}
    assert used
    assert used <= verbs


def test_the_public_names_and_their_page_agree() -> None:
    text = TEXTS["docs/python.md"]
    rows = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    named = set(re.findall(r"`review\.(\w+)", rows))
    public = {name for name in dir(Review) if not name.startswith("_")}
    public |= {one.name for one in fields(Review) if not one.name.startswith("_")}
    assert named == public
    assert set(re.findall(r"`toolkit\.(\w+)", rows)) == set(toolkit.__all__)


def test_what_the_python_page_runs_exists() -> None:
    code = "\n".join(body for kind, body in FENCED.findall(TEXTS["docs/python.md"]) if kind)
    for owner, name in re.findall(r"\b(toolkit|review)\.(\w+)", code):
        assert hasattr(toolkit if owner == "toolkit" else Review, name), name


@pytest.mark.parametrize(
    ("page", "body"),
    [(page, body) for page, text in TEXTS.items()
     for kind, body in FENCED.findall(text) if kind == "toml"],
)  # fmt: skip
def test_every_example_of_review_toml_is_accepted(page: str, body: str) -> None:
    plain = "\n".join(line.strip() for line in body.splitlines())
    assert Settings.model_validate(tomllib.loads(plain)).mine != Mine()


def test_the_assumed_promise_is_the_one_of_the_program() -> None:
    default = Settings().promise("survey.csv", anonymous=False)
    [body] = [body for kind, body in FENCED.findall(TEXTS["docs/privacy.md"])
              if kind == "toml" and "attribution" in body]  # fmt: skip
    shown = tomllib.loads(body)["mine"]["files"]["survey.csv"]["promise"]
    for name in ("attribution", "quotes", "join_usage", "smallest_group", "smallest_group_quotes"):
        assert shown[name] == getattr(default, name)
    assert set(shown) | {"assumed"} == set(Promise.model_fields)


def test_the_kinds_keys_and_roles_of_files_are_listed_in_full() -> None:
    text = TEXTS["docs/files.md"]
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.M)) == {*map(str, FileKind), *COLUMN_ROLES}
    for role, meaning in COLUMN_ROLES.items():
        assert f"| `{role}` | {meaning} |" in text
    keys = text.split("Keys of a file:")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", keys)) - {"before", "after"} == set(FileSettings.model_fields)


def test_the_keys_of_the_desk_are_those_of_its_code() -> None:
    text = TEXTS["docs/decide.md"]
    order = ", ".join(str(cause) for key, cause in CAUSE_KEYS.items() if key != "-")
    assert f"in this order: {order}; `-` unclear" in text
    kinds = " ".join(f"`{key}`" for key in KIND_KEYS)
    assert f"| {kinds} | the kinds: {', '.join(map(str, KIND_KEYS.values()))} |" in text
    static = ROOT / "toolkit" / "desk" / "static"
    scripts = (static / "review_desk.js", static / "common" / "frame.js")
    script = "".join(path.read_text(encoding="utf-8") for path in scripts)
    for key in ("j", "k", "Enter", "p", "m", "u", "/", "?"):
        assert f'["{key}", ' in script
        assert f"`{key}`" in text


def test_what_may_be_decided_is_told_as_it_is() -> None:
    text = TEXTS["docs/decide.md"]
    rows = re.findall(r"^\| `(\w+):` \| `(\w+)` \| (.+?) \|$", text, re.M)
    assert len(rows) > 8
    for subject, field, values in rows:
        assert subject in SUBJECTS
        rule = rule_of(f"{subject}:X", field)
        assert rule is None or rule.allowed == values, (subject, field)
    of_people = {field for subject, field, _ in rows if subject == "person"}
    assert of_people - {"wave"} <= set(FIELDS)


def test_the_instruments_that_the_page_names_are_there() -> None:
    text = TEXTS["surveys/instruments/README.md"]
    for name in re.findall(r"`ready/([\w/.]+)`", text):
        assert (READY / name.replace("LANGUAGE", "en")).exists(), name
