"""Seconds that nibabel takes to read images with get_fdata(), beside klarsyn.bench.ReadBenchmark.

read.py REPEATS FILE...            the least and the median over the repeats, on the wall and of the process
read.py --make FILE DEPTH          writes a 512 x 512 x DEPTH volume of 16-bit integers like a CT's
"""

import sys
import time

import nibabel
import numpy as np


def make(file, depth):
    random = np.random.default_rng(1)
    y, x = np.mgrid[-1:1:512j, -1:1:512j]
    body = (x / 0.8) ** 2 + (y / 0.6) ** 2 < 1
    voxels = np.empty((512, 512, depth), np.int16, order="F")
    for z in range(depth):
        tissue = 40 + 30 * np.sin(9 * x + 0.05 * z) + random.normal(0, 12, x.shape)
        voxels[..., z] = np.where(body, tissue, -1000).round()
    nibabel.Nifti1Image(voxels, np.diag([0.8, 0.8, 1.5, 1])).to_filename(file)


def read(files):
    return sum(nibabel.load(file).get_fdata().size for file in files)


def main():
    if sys.argv[1] == "--make":
        make(sys.argv[2], int(sys.argv[3]))
        return
    repeats, files = int(sys.argv[1]), sys.argv[2:]
    wall, process = [], []
    for repeat in range(repeats + 1):
        start = time.perf_counter(), time.process_time()
        read(files)
        if repeat > 0 or repeats == 1:
            wall.append(time.perf_counter() - start[0])
            process.append(time.process_time() - start[1])
    wall.sort()
    process.sort()
    middle = len(wall) // 2
    print(f"nibabel {nibabel.__version__} wall {wall[middle]:.4f} s (least {wall[0]:.4f}), "
          f"process {process[middle]:.4f} s (least {process[0]:.4f})")


main()
