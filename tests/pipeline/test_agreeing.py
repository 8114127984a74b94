"""Blind sheets, adjudication, own codes and agreement, through the command line."""

from __future__ import annotations

import csv
import json
import shutil
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.pipeline.conftest import review_of, write_raw
from toolkit import cli
from toolkit.errors import WrongDecision, WrongSettings
from toolkit.pipeline.deciding import decide, export_decisions, history, import_decisions

OWN = "own: {lost_lines: {parent: trust, label: Lines lost, definition: Lines of an order go.}}\n"


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review that is made once; tests work on copies of its folder."""
    folder = tmp_path_factory.mktemp("bakery")
    review_of(write_raw(folder / "raw"), folder / "out", folder / "key.json")
    return folder / "out"


@pytest.fixture
def out(bakery: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bakery, tmp_path / "out"))


def run(*words: object, code: int = 0) -> str:
    done = CliRunner().invoke(cli.app, [str(word) for word in words])
    assert done.exit_code == code, (done.output, done.exception)
    return done.stdout


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(path: Path, codes: dict[str, tuple[str, str, str]]) -> Path:
    """The sheet with codes for those statements whose words hold the given ones."""
    rows = rows_of(path)
    for row in rows:
        for words, (kind, cause, severity) in codes.items():
            if words in row["words"]:
                row |= {"kind": kind, "cause": cause, "severity": severity}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def sheet(out: Path, coder: str) -> Path:
    run("blind", out, "--coder", coder)
    return out / "confidential" / "sheets" / f"{coder}.csv"


def statement(out: Path, words: str) -> str:
    rows = rows_of(out / "confidential" / "tables" / "statements.csv")
    return next(row["statement_id"] for row in rows if words in row["quote"])


ANA = {
    "three were gone": ("concern", "defect", "3"),
    "never shown": ("concern", "training", "2"),
    "addresses are old": ("concern", "data", "2"),
    "customer card": ("praise", "", ""),
}
BEN = {
    "three were gone": ("concern", "training", "3"),
    "never shown": ("concern", "training", "2"),
    "addresses are old": ("concern", "data", "1"),
    "customer card": ("praise", "", ""),
}


def coded(out: Path) -> Path:
    """Both have coded blind."""
    for coder, codes in (("ana", ANA), ("ben", BEN)):
        run("blind", out, "--coder", coder, "--take", fill(sheet(out, coder), codes))
    return out


def test_a_sheet_shows_words_and_no_suggestion_and_is_for_the_owner_alone(out):
    path = sheet(out, "ana")
    rows = rows_of(path)
    assert set(rows[0]) == {
        "statement_id", "question", "words", "kind", "cause", "severity", "memo"
    }  # fmt: skip
    assert {(row["kind"], row["cause"], row["severity"]) for row in rows} == {("", "", "")}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Thrupp" not in path.read_text(encoding="utf-8")


def test_all_coders_get_the_same_statements(out):
    run("blind", out, "--coder", "cleo", "-n", 4)
    run("blind", out, "--coder", "dora", "-n", 4)
    folder = out / "confidential" / "sheets"
    ids = [[row["statement_id"] for row in rows_of(folder / f"{n}.csv")] for n in ("cleo", "dora")]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 4


def test_a_sheet_is_not_written_over(out):
    sheet(out, "ana")
    done = CliRunner().invoke(cli.app, ["blind", str(out), "--coder", "ana"])
    assert isinstance(done.exception, WrongDecision)


def test_blind_codes_of_two_people_stand_side_by_side_with_their_agreement(out):
    found = json.loads(run("agree", coded(out), "--coder", "ana", "--coder", "ben", "--json"))
    assert found["coders"] == found["blind"] == {"ana": 4, "ben": 4}
    figures = {(one["of"], one["statistic"], one["code"]): one for one in found["figures"]}
    # three causes, two equal: p_o = 2/3, p_e = (1*0 + 1*2 + 1*1) / 9 = 1/3
    assert figures["cause", "kappa", ""]["value"] == pytest.approx(0.5)
    assert figures["kind", "kappa", ""]["value"] == 1.0
    assert [(one["differs"], one["codings"]["ben"]) for one in found["disagreements"]] == [
        ("family", "concern, training, 3"),
        ("severity", "concern, data, 1"),
    ]


def test_machines_are_coders_like_persons(out):
    text = run("agree", coded(out))
    for name in ("ana", "ben", "learned", "rules"):
        assert name in text
    found = json.loads(run("agree", out, "--coder", "learned", "--coder", "ana", "--json"))
    assert list(found["coders"]) == ["learned", "ana"]


def test_the_tables_are_left_in_the_confidential_folder(out):
    run("agree", coded(out))
    folder = out / "confidential" / "agreement"
    assert {one["statistic"] for one in rows_of(folder / "agreement.csv")} == {
        "agreement", "kappa", "alpha"
    }  # fmt: skip
    assert rows_of(folder / "confusion.csv")
    first = rows_of(folder / "disagreements.csv")[0]
    assert (first["differs"], first["ana"]) == ("family", "concern, defect, 3")
    assert "three were gone" in first["words"]
    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}


def test_adjudication_settles_a_disagreement_and_leaves_the_figures_as_they_were(out):
    before = json.loads(run("agree", coded(out), "--coder", "ana", "--coder", "ben", "--json"))
    subject = f"statement:{statement(out, 'three were gone')}"
    run("decide", out, subject, "cause", "defect", "--coder", "adjudicator:ana")
    after = json.loads(run("agree", out, "--coder", "ana", "--coder", "ben", "--json"))
    assert after["figures"] == before["figures"]
    assert [one["settled"] for one in after["disagreements"]] == ["defect", ""]
    assert "1 settled by an adjudicator" in run("agree", out)


def test_copies_of_the_review_that_were_coded_apart_are_merged_without_loss(out, tmp_path):
    other = Path(shutil.copytree(out, tmp_path / "other"))
    run("blind", out, "--coder", "ana", "--take", fill(sheet(out, "ana"), ANA))
    run("blind", other, "--coder", "ben", "--take", fill(sheet(other, "ben"), BEN))
    lines = tmp_path / "ben.jsonl"
    lines.write_text("\n".join(export_decisions(other)), encoding="utf-8")
    import_decisions(out, lines)
    found = json.loads(run("agree", out, "--coder", "ana", "--coder", "ben", "--json"))
    assert found["coders"] == {"ana": 4, "ben": 4}


def test_taking_the_same_sheet_twice_writes_nothing_new(out):
    path = fill(sheet(out, "ana"), ANA)
    assert run("blind", out, "--coder", "ana", "--take", path) == "10 codes of ana taken in.\n"
    assert run("blind", out, "--coder", "ana", "--take", path) == "0 codes of ana taken in.\n"


def test_a_sheet_with_a_wrong_code_is_refused_whole_with_its_row(out):
    path = fill(sheet(out, "ana"), ANA | {"never shown": ("concern", "trainig", "9")})
    done = CliRunner().invoke(cli.app, ["blind", str(out), "--coder", "ana", "--take", str(path)])
    assert isinstance(done.exception, WrongDecision)
    assert "'trainig' is no cause" in str(done.exception)
    assert "'9' is no severity" in str(done.exception)
    assert history(out)[0] == ()


def test_a_coder_there_is_not_is_named_with_those_there_are(out):
    done = CliRunner().invoke(cli.app, ["agree", str(out), "--coder", "zoe"])
    assert isinstance(done.exception, WrongDecision)
    assert "Here code learned, rules." in str(done.exception)


def test_the_codebook_is_written_once_to_edit_and_then_left_alone(out):
    path = out / "confidential" / "codebook.yaml"
    assert "### defect: tool fault" in run("codebook", out)
    path.write_text("causes: {defect: {label: Breakage}}", encoding="utf-8")
    assert "### defect: Breakage" in run("codebook", out)
    assert path.read_text(encoding="utf-8") == "causes: {defect: {label: Breakage}}"


def test_a_named_codebook_that_is_not_there_is_an_error(out):
    toml = out / "confidential" / "review.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(f'{text}\n[mine]\ncodebook = "ours.yaml"\n', encoding="utf-8")
    done = CliRunner().invoke(cli.app, ["agree", str(out)])
    assert isinstance(done.exception, WrongSettings)
    assert "ours.yaml" in str(done.exception)


def test_an_own_code_counts_as_its_parent_in_every_table(bakery, out):
    (out / "confidential" / "codebook.yaml").write_text(OWN, encoding="utf-8")
    which = statement(out, "three were gone")
    row = decide(out, f"statement:{which}", "cause", "lost_lines", coder="ana")
    assert (row.field, row.decided) == ("code", "lost_lines")
    assert row.suggested
    again = review_of(bakery.parent / "raw", out, bakery.parent / "key.json")
    now = again.statements.set_index("statement_id").loc[which]
    assert (now.cause, now.final_cause) == ("trust", "trust")
    assert now.status == "changed"


def test_a_code_that_nobody_defined_is_refused(out):
    subject = f"statement:{statement(out, 'three were gone')}"
    for field in ("cause", "code"):
        with pytest.raises(WrongDecision):
            decide(out, subject, field, "lost_lines", coder="ana")
