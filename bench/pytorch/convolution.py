"""The other side of ConvolutionBenchmark: the same convolutions in eager PyTorch.

    python3 bench/pytorch/convolution.py --precision fp32 --size 40 56 40
"""

import argparse
import time

import torch
from torch.nn import functional as F

CHANNELS = [(1, 16), (8, 8), (16, 16), (24, 24), (32, 32), (48, 48)]
LAYOUTS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last_3d}
RUNS = 7


def fastest(inside, outside, samples, size, dtype, layout):
    times = [float("inf"), float("inf")]
    for _ in range(RUNS):
        image = torch.zeros(samples, inside, *size, dtype=dtype).contiguous(memory_format=LAYOUTS[layout])
        image.requires_grad_()
        weight = torch.zeros(outside, inside, 3, 3, 3, requires_grad=True)
        start = time.perf_counter()
        output = F.conv3d(image, weight.to(dtype), padding=1)
        middle = time.perf_counter()
        torch.autograd.grad(output.sum(), [image, weight])
        end = time.perf_counter()
        times = [min(times[0], middle - start), min(times[1], end - middle)]
    return [1000 * seconds / samples for seconds in times]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    options.add_argument("--size", type=int, nargs=3, default=[40, 56, 40])
    chosen = options.parse_args()
    torch.set_num_threads(1)
    dtype = torch.float32 if chosen.precision == "fp32" else torch.bfloat16
    voxels = chosen.size[0] * chosen.size[1] * chosen.size[2]
    for inside, outside in CHANNELS:
        for samples in (1, 2):
            for layout in LAYOUTS:
                forward, backward = fastest(inside, outside, samples, chosen.size, dtype, layout)
                speed = 3 * 2 * 27 * inside * outside * voxels / (forward + backward) / 1e6
                print(f"pytorch {chosen.precision} {inside} to {outside} channels, {samples} samples, {layout}: "
                      f"{forward:.1f} + {backward:.1f} ms per sample, {speed:.0f} GFLOP/s")


if __name__ == "__main__":
    main()
