"""The two networks of the learned coder, written down again with gradients, for fine_tune.py.

`SentenceNet` is the convolutional sentence encoder of `toolkit.language.sentence_network`: token
vectors stay as they are, the layers above them are tuned. `PairNet` is the small transformer of
`toolkit.language.transformer`, which reads a statement after the question: the upper nine of its
twelve layers are tuned. It starts from multilingual-e5-small; see `base_network`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from base_network import Base
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from toolkit.coding.exemplars import Exemplar
from toolkit.coding.features import WORDS_GAIN
from toolkit.coding.network import LABELS, PAIR_LENGTHS
from toolkit.language.packing import packed
from toolkit.language.pair_tokens import PairTokens
from toolkit.language.sentence_network import _ORDERS
from toolkit.language.transformer import HEADS
from toolkit.language.weights import PIECES, WEIGHTS, packaged_folder
from toolkit.language.wordpieces import Wordpieces

DROPOUT, LONGEST = 0.2, 96
TOPIC_DIM = 128
LAYER_DROPOUT, KEPT_LAYERS = 0.1, 3
POSITIONS, EPSILON = 128, 1e-12
_PARTS = {
    "q": "q",
    "k": "k",
    "v": "v",
    "o": "ao",
    "n1": "aln",
    "f1": "fi",
    "f2": "fo",
    "n2": "oln",
}
"""Our names of a layer's parts and those of the base's file."""


class Tunable(nn.Module):
    """A network over the exemplars with heads on top; `lengths` are tokens of each exemplar."""

    batch: int
    rate: float
    epochs: int
    topic_every: int
    topic_batch: int
    lengths: NDArray[np.int64]

    def add_heads(self, dim: int, around: int) -> None:
        """Heads of every label, and the space of topics."""
        self.dropout = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleDict(
            {label: nn.Linear(dim + around, len(names)) for label, names in LABELS.items()}
        )
        self.topic = nn.Linear(dim, TOPIC_DIM, bias=False)

    def own(self) -> list[nn.Parameter]:
        """What is tuned below the heads."""
        raise NotImplementedError

    def forward(self, rows: NDArray[np.int64]) -> Tensor:
        """(n, dim) unit rows of these exemplars."""
        raise NotImplementedError

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What ships, by the names that the toolkit reads."""
        raise NotImplementedError

    def labelled(self, unit: Tensor, around: Tensor) -> dict[str, Tensor]:
        """Logits of every label."""
        seen = self.dropout(torch.cat([WORDS_GAIN * unit, around], -1))
        return {label: head(seen) for label, head in self.heads.items()}

    def head_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Heads and topic space in half precision."""
        found: dict[str, Tensor] = {"topic.weight": self.topic.weight}
        for label, head in self.heads.items():
            found |= {f"{label}.weight": head.weight, f"{label}.bias": head.bias}
        return {name: a.detach().numpy().astype(np.float16) for name, a in found.items()}


class SentenceNet(Tunable):
    """The sentence network with gradients."""

    batch, rate, epochs, topic_every, topic_batch = 48, 3e-4, 4, 2, 56

    def __init__(self, exemplars: Sequence[Exemplar], around: int) -> None:
        super().__init__()
        folder = packaged_folder()
        if folder is None:
            raise SystemExit("The sentence encoder's package is not installed.")
        pieces = Wordpieces(folder / PIECES)
        self.pieces = [pieces.numbers(one.text)[:LONGEST] for one in exemplars]
        self.lengths = np.array([len(one) for one in self.pieces])
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        n = len(arrays["scale"])
        tables = np.stack([arrays.pop(f"q{i + 1}") for i in range(n)], axis=1).reshape(-1, 512)
        scale, low = arrays.pop("scale"), arrays.pop("lo")
        repeats = len(tables) // n
        tokens = tables * np.tile(scale, repeats)[:, None] + np.tile(low, repeats)[:, None]
        self.blank = len(tokens)
        filled = np.vstack([tokens, np.zeros((1, 512))]).astype(np.float32)
        self.register_buffer("tokens", torch.tensor(filled), persistent=False)
        self.epsilon = float(arrays.pop("eps"))
        arrays.pop("bits")
        self.layers = nn.ParameterDict(
            {name: nn.Parameter(torch.tensor(a.astype(np.float32))) for name, a in arrays.items()}
        )
        self.add_heads(512, around)

    def own(self) -> list[nn.Parameter]:
        """All layers above the tokens."""
        return list(self.layers.parameters())

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Layers and heads in half precision."""
        layers = {
            f"layer.{name}": value.detach().numpy().astype(np.float16)
            for name, value in self.layers.items()
        }
        return layers | self.head_arrays()

    def forward(self, rows: NDArray[np.int64]) -> Tensor:
        """(n, 512) unit rows."""
        numbers = padded([self.pieces[row] for row in rows], self.blank)
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

    def _normal(self, rows: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
        return functional.layer_norm(rows, (rows.shape[-1],), gain, shift, self.epsilon)


class Layer(nn.Module):
    """One layer of the transformer."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        for part in "qkvo":
            setattr(self, part, nn.Linear(dim, dim))
        self.f1, self.f2 = nn.Linear(dim, 4 * dim), nn.Linear(4 * dim, dim)
        self.n1, self.n2 = (nn.LayerNorm(dim, EPSILON) for _ in range(2))
        self.dropout = nn.Dropout(LAYER_DROPOUT)

    def forward(self, seen: Tensor, there: Tensor) -> Tensor:
        """(n, length, dim) from the same, `there` (n, length)."""
        n, length, dim = seen.shape
        q, k, v = (
            part(seen).view(n, length, HEADS, -1).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        told = functional.scaled_dot_product_attention(
            q,
            k,
            v,
            attn_mask=there[:, None, None, :],
            dropout_p=LAYER_DROPOUT if self.training else 0.0,
        )
        together = told.transpose(1, 2).reshape(n, length, dim)
        seen = self.n1(seen + self.dropout(self.o(together)))
        return self.n2(seen + self.dropout(self.f2(functional.gelu(self.f1(seen)))))


class PairNet(Tunable):
    """The transformer with gradients in its upper layers; what the lower ones give is kept."""

    batch, rate, epochs, topic_every, topic_batch = 32, 1e-4, 3, 3, 40

    def __init__(self, exemplars: Sequence[Exemplar], around: int) -> None:
        super().__init__()
        self.base = Base()
        asked = [one.before or one.question for one in exemplars]
        said = [one.text for one in exemplars]
        self.pieces = self.base.kept([*asked, *said])
        tokens = PairTokens(*self._vocabulary())
        self.pairs = [tokens.pair(*both, PAIR_LENGTHS) for both in zip(asked, said, strict=True)]
        self.lengths = np.array([len(numbers) for numbers, _ in self.pairs])
        self.layers = nn.ModuleList(Layer(self.base.dim) for _ in range(self.base.depth))
        for number, layer in enumerate(self.layers):
            for part, name in _PARTS.items():
                own, stem = getattr(layer, part), f"l{number}.{name}"
                if isinstance(own, nn.Linear):
                    weight = self.base.matrix(f"{stem}.w", own.in_features)
                else:
                    weight = self.base.vector(f"{stem}.w")
                own.weight.data = torch.tensor(weight)
                own.bias.data = torch.tensor(self.base.vector(f"{stem}.b"))
        for layer in self.layers[:KEPT_LAYERS]:
            layer.requires_grad_(requires_grad=False)
        self.add_heads(self.base.dim, around)
        self.kept = self._lower()
        self._centre()

    def own(self) -> list[nn.Parameter]:
        """The upper layers."""
        return [p for layer in self.layers[KEPT_LAYERS:] for p in layer.parameters()]

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Kept layers and words in halves of bytes, tuned ones in bytes; heads; the vocabulary."""
        pieces, scores = self._vocabulary()
        found = {name: array.astype(np.float16) for name, array in self._entrance().items()}
        words = self.base.halves("emb.word", self.base.dim)
        found |= {f"word{name[1:]}": array[self.pieces] for name, array in words.items()}
        for number, layer in enumerate(self.layers):
            for part, name in _PARTS.items():
                own, stem = getattr(layer, part), f"{number}.{part}"
                if number < KEPT_LAYERS and isinstance(own, nn.Linear):
                    kept = self.base.halves(f"l{number}.{name}.w", own.in_features)
                else:
                    kept = packed({"m": own.weight.detach().numpy()})
                found |= {f"{stem}{end[1:]}": array for end, array in kept.items()}
                found[f"{stem}.bias"] = own.bias.detach().numpy()
        return (
            {f"layer.{name}": array for name, array in found.items()}
            | self.head_arrays()
            | {
                "pieces": np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8),
                "scores": np.array(scores, dtype=np.float32),
            }
        )

    def forward(self, rows: NDArray[np.int64]) -> Tensor:
        """(n, dim) unit rows: the mean over the tokens of the statement."""
        return functional.normalize(self._sums(rows)[0])

    def _sums(self, rows: NDArray[np.int64]) -> tuple[Tensor, Tensor]:
        """Sums over the tokens of the statements (n, dim), and how many these are (n,)."""
        longest = int(self.lengths[rows].max())
        seen = torch.zeros((len(rows), longest, self.base.dim))
        there = torch.zeros((len(rows), longest), dtype=torch.bool)
        second = torch.zeros((len(rows), longest, 1))
        for line, row in enumerate(rows):
            length, start = self.lengths[row], self.pairs[row][1]
            seen[line, :length] = self.kept[row].float()
            there[line, :length] = True
            second[line, start : length - 1] = 1.0
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            for layer in self.layers[KEPT_LAYERS:]:
                seen = layer(seen, there)
        return (seen.float() * second).sum(1), second.sum((1, 2))

    def _vocabulary(self) -> tuple[list[str], list[float]]:
        """The pieces that are kept, and their log probabilities."""
        return (
            [self.base.pieces[number] for number in self.pieces],
            [self.base.scores[number] for number in self.pieces],
        )

    def _entrance(self) -> dict[str, NDArray[np.float32]]:
        """What is added to a word's vector and then done to the sum, before the first layer."""
        place, kind = (
            self.base.vector(f"emb.{name}").reshape(-1, self.base.dim) for name in ("pos", "type")
        )
        return {
            "position": place[:POSITIONS] + kind[0],
            "norm": self.base.vector("emb.ln.w"),
            "norm.bias": self.base.vector("emb.ln.b"),
        }

    @torch.no_grad()
    def _centre(self) -> None:
        """Take out of the last layer what all texts share: the base has them in a narrow cone."""
        self.eval()
        some = np.arange(0, len(self.pairs), max(1, len(self.pairs) // 600))
        sums = [self._sums(some[at : at + 32]) for at in range(0, len(some), 32)]
        total, count = (torch.cat(parts) for parts in zip(*sums, strict=True))
        self.layers[-1].n2.bias -= (total / count.clamp(min=1)[:, None]).mean(0)

    @torch.no_grad()
    def _lower(self) -> list[Tensor]:
        """What the lower layers make of every exemplar, in half precision."""
        self.eval()
        entrance = {name: torch.tensor(array) for name, array in self._entrance().items()}
        words = torch.tensor(self.base.matrix("emb.word", self.base.dim)[self.pieces])
        kept: list[Tensor] = [torch.empty(0)] * len(self.pairs)
        order = np.argsort(self.lengths, kind="stable")
        for at in range(0, len(order), 64):
            rows = order[at : at + 64]
            numbers = padded([self.pairs[row][0] for row in rows], 0)
            places = torch.arange(numbers.shape[1])
            there = places < torch.tensor(self.lengths[rows])[:, None]
            seen = words[numbers] + entrance["position"][places]
            shape = (self.base.dim,)
            seen = functional.layer_norm(
                seen, shape, entrance["norm"], entrance["norm.bias"], EPSILON
            )
            for layer in self.layers[:KEPT_LAYERS]:
                seen = layer(seen, there)
            for line, row in enumerate(rows):
                kept[row] = seen[line, : self.lengths[row]].half().clone()
        return kept


def padded(sentences: Sequence[Sequence[int]], blank: int) -> Tensor:
    """(n, longest) numbers, filled up with the blank."""
    numbers = torch.full((len(sentences), max(map(len, sentences))), blank)
    for line, sentence in enumerate(sentences):
        numbers[line, : len(sentence)] = torch.tensor(sentence)
    return numbers


def _windows(rows: Tensor, order: int, left: int) -> Tensor:
    filled = functional.pad(rows, (0, 0, left, order - 1 - left))
    return torch.cat([filled[:, i : i + rows.shape[1]] for i in range(order)], -1)
