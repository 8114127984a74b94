"""Fine-tune the sentence encoder on the hand-written exemplars: kind, cause, severity and topic.

    python benchmarks/fine_tune.py             # four folds of cases left out, then the one to ship
    python benchmarks/fine_tune.py --only 0    # one fold, to try something

Needs torch, which the toolkit does not: run it in an environment of its own that sees the
toolkit's too (CONTRIBUTING.md says how). Takes about an hour on one core. Writes
toolkit/coding/data/network.npz (what ships, half precision, about 7 MB) and
benchmarks/build/folds.npz (the predictions on cases left out), from which train_coder.py chooses
the mixture, calibrates and measures.

The convolutional network of `toolkit.language.sentence_network` is written down again here with
gradients. Token vectors stay as they are; the layers above them are tuned. Four things are learned
at once: kind and cause (cross-entropy, mildly balanced, smoothed labels), severity, and that
statements of one topic of one case lie together (supervised contrastive loss, Khosla et al. 2020).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from toolkit import language
from toolkit.coding.exemplars import Exemplar, read_exemplars
from toolkit.coding.features import CONTEXT_GAIN, WORDS_GAIN, Seen, circumstances
from toolkit.coding.network import LABELS, NETWORK_FILE
from toolkit.intake.survey_wording import meaning_of
from toolkit.language.sentence_network import _ORDERS
from toolkit.language.weights import PIECES, WEIGHTS, packaged_folder
from toolkit.language.wordpieces import Wordpieces

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "toolkit" / "coding" / "data" / NETWORK_FILE
FOLDS_FILE = Path(__file__).parent / "build" / "folds.npz"
FOLDS, EPOCHS, BATCH = 4, 4, 48
RATE, HEAD_RATE, DECAY = 3e-4, 3e-3, 0.01
DROPOUT, SMOOTHING, TOPIC_TEMPERATURE, LONGEST = 0.2, 0.1, 0.1, 96
LOSS_SHARES = {"kind": 1.0, "cause": 1.5, "severity": 0.5}
TOPIC_DIM, TOPIC_BATCH = 128, 56


@dataclass(frozen=True)
class Material:
    """The exemplars as arrays; a label of -1 is none."""

    pieces: list[list[int]]
    around: Tensor
    """(n, m): what is known beside the words, not tuned."""
    labels: dict[str, NDArray[np.int64]]
    topics: NDArray[np.int64]
    groups: NDArray[np.str_]


class Tuned(nn.Module):
    """The sentence network with gradients, and the heads on top of it."""

    def __init__(self, around: int) -> None:
        super().__init__()
        folder = packaged_folder()
        if folder is None:
            raise SystemExit("The sentence encoder's package is not installed.")
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        n = len(arrays["scale"])
        tables = np.stack([arrays.pop(f"q{i + 1}") for i in range(n)], axis=1).reshape(-1, 512)
        scale, low = arrays.pop("scale"), arrays.pop("lo")
        repeats = len(tables) // n
        tokens = tables * np.tile(scale, repeats)[:, None] + np.tile(low, repeats)[:, None]
        self.blank = len(tokens)
        padded = np.vstack([tokens, np.zeros((1, 512))]).astype(np.float32)
        self.register_buffer("tokens", torch.tensor(padded), persistent=False)
        self.epsilon = float(arrays.pop("eps"))
        arrays.pop("bits")
        self.layers = nn.ParameterDict(
            {name: nn.Parameter(torch.tensor(a.astype(np.float32))) for name, a in arrays.items()}
        )
        self.dropout = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleDict(
            {label: nn.Linear(512 + around, len(names)) for label, names in LABELS.items()}
        )
        self.topic = nn.Linear(512, TOPIC_DIM, bias=False)

    def forward(self, numbers: Tensor) -> Tensor:
        """(n, 512) unit rows from (n, longest) token numbers."""
        w, there = self.layers, (numbers != self.blank).float()[..., None]
        embedded = self.dropout(self.tokens[numbers]) * there
        stacked = {
            name: torch.cat([w[f"{name}{order}"] for order, _ in _ORDERS], -1)
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        }
        projected = embedded @ stacked["proj"] + stacked["proj_b"]
        inputs = self._normal(projected, stacked["ln_g"], stacked["ln_b"]) * there
        features = [embedded]
        for (order, left), seen in zip(_ORDERS, inputs.split(256, -1), strict=True):
            inner = _windows(seen, order, left) @ w[f"w1_{order}"] + w[f"b1_{order}"]
            hidden = (seen + functional.relu(inner)) * there
            outer = _windows(hidden, order, left) @ w[f"w2_{order}"] + w[f"b2_{order}"]
            features.append(hidden + functional.relu(outer))
        normal = self._normal(torch.cat(features, -1), w["ln_g"], w["ln_b"]) * there
        length = there.sum(1)
        mean = self.dropout((normal.sum(1) @ w["cnn_W"] + length * w["cnn_b"]) / length.sqrt())
        first = functional.relu(mean @ w["p1"] + functional.relu(mean @ w["d0"]) @ w["d1"])
        second = torch.tanh(first @ w["p3"] + functional.relu(first @ w["d2"]) @ w["d3"])
        return functional.normalize(second)

    def labelled(self, unit: Tensor, around: Tensor) -> dict[str, Tensor]:
        """Logits of every label."""
        seen = self.dropout(torch.cat([WORDS_GAIN * unit, around], -1))
        return {label: head(seen) for label, head in self.heads.items()}

    def _normal(self, rows: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
        return functional.layer_norm(rows, (rows.shape[-1],), gain, shift, self.epsilon)


def _windows(rows: Tensor, order: int, left: int) -> Tensor:
    padded = functional.pad(rows, (0, 0, left, order - 1 - left))
    return torch.cat([padded[:, i : i + rows.shape[1]] for i in range(order)], -1)


def material(exemplars: Sequence[Exemplar]) -> Material:
    """What the network is fitted on."""
    folder = packaged_folder()
    if folder is None:
        raise SystemExit("The sentence encoder's package is not installed.")
    pieces = Wordpieces(folder / PIECES)
    asked = [one.before or one.question for one in exemplars]
    beside = [one.beside for one in exemplars]
    vectors = language.encode([*asked, *beside])
    around = np.hstack(
        [
            CONTEXT_GAIN * vectors.rows(asked),
            CONTEXT_GAIN * vectors.rows(beside),
            circumstances([_seen(one) for one in exemplars]),
        ]
    )
    topics = {name: i for i, name in enumerate(sorted({one.topic for one in exemplars} - {""}))}
    return Material(
        pieces=[pieces.numbers(one.text)[:LONGEST] for one in exemplars],
        around=torch.tensor(around, dtype=torch.float32),
        labels={
            label: np.array([_place(names, getattr(one, label)) for one in exemplars])
            for label, names in LABELS.items()
        },
        topics=np.array([topics.get(one.topic, -1) for one in exemplars]),
        groups=np.array([one.industry for one in exemplars]),
    )


def _seen(one: Exemplar) -> Seen:
    return Seen(one.text, meaning_of(one.question), one.channel, one.level)


def _place(names: Sequence[str], value: object) -> int:
    return names.index(str(value)) if str(value) in names else -1


def fit(given: Material, rows: NDArray[np.int64], seed: int = 0) -> Tuned:
    """The network fitted on these rows."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    net = Tuned(given.around.shape[1])
    own = list(net.layers.parameters())
    heads = [*net.heads.parameters(), *net.topic.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": own, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=DECAY
    )
    steps = EPOCHS * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (0.1 * steps)) * max(0.02, 1 - s / steps)
    )
    weights = {label: _balance(y[rows], len(LABELS[label])) for label, y in given.labels.items()}
    cases = _cases(given, rows)
    step = 0
    net.train()
    for epoch in range(EPOCHS):
        for batch in _batches(given, rows, random):
            loss = _label_loss(net, given, batch, weights)
            step += 1
            if cases and step % 2 == 0:
                case = cases[random.integers(len(cases))]
                chosen = random.choice(case, min(TOPIC_BATCH, len(case)), replace=False)
                loss = loss + _topic_loss(net, given, chosen)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        print(f"  epoch {epoch + 1} of {EPOCHS}", flush=True)
    return net.eval()


