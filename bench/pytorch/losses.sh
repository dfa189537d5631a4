#!/usr/bin/env bash
# Each loss here and in eager PyTorch, in turn: bench/pytorch/losses.sh PYTHON [CHANNELS] [STEPS] [PAIRS]
# Needs: mvn -q -Pbench -DskipTests package, and a Python with torch and scipy.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$1
channels=${2:-3}
steps=${3:-10}
pairs=${4:-3}
for _ in $(seq "$pairs"); do
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED \
        -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.LossBenchmark "$channels" "$steps"
    "$python" bench/pytorch/losses.py --channels "$channels" --steps "$steps"
done
