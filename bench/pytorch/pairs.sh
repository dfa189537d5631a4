#!/usr/bin/env bash
# A training step here and in eager PyTorch, in turn: bench/pytorch/pairs.sh PYTHON [WIDTH] [PRECISION] [PAIRS]
# Needs: mvn -q -Pbench -DskipTests package, and a Python with torch. Quiet machine, please.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$1
width=${2:-24}
precision=${3:-bf16}
pairs=${4:-3}
export OMP_WAIT_POLICY=PASSIVE
for _ in $(seq "$pairs"); do
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED \
        -cp "bench/target/classes:$(cat bench/target/classpath)" \
        klarsyn.bench.StepBenchmark "$width" "$precision" 2 12
    "$python" bench/pytorch/step.py --width "$width" --precision "$precision" --threads 2 --steps 12
done