def _label_loss(
    net: Tuned, given: Material, batch: NDArray[np.int64], weights: dict[str, Tensor]
) -> Tensor:
    logits = net.labelled(net(_padded(given, batch, net.blank)), given.around[batch])
    loss = torch.zeros(())
    for label, share in LOSS_SHARES.items():
        target = torch.tensor(given.labels[label][batch])
        if (target >= 0).any():
            loss = loss + share * functional.cross_entropy(
                logits[label],
                target,
                weights[label],
                ignore_index=-1,
                label_smoothing=SMOOTHING,
            )
    return loss


def _topic_loss(net: Tuned, given: Material, batch: NDArray[np.int64]) -> Tensor:
    places = functional.normalize(net.topic(net(_padded(given, batch, net.blank))))
    likeness = places @ places.T / TOPIC_TEMPERATURE
    self_ = torch.eye(len(batch), dtype=torch.bool)
    topics = torch.tensor(given.topics[batch])
    same = (topics[:, None] == topics[None]) & ~self_
    shares = likeness - torch.logsumexp(likeness.masked_fill(self_, -1e9), 1, keepdim=True)
    having = same.any(1)
    return -((shares * same).sum(1)[having] / same.sum(1)[having]).mean()


def _balance(labels: NDArray[np.int64], n: int) -> Tensor:
    """Half way to equal weights: rare labels count more, but not as if they were common."""
    counts = np.bincount(labels[labels >= 0], minlength=n)
    return torch.tensor((counts.sum() / np.maximum(counts, 1) / n) ** 0.5, dtype=torch.float32)


