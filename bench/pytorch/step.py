"""The other side of StepBenchmark: the same network, loss and batch in eager PyTorch.

    python3 bench/pytorch/step.py --features 16-48-96-192 --blocks 1-2-2-2 --precision fp32 --threads 2 --steps 12

Prints one line with the seconds of the fastest and of the median step: forward, backward, AdamW.
"""

import argparse
import statistics
import time

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.conv = nn.Conv3d(inside, outside, 3, stride=stride, padding=1, bias=False)
        self.norm = nn.InstanceNorm3d(outside, affine=True)

    def forward(self, x):
        return F.leaky_relu(self.norm(self.conv(x)), 0.01, inplace=True)


def stage(inside, outside, stride, blocks):
    rest = [Block(outside, outside, 1) for _ in range(blocks - 1)]
    return nn.Sequential(Block(inside, outside, stride), *rest)


def numbers(text):
    return [int(number) for number in text.split("-")]


class UNet(nn.Module):
    def __init__(self, features, blocks, classes):
        super().__init__()
        self.encoder = nn.ModuleList()
        self.ups = nn.ModuleList()
        self.decoder = nn.ModuleList()
        inside = 1
        for s, outside in enumerate(features):
            self.encoder.append(stage(inside, outside, 1 if s == 0 else 2, blocks[s]))
            inside = outside
        for s in range(len(features) - 1):
            self.ups.append(nn.ConvTranspose3d(features[s + 1], features[s], 2, stride=2, bias=False))
            self.decoder.append(stage(2 * features[s], features[s], 1, blocks[s]))
        self.head = nn.Conv3d(features[0], classes, 1)

    def forward(self, x):
        skips = []
        for stage in self.encoder:
            x = stage(x)
            skips.append(x)
        for s in reversed(range(len(self.decoder))):
            x = self.decoder[s](torch.cat([self.ups[s](x), skips[s]], 1))
        return self.head(x)


def loss_of(logits, labels):
    truth = torch.stack([(labels == k).float() for k in range(logits.shape[1])], 1)
    logs = F.log_softmax(logits, 1, dtype=torch.float32)
    entropy = -(logs * truth).sum() / labels.numel()
    shares = logs.exp()
    overlap = (shares * truth).sum((2, 3, 4))[:, 1:]
    extent = shares.sum((2, 3, 4))[:, 1:] + truth.sum((2, 3, 4))[:, 1:]
    return entropy + 1 - ((2 * overlap + 1e-5) / (extent + 1e-5)).mean()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--features", type=numbers, default=[16, 48, 96, 192])
    options.add_argument("--blocks", type=numbers, default=[1, 2, 2, 2])
    options.add_argument("--precision", choices=["fp32", "bf16"], default="bf16")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--steps", type=int, default=12)
    options.add_argument("--patch", type=int, nargs=3, default=[40, 56, 40])
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(0)
    network = UNet(chosen.features, chosen.blocks, 3)
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3, betas=(0.9, 0.99), weight_decay=1e-4)
    image = torch.randn(2, 1, *chosen.patch)
    labels = torch.randint(0, 3, (2, *chosen.patch))
    seconds = []
    for _ in range(chosen.steps + 2):
        start = time.perf_counter()
        with torch.autocast("cpu", torch.bfloat16, enabled=chosen.precision == "bf16"):
            logits = network(image)
        loss = loss_of(logits, labels)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        seconds.append(time.perf_counter() - start)
    counted = seconds[2:]
    print(f"pytorch {torch.__version__} {chosen.precision} {chosen.features} threads {chosen.threads}: "
          f"fastest {min(counted):.3f} s, median {statistics.median(counted):.3f} s")


if __name__ == "__main__":
    main()
