"""Seconds to resize an image and labels with SciPy, as klarsyn.bench.ResizeBenchmark does: resize.py FROM TO LABELS REPEATS

As nnU-Net does through scikit-image: zoom with grid_mode and repeated edges, cubic splines clipped to the input's range;
of labels each indicator by straight lines, the largest wins.
"""

import sys
import time

import numpy as np
from scipy import ndimage


def zoom(array, to, order):
    shape = (to,) * 3
    factors = [t / s for t, s in zip(shape, array.shape)]
    return ndimage.zoom(array, factors, order=order, mode="nearest", grid_mode=True)


def cubic(image, to):
    return np.clip(zoom(image, to, 3), image.min(), image.max())


def labels(map, to):
    best = np.full((to,) * 3, -1, np.float32)
    result = np.zeros((to,) * 3, map.dtype)
    for label in np.unique(map):
        share = zoom((map == label).astype(np.float32), to, 1)
        larger = share > best
        result[larger] = label
        best[larger] = share[larger]
    return result


def timed(what, repeats, work):
    wall, cpu = [], []
    for repeat in range(-1, repeats):  # the first warms up
        cpu_before, wall_before = time.process_time(), time.perf_counter()
        work()
        if repeat >= 0:
            wall.append(time.perf_counter() - wall_before)
            cpu.append(time.process_time() - cpu_before)
    wall.sort()
    cpu.sort()
    print(f"scipy   {what:14s} wall {wall[repeats // 2]:.4f} s (least {wall[0]:.4f}), "
          f"thread {cpu[repeats // 2]:.4f} s (least {cpu[0]:.4f})")


def main():
    edge, to, count, repeats = map(int, sys.argv[1:5])
    image = np.random.default_rng(1).standard_normal((edge,) * 3).astype(np.float32)
    block = np.arange(edge) // 8
    map_ = ((block[None, None, :] * 7 + block[None, :, None] * 5 + block[:, None, None] * 3) % count).astype(np.int16)
    timed("image  CUBIC", repeats, lambda: cubic(image, to))
    timed("image  LINEAR", repeats, lambda: zoom(image, to, 1))
    timed("labels LINEAR", repeats, lambda: labels(map_, to))


if __name__ == "__main__":
    main()
