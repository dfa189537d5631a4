"""Random shapes, spacings and class counts predicted within a limit of memory, each in a process of its own.

    python3 bench/predict/combinations.py COUNT MEMORY_MIB [SEED]

The images are like a CT's: a body of organs in air, with noise of 10 Hounsfield units.
A line each: what was predicted, forecast and measured seconds and MiB; then how many exceeded the limit, and the largest
errors of the forecasts. Needs mvn -q -Pbench -DskipTests package and a Python with nibabel. Quiet machine, please.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import nibabel
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
JAVA = Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
OPTIONS = ("-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -Xmn24m"
           " --enable-native-access=ALL-UNNAMED"
           " -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0").split()


def make(file, random):
    shape = tuple(int(edge) for edge in random.integers((64, 64, 32), (513, 513, 601)))
    spacing = [round(float(mm), 2) for mm in (*[random.uniform(0.6, 1.5)] * 2, random.uniform(0.8, 5))]
    voxels = np.empty(shape, np.int16, order="F")
    x, y = np.mgrid[-1:1:shape[0] * 1j, -1:1:shape[1] * 1j]
    body = x * x / 0.7 + y * y / 0.5 < 1
    for z in range(shape[2]):
        organs = 300 * np.sin(9 * x + z / 40) * np.sin(7 * y - z / 30)
        voxels[..., z] = np.where(body, organs, -1000) + random.normal(0, 10, shape[:2])
    nibabel.Nifti1Image(voxels, np.diag([*spacing, 1])).to_filename(file)
    return shape, spacing


def predict(image, labels, classes, mm, memory):
    path = f"{ROOT}/bench/target/classes:{(ROOT / 'bench/target/classpath').read_text().strip()}"
    command = [JAVA, *OPTIONS, "-cp", path, "klarsyn.bench.PredictBenchmark",
               image, str(classes), str(mm), "64", labels, str(memory)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"})
    if done.returncode:
        return None, (done.stdout + done.stderr).strip().splitlines()[0]
    seconds, mib = re.search(r"forecast of ([\d.]+) s, (\d+) MiB", done.stdout).groups()
    taken, peak = re.search(r"predict +([\d.]+) s.*VmHWM:\s+(\d+) kB", done.stdout).groups()
    whole = int(re.search(r"write .*VmHWM:\s+(\d+) kB", done.stdout).group(1)) / 1024
    return (float(seconds), float(mib), float(taken), int(peak) / 1024, whole), ""


def main():
    count, memory = int(sys.argv[1]), int(sys.argv[2])
    random = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    exceeded, refused, slow, large = 0, 0, [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, count + 1):
            image, labels = f"{folder}/image.nii", f"{folder}/labels.nii.gz"
            shape, spacing = make(image, random)
            classes, mm = int(random.integers(2, 61)), round(float(random.uniform(1, 3)), 1)
            result, why = predict(image, labels, classes, mm, memory)
            what = f"{number:2d} {shape} of {spacing} mm, {classes} classes at {mm} mm"
            if result is None:
                refused += 1
                print(f"{what}: refused: {why}", flush=True)
                continue
            seconds, mib, taken, peak, whole = result
            exceeded += whole > memory
            slow.append(taken / seconds - 1)
            large.append(peak / mib - 1)
            print(f"{what}: {seconds:.2f} forecast, {taken:.2f} s taken ({slow[-1]:+.0%}); "
                  f"{mib:.0f} forecast, {peak:.0f} MiB ({large[-1]:+.0%}), {whole:.0f} with writing", flush=True)
    print(f"{exceeded} of {count} exceeded {memory} MiB, {refused} were refused; "
          f"seconds off by {min(slow):+.0%} to {max(slow):+.0%}, MiB by {min(large):+.0%} to {max(large):+.0%}")


main()
