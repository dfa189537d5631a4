#!/usr/bin/env bash
# Convolutions here and in eager PyTorch, in turn: bench/pytorch/convolutions.sh PYTHON [PRECISION] [PAIRS]
# Needs: mvn -q -Pbench -DskipTests package, and a Python with torch. Quiet machine, please.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$1
precision=${2:-fp32}
pairs=${3:-1}
for _ in $(seq "$pairs"); do
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED \
        -cp "bench/target/classes:$(cat bench/target/classpath)" \
        klarsyn.bench.ConvolutionBenchmark "$precision" 40 56 40
    "$python" bench/pytorch/convolution.py --precision "$precision"
done
