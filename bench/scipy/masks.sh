#!/usr/bin/env bash
# Connected parts and surface distances here and by SciPy, in turn: bench/scipy/masks.sh PYTHON [EDGE] [REPEATS] [PAIRS]
# Needs: mvn -q -Pbench -DskipTests package, and a Python with scipy and scikit-image. Quiet machine, please.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$1
edge=${2:-200}
repeats=${3:-5}
pairs=${4:-3}
for _ in $(seq "$pairs"); do
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "bench/target/classes:$(cat bench/target/classpath)" \
        klarsyn.bench.MaskBenchmark "$edge" "$repeats"
    "$python" bench/scipy/masks.py "$edge" "$repeats"
done
