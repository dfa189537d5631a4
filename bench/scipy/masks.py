"""Seconds of SciPy and scikit-image for connected parts and surface distances, as klarsyn.bench.MaskBenchmark has them.

masks.py EDGE REPEATS    the results behind the times must be those of the benchmark
"""

import sys
import time

import numpy as np
from scipy import ndimage

try:
    from skimage import measure
except ImportError:
    measure = None


def lumps(edge, phase):
    z, y, x = np.ogrid[:edge, :edge, :edge]
    waves = np.sin(0.31 * x + phase) + np.sin(0.23 * y) + np.sin(0.17 * z + phase)
    return waves + 0.5 * np.sin(2.9 * x + 1.7 * y + 2.3 * z) > 1


def surfaces(reference, predicted, spacing):
    box = ndimage.find_objects((reference | predicted).astype(np.uint8))[0]
    reference, predicted = reference[box], predicted[box]
    ours, theirs = (mask ^ ndimage.binary_erosion(mask) for mask in (reference, predicted))
    there = ndimage.distance_transform_edt(~ours, sampling=spacing)[theirs]
    back = ndimage.distance_transform_edt(~theirs, sampling=spacing)[ours]
    both = np.concatenate((there, back))
    hd95 = max(np.percentile(there, 95), np.percentile(back, 95))
    return round(1e6 * (hd95 + both.mean() + (both <= 1).mean()))


def timed(library, what, repeats, work):
    wall, cpu = [], []
    for repeat in range(-1, repeats):  # the first warms up
        cpu_before, wall_before = time.process_time(), time.perf_counter()
        result = work()
        if repeat >= 0:
            wall.append(time.perf_counter() - wall_before)
            cpu.append(time.process_time() - cpu_before)
    wall.sort()
    cpu.sort()
    print(f"{library:7s} {what:14s} wall {wall[repeats // 2]:.4f} s (least {wall[0]:.4f}), "
          f"thread {cpu[repeats // 2]:.4f} s (least {cpu[0]:.4f}), result {result}")


def main():
    edge, repeats = map(int, sys.argv[1:3])
    reference, predicted = lumps(edge, 0), lumps(edge, 0.3)
    for name, steps in (("FACES", 1), ("CORNERS", 3)):
        near = ndimage.generate_binary_structure(3, steps)
        timed("scipy", f"parts {name}", repeats, lambda: ndimage.label(reference, near)[1])
        if measure is not None:
            timed("skimage", f"parts {name}", repeats,
                  lambda: measure.label(reference, connectivity=steps, return_num=True)[1])
    timed("scipy", "surfaces", repeats, lambda: surfaces(reference, predicted, (2.5, 0.8, 0.8)))


if __name__ == "__main__":
    main()
