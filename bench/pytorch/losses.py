"""The other side of LossBenchmark: the same formulas in eager PyTorch, as nnU-Net and MONAI write them.

    python3 bench/pytorch/losses.py --channels 3 --steps 10

Prints a line for each loss with the milliseconds of processor time of one thread, forward and backward.
"""

import argparse
import time

import numpy as np
import torch
from torch.nn import functional as F

SPACE = (2, 3, 4)


def one_hot(labels, channels):
    return torch.zeros((labels.shape[0], channels, *labels.shape[2:])).scatter_(1, labels, 1)


def cross_entropy(logits, labels):
    return F.cross_entropy(logits, labels[:, 0])


def ratio(shares, truth, first):
    shares, truth = shares[:, first:], truth[:, first:]
    overlap = (shares * truth).sum(SPACE)
    return 1 - ((2 * overlap + 1e-5) / (shares.sum(SPACE) + truth.sum(SPACE) + 1e-5)).mean()


def dice(logits, labels):
    return ratio(logits.softmax(1), one_hot(labels, logits.shape[1]), 1)


def dice_ce(logits, labels):
    return cross_entropy(logits, labels) + dice(logits, labels)


def dice_topk(logits, labels):
    each = F.cross_entropy(logits, labels[:, 0], reduction="none").flatten()
    return torch.topk(each, each.numel() // 10, sorted=False)[0].mean() + dice(logits, labels)


def generalized_dice(logits, labels):
    shares, truth = logits.softmax(1), one_hot(labels, logits.shape[1])
    overlap, volume = (shares * truth).sum(SPACE), truth.sum(SPACE)
    weight = 1 / volume.square()
    empty = torch.isinf(weight)
    weight[empty] = 0
    weight = weight + empty * weight.max(1, keepdim=True)[0]
    below = ((volume + shares.sum(SPACE)) * weight).sum(1)
    return (1 - (2 * (overlap * weight).sum(1) + 1e-5) / (below + 1e-5)).mean()


def tversky(logits, labels):
    shares, truth = logits.softmax(1)[:, 1:], one_hot(labels, logits.shape[1])[:, 1:]
    overlap = (shares * truth).sum(SPACE)
    alarms = (shares * (1 - truth)).sum(SPACE)
    misses = ((1 - shares) * truth).sum(SPACE)
    return (1 - (overlap + 1e-5) / (overlap + 0.3 * alarms + 0.7 * misses + 1e-5)).pow(0.75).mean()


def focal(logits, labels):
    truth = one_hot(labels, logits.shape[1])
    logs = logits.log_softmax(1)
    return (-(1 - logs.exp()).pow(2) * logs * truth).mean()


def unified_focal(logits, labels):
    truth = one_hot(labels, logits.shape[1])
    shares = logits.softmax(1).clamp(1e-7, 1 - 1e-7)
    entropy = -truth * shares.log()
    back = 0.3 * (1 - shares[:, 0]).pow(0.5) * entropy[:, 0]
    first = (back + 0.7 * entropy[:, 1:].sum(1)).mean()
    hits = (truth * shares).sum(SPACE)
    misses = (truth * (1 - shares)).sum(SPACE)
    alarms = ((1 - truth) * shares).sum(SPACE)
    loss = 1 - (hits + 1e-7) / (hits + 0.7 * misses + 0.3 * alarms + 1e-7)
    second = torch.cat([loss[:, :1], loss[:, 1:].clamp(min=1e-7).pow(0.5)], 1).mean()
    return 0.5 * first + 0.5 * second


def region_dice_ce(logits, truth):
    return F.binary_cross_entropy_with_logits(logits, truth) + ratio(logits.sigmoid(), truth, 0)


def region_focal(logits, truth):
    entropy = logits - logits * truth - F.logsigmoid(logits)
    return ((F.logsigmoid(-logits * (truth * 2 - 1)) * 2).exp() * entropy).mean()


def wasserstein(logits, labels):
    channels = logits.shape[1]
    distances = 0.5 * (torch.ones(channels, channels) - torch.eye(channels))
    distances[0, 1:] = distances[1:, 0] = 1
    away = torch.einsum("tc,nc...->nt...", distances, logits.softmax(1))
    truth = one_hot(labels, channels)
    errors = (truth * away).sum(SPACE)
    hits = 2 * (truth.sum(SPACE) - errors)[:, 1:].sum(1)
    return (1 - (hits + 1e-5) / (hits + errors.sum(1) + 1e-5)).mean()


def fields(mask):
    from scipy.ndimage import distance_transform_edt
    if not mask.any() or mask.all():
        return torch.zeros(2, *mask.shape)
    return torch.from_numpy(np.stack([distance_transform_edt(mask), distance_transform_edt(~mask)])).float()


def borders(masks):
    """Distances to the border from inside and from outside, [2, N, C, ...]."""
    return torch.stack([torch.stack([fields(c) for c in n]) for n in masks.numpy()]).movedim(2, 0)


def hausdorff(logits, labels):
    shares, truth = logits.softmax(1)[:, 1:], one_hot(labels, logits.shape[1])[:, 1:]
    predicted, true = (borders(x.detach() > 0.5).sum(0) for x in (shares, truth))
    return ((shares - truth).square() * (predicted.square() + true.square())).mean()


def boundary(logits, labels):
    shares, truth = logits.softmax(1)[:, 1:], one_hot(labels, logits.shape[1])[:, 1:]
    inside, outside = borders(truth > 0.5)
    return (shares * (outside - (inside - 1) * (inside > 0))).mean()


def eroded(x):
    pools = [-F.max_pool3d(-x, k, 1, p) for k, p in
             (((3, 1, 1), (1, 0, 0)), ((1, 3, 1), (0, 1, 0)), ((1, 1, 3), (0, 0, 1)))]
    return torch.min(torch.min(pools[0], pools[1]), pools[2])


def opened(x):
    return F.max_pool3d(eroded(x), 3, 1, 1)


def skeleton(x):
    lines = F.relu(x - opened(x))
    for _ in range(3):
        x = eroded(x)
        delta = F.relu(x - opened(x))
        lines = lines + F.relu(delta - lines * delta)
    return lines


def cldice(logits, labels):
    shares, truth = logits.softmax(1)[:, 1:], one_hot(labels, logits.shape[1])[:, 1:]
    predicted, true = skeleton(shares), skeleton(truth)
    precision = ((predicted * truth).sum() + 1) / (predicted.sum() + 1)
    sensitivity = ((true * shares).sum() + 1) / (true.sum() + 1)
    return 1 - 2 * precision * sensitivity / (precision + sensitivity)


LOSSES = {"ce": cross_entropy, "dice": dice, "dice-ce": dice_ce, "dice-topk": dice_topk,
          "generalized-dice": generalized_dice, "tversky": tversky, "focal": focal,
          "unified-focal": unified_focal, "region-dice-ce": region_dice_ce, "region-focal": region_focal,
          "wasserstein": wasserstein, "hausdorff": hausdorff, "boundary": boundary, "cldice": cldice}
SLOW = ("hausdorff", "boundary", "cldice")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--channels", type=int, default=3)
    options.add_argument("--steps", type=int, default=10)
    options.add_argument("--loss", choices=sorted(LOSSES))
    chosen = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    for name, loss in LOSSES.items():
        if chosen.loss not in (None, name):
            continue
        patch = (20, 28, 20) if name in SLOW else (40, 56, 40)
        logits = torch.randn(2, chosen.channels, *patch, requires_grad=True)
        index = torch.arange(2 * patch[0] * patch[1] * patch[2]).reshape(2, 1, *patch)
        labels = torch.where(index % patch[2] > patch[2] // 3, index // 700 % chosen.channels, 0)
        target = one_hot(labels, chosen.channels) if name.startswith("region") else labels
        least = float("inf")
        for step in range(chosen.steps + 2):
            start = time.process_time()
            torch.autograd.grad(loss(logits, target), logits)
            if step > 1:
                least = min(least, time.process_time() - start)
        print(f"pytorch {name} {chosen.channels} channels: {1e3 * least:.2f} ms")


if __name__ == "__main__":
    main()