def _cases(given: Material, rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if given.topics[row] >= 0:
            found[str(given.groups[row])].append(int(row))
    return [np.array(found[name]) for name in sorted(found)]


def _batches(
    given: Material, rows: NDArray[np.int64], random: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Batches of statements of about one length, in random order."""
    lengths = np.array([len(one) for one in given.pieces])
    drawn = random.permutation(rows)
    batches = []
    for start in range(0, len(drawn), 20 * BATCH):
        chunk = drawn[start : start + 20 * BATCH]
        chunk = chunk[np.argsort(lengths[chunk], kind="stable")]
        batches += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    return (batches[i] for i in random.permutation(len(batches)))


def _padded(given: Material, batch: NDArray[np.int64], blank: int) -> Tensor:
    longest = max(len(given.pieces[row]) for row in batch)
    numbers = torch.full((len(batch), longest), blank)
    for line, row in enumerate(batch):
        numbers[line, : len(given.pieces[row])] = torch.tensor(given.pieces[row])
    return numbers


def predict(net: Tuned, given: Material, rows: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
    """Probabilities of every label, unit vectors and places by topic, in the rows' order."""
    found: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    with torch.no_grad():
        for row in rows:
            one = np.array([row])
            unit = net(_padded(given, one, net.blank))
            for label, logits in net.labelled(unit, given.around[one]).items():
                found[label].append(functional.softmax(logits, -1).numpy())
            found["topic"].append(functional.normalize(net.topic(unit)).numpy())
            found["vector"].append(unit.numpy())
    return {name: np.vstack(parts) for name, parts in found.items()}


def ship(net: Tuned) -> None:
    """Write the tuned layers, the heads and the topic projection, in half precision."""
    arrays = {f"layer.{name}": value for name, value in net.layers.items()}
    for label, head in net.heads.items():
        arrays |= {f"{label}.weight": head.weight, f"{label}.bias": head.bias}
    arrays["topic.weight"] = net.topic.weight
    halves = {name: a.detach().numpy().astype(np.float16) for name, a in arrays.items()}
    SHIPPED.parent.mkdir(exist_ok=True)
    np.savez_compressed(SHIPPED, **halves)


def folds_of(groups: NDArray[np.str_]) -> NDArray[np.int64]:
    """Fold of every row: whole industries, dealt out by size, largest first."""
    names, counts = np.unique(groups, return_counts=True)
    fold, filled = {}, np.zeros(FOLDS)
    for place in np.lexsort((names, -counts)):
        fold[names[place]] = int(filled.argmin())
        filled[filled.argmin()] += counts[place]
    return np.array([fold[name] for name in groups])


def main() -> None:
    """Folds, then the one to ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", type=int, help="one fold, nothing shipped")
    parser.add_argument("--ship", action="store_true", help="no folds, only the one to ship")
    options = parser.parse_args()
    torch.set_num_threads(1)
    exemplars = read_exemplars()
    given = material(exemplars)
    folds = folds_of(given.groups)
    everything = np.arange(len(exemplars))
    wanted = [] if options.ship else range(FOLDS) if options.only is None else [options.only]
    kept: dict[str, NDArray[np.float32]] = {}
    for fold in wanted:
        left = everything[folds == fold]
        print(f"fold {fold + 1}: {len(left)} statements left out", flush=True)
        for name, rows in predict(fit(given, everything[folds != fold]), given, left).items():
            whole = kept.setdefault(name, np.zeros((len(exemplars), rows.shape[1]), np.float32))
            whole[left] = rows
        FOLDS_FILE.parent.mkdir(exist_ok=True)
        ids = np.array([one.exemplar_id for one in exemplars])
        done = np.isin(folds, [f for f in wanted if f <= fold])
        np.savez_compressed(FOLDS_FILE, ids=ids, fold=folds, done=done, **kept)
    if options.only is None:
        print("the one to ship", flush=True)
        ship(fit(given, everything))


if __name__ == "__main__":
    main()
