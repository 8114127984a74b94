"""Learn the sentence splitter's parameters from our own texts and write them as a readable table.

    python -m toolkit.language.train_punkt FILE.jsonl …

The paragraphs in `data/paragraphs` are always read; each FILE adds its rows' `text` (with
`language`). Every text is a paragraph of its own. The same texts give the same table.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

from toolkit.language.abbreviations import listed
from toolkit.language.punkt_model import DATA_FILE, FLAGS

LANGUAGES: Final = ("en", "de", "it", "fr", "es")
_HEADER: Final = "language\tkind\tvalue\tmarks"
_AT_LEAST: Final = 2
"""A word of the added texts is kept if it stands there so often; of ours, always."""
_PUNCTUATION: Final = "\"'()[],;:!?«»„“”‘’…"


def own_paragraphs(language: str) -> list[str]:
    """The paragraphs that were written for this purpose."""
    file = files(__package__) / "data" / "paragraphs" / f"{language}.txt"
    return file.read_text(encoding="utf-8").strip().split("\n\n")


def added_texts(paths: Sequence[Path]) -> dict[str, list[str]]:
    """Language -> the distinct texts of JSON-lines files, sorted, line breaks as blanks."""
    texts: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row: Mapping[str, str] = json.loads(line)
            texts.get(row["language"], set()).add(" ".join(row["text"].split()))
    return {language: sorted(found) for language, found in texts.items()}


def learn(language: str, own: Sequence[str], added: Sequence[str]) -> list[str]:
    """The table's lines of one language, sorted.

    Abbreviations are given, not learned: in a text as small as ours any rare word at the end of a
    sentence looks like one.
    """
    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer()
    trainer.ABBREV = float("inf")
    trainer.ABBREV_BACKOFF = 0
    trainer.get_params().abbrev_types.update(
        entry.lower().replace(" ", "").removesuffix(".") for entry in listed(language)
    )
    trainer.train("\n\n".join([*own, *added]))
    found = trainer.get_params()
    kept = set(_words(own)) | {word for word, n in Counter(_words(added)).items() if n >= _AT_LEAST}
    rows = [("collocation", " ".join(pair), "") for pair in found.collocations]
    rows += [("starter", value, "") for value in found.sent_starters]
    rows += [
        ("word", word, ", ".join(name for name, flag in FLAGS.items() if marks & flag))
        for word, marks in found.ortho_context.items()
        if marks and word in kept
    ]
    return sorted("\t".join([language, *row]) for row in rows)


def table(added: Sequence[Path]) -> str:
    """The whole table as text."""
    texts = added_texts(added)
    lines = [_HEADER]
    for language in LANGUAGES:
        lines += learn(language, own_paragraphs(language), texts[language])
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Write the table into the package's data folder."""
    target = Path(str(files(__package__) / "data" / DATA_FILE))
    target.write_text(table([Path(argument) for argument in arguments]), encoding="utf-8")


def _words(texts: Sequence[str]) -> list[str]:
    """Lower-case words, without the punctuation around them."""
    tokens = " ".join(texts).lower().split()
    words = [token.strip(_PUNCTUATION).removesuffix(".") for token in tokens]
    return [word for word in words if word.isalpha()]


if __name__ == "__main__":
    main(sys.argv[1:])
