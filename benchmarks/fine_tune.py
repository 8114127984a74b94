"""Fine-tune the coder's two networks on the hand-written exemplars.

    python benchmarks/fine_tune.py sentence          # cases left out by fold, then what ships
    python benchmarks/fine_tune.py pair              # likewise
    python benchmarks/fine_tune.py pair --folds 0 1  # some folds only, nothing shipped
    python benchmarks/fine_tune.py pair --ship       # no folds

Needs torch, which the toolkit does not: run it in an environment of its own that sees the
toolkit's too (CONTRIBUTING.md says how). Takes an hour and more on one core for each network.
Writes toolkit/coding/data/{sentence,pair}.npz (what ships) and benchmarks/build/*_folds.npz (the
predictions on cases left out), from which train_coder.py chooses the mixture, calibrates and
measures.

Four things are learned at once: kind and cause (cross-entropy, mildly balanced, smoothed labels),
severity, and that statements of one topic of one case lie together (supervised contrastive loss,
Khosla et al. 2020).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from tunable_networks import PairNet, SentenceNet, Tunable

from toolkit import language
from toolkit.coding.exemplars import Exemplar, read_exemplars
from toolkit.coding.features import CONTEXT_GAIN, Seen, circumstances
from toolkit.coding.network import LABELS
from toolkit.intake.survey_wording import meaning_of

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "toolkit" / "coding" / "data"
BUILD = HERE / "build"
NETWORKS: Mapping[str, type[Tunable]] = {"sentence": SentenceNet, "pair": PairNet}
FOLDS = 4
HEAD_RATE, DECAY, SMOOTHING, TOPIC_TEMPERATURE = 3e-3, 0.01, 0.1, 0.1
LOSS_SHARES = {"kind": 1.0, "cause": 1.5, "severity": 0.5}


@dataclass(frozen=True)
class Material:
    """The exemplars as arrays; a label of -1 is none."""

    exemplars: Sequence[Exemplar]
    around: Tensor
    """(n, m): what is known beside the words, not tuned."""
    labels: dict[str, NDArray[np.int64]]
    topics: NDArray[np.int64]
    groups: NDArray[np.str_]


def material(exemplars: Sequence[Exemplar]) -> Material:
    """What the networks are fitted on."""
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
        exemplars=exemplars,
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


def fit(network: type[Tunable], given: Material, rows: NDArray[np.int64], seed: int = 0) -> Tunable:
    """The network fitted on these rows."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    net = network(given.exemplars, given.around.shape[1])
    heads = [*net.heads.parameters(), *net.topic.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": net.own(), "lr": net.rate}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=DECAY,
    )
    steps = net.epochs * -(-len(rows) // net.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (0.1 * steps)) * max(0.02, 1 - s / steps)
    )
    weights = {label: _balance(y[rows], len(LABELS[label])) for label, y in given.labels.items()}
    cases = _cases(given, rows)
    step = 0
    net.train()
    for epoch in range(net.epochs):
        for batch in _batches(net, rows, random):
            loss = _label_loss(net, given, batch, weights)
            step += 1
            if step % net.topic_every == 0:
                case = cases[random.integers(len(cases))]
                chosen = random.choice(case, min(net.topic_batch, len(case)), replace=False)
                loss = loss + _topic_loss(net, given, chosen)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        print(f"  epoch {epoch + 1} of {net.epochs}", flush=True)
    return net.eval()


def _label_loss(
    net: Tunable, given: Material, batch: NDArray[np.int64], weights: dict[str, Tensor]
) -> Tensor:
    logits = net.labelled(net(batch), given.around[batch])
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


def _topic_loss(net: Tunable, given: Material, batch: NDArray[np.int64]) -> Tensor:
    places = functional.normalize(net.topic(net(batch)))
    likeness = places @ places.T / TOPIC_TEMPERATURE
    self_ = torch.eye(len(batch), dtype=torch.bool)
    topics = torch.tensor(given.topics[batch])
    same = (topics[:, None] == topics[None]) & ~self_
    shares = likeness - torch.logsumexp(likeness.masked_fill(self_, -1e9), 1, keepdim=True)
    having = same.any(1)
    if not having.any():
        return torch.zeros(())
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
    net: Tunable, rows: NDArray[np.int64], random: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Batches of statements of about one length, in random order."""
    drawn = random.permutation(rows)
    batches = []
    for start in range(0, len(drawn), 20 * net.batch):
        chunk = drawn[start : start + 20 * net.batch]
        chunk = chunk[np.argsort(net.lengths[chunk], kind="stable")]
        batches += [chunk[i : i + net.batch] for i in range(0, len(chunk), net.batch)]
    return (batches[i] for i in random.permutation(len(batches)))


@torch.no_grad()
def predict(
    net: Tunable, given: Material, rows: NDArray[np.int64]
) -> dict[str, NDArray[np.float32]]:
    """Probabilities of every label, unit vectors and places by topic, in the rows' order."""
    found: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    order = np.argsort(net.lengths[rows], kind="stable")
    for at in range(0, len(rows), 64):
        some = rows[order[at : at + 64]]
        unit = net(some)
        for label, logits in net.labelled(unit, given.around[some]).items():
            found[label].append(functional.softmax(logits, -1).numpy())
        found["topic"].append(functional.normalize(net.topic(unit)).numpy())
        found["vector"].append(unit.numpy())
    back = np.argsort(order)
    return {name: np.vstack(parts)[back] for name, parts in found.items()}


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
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("--folds", type=int, nargs="+", help="these only, nothing shipped")
    parser.add_argument("--ship", action="store_true", help="no folds, only the one to ship")
    options = parser.parse_args()
    torch.set_num_threads(1)
    network = NETWORKS[options.network]
    given = material(read_exemplars())
    if not options.ship:
        leave_out(network, given, options.folds or range(FOLDS), options.network)
    if options.folds is None:
        print("the one to ship", flush=True)
        net = fit(network, given, np.arange(len(given.exemplars)))
        SHIPPED.mkdir(exist_ok=True)
        np.savez_compressed(SHIPPED / f"{options.network}.npz", **net.arrays())


def leave_out(network: type[Tunable], given: Material, wanted: Sequence[int], name: str) -> None:
    """Predictions of every fold that is wanted; others stay as the file has them."""
    ids = np.array([one.exemplar_id for one in given.exemplars])
    folds = folds_of(given.groups)
    file = BUILD / f"{name}_folds.npz"
    kept: dict[str, NDArray[np.float32]] = {}
    done = np.zeros(len(ids), dtype=bool)
    if file.is_file():
        with np.load(file, allow_pickle=False) as stored:
            if np.array_equal(stored["ids"], ids):
                done = stored["done"]
                kept = {n: stored[n] for n in stored.files if n not in ("ids", "fold", "done")}
    for fold in wanted:
        left = np.flatnonzero(folds == fold)
        print(f"fold {fold + 1}: {len(left)} statements left out", flush=True)
        net = fit(network, given, np.flatnonzero(folds != fold))
        for part, rows in predict(net, given, left).items():
            whole = kept.setdefault(part, np.zeros((len(ids), rows.shape[1]), np.float32))
            whole[left] = rows
        done[left] = True
        BUILD.mkdir(exist_ok=True)
        np.savez_compressed(file, ids=ids, fold=folds, done=done, **kept)


if __name__ == "__main__":
    main()
