"""The other side of WindowBenchmark: a sliding window with Gaussian weights in eager PyTorch, as nnU-Net writes it.

    python3 bench/pytorch/windows.py EDGE PATCH CLASSES REPEATS

From an image to its labels, one thread, the network a convolution of one voxel with instance norm.
"""

import sys
import time

import torch
from torch import nn


def importance(patch):
    at = torch.arange(patch) - (patch - 1) / 2
    line = torch.exp(-0.5 * (at / (patch / 8)) ** 2)
    gauss = line[:, None, None] * line[None, :, None] * line[None, None, :]
    gauss = gauss / gauss.max()
    gauss[gauss == 0] = gauss[gauss != 0].min()
    return gauss


def starts(edge, patch):
    if edge <= patch:
        return [0]
    count = -(-(edge - patch) // (patch // 2)) + 1
    return [round((edge - patch) * i / (count - 1)) for i in range(count)]


@torch.inference_mode()
def predict(network, image, patch, classes, gauss):
    image = (image - image.mean()) / image.std()
    logits = torch.zeros((classes, *image.shape))
    weights = torch.zeros(image.shape)
    for z in starts(image.shape[0], patch):
        for y in starts(image.shape[1], patch):
            for x in starts(image.shape[2], patch):
                window = (slice(z, z + patch), slice(y, y + patch), slice(x, x + patch))
                said = network(image[window][None, None])[0]
                said *= gauss
                logits[(slice(None), *window)] += said
                weights[window] += gauss
    logits /= weights
    return logits.argmax(0)


def main():
    edge, patch, classes, repeats = map(int, sys.argv[1:5])
    torch.set_num_threads(1)
    network = nn.Sequential(
        nn.Conv3d(1, 1, 1, bias=False), nn.InstanceNorm3d(1, affine=True), nn.LeakyReLU(0.01), nn.Conv3d(1, classes, 1))
    image = torch.sin(0.013 * torch.arange(edge**3, dtype=torch.float64)).float().reshape(edge, edge, edge)
    gauss = importance(patch)
    wall, processor = [], []
    for repeat in range(-2, repeats):  # the first two warm up
        processor_before, wall_before = time.process_time(), time.perf_counter()
        predict(network, image, patch, classes, gauss)
        if repeat >= 0:
            wall.append(time.perf_counter() - wall_before)
            processor.append(time.process_time() - processor_before)
    wall.sort()
    processor.sort()
    print(f"pytorch windows  wall {wall[repeats // 2]:.3f} s (least {wall[0]:.3f}), "
          f"processor {processor[repeats // 2]:.3f} s (least {processor[0]:.3f})")


if __name__ == "__main__":
    main()
