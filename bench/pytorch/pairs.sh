#!/usr/bin/env bash
# A training step here and in eager PyTorch, in turn:
# bench/pytorch/pairs.sh PYTHON [FEATURES] [BLOCKS] [PRECISION] [PAIRS]
# Needs: mvn -q -Pbench -DskipTests package, and a Python with torch. Quiet machine, please.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$1
features=${2:-16-48-96-192}
blocks=${3:-1-2-2-2}
precision=${4:-fp32}
pairs=${5:-3}
export OMP_WAIT_POLICY=PASSIVE
for _ in $(seq "$pairs"); do
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED \
        -cp "bench/target/classes:$(cat bench/target/classpath)" \
        klarsyn.bench.StepBenchmark "$features" "$blocks" "$precision" channels_last 2 12
    "$python" bench/pytorch/step.py --features "$features" --blocks "$blocks" --precision "$precision" --threads 2 --steps 12
done
