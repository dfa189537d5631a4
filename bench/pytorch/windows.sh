#!/usr/bin/env bash
# A sliding window here and in eager PyTorch, in turn: bench/pytorch/windows.sh PYTHON [EDGE] [PATCH] [CLASSES] [PAIRS]
# Needs: mvn -q -Pbench -DskipTests package, and a Python with torch. Quiet machine, please.
set -euo pipefail
cd "$(dirname "$0")/../.."
export OMP_NUM_THREADS=1
python=$1
edge=${2:-160}
patch=${3:-64}
classes=${4:-3}
pairs=${5:-3}
for _ in $(seq "$pairs"); do
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC \
        -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
        -cp "bench/target/classes:$(cat bench/target/classpath)" \
        klarsyn.bench.WindowBenchmark "$edge" "$patch" "$classes" 5
    "$python" bench/pytorch/windows.py "$edge" "$patch" "$classes" 5
done
