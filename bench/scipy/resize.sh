#!/usr/bin/env bash
# Images and labels resized here and by SciPy, in turn: bench/scipy/resize.sh PYTHON [FROM] [TO] [LABELS] [REPEATS] [PAIRS]
# Needs: mvn -q -Pbench -DskipTests package, and a Python with scipy. Quiet machine, please.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$1
from=${2:-128}
to=${3:-160}
labels=${4:-25}
repeats=${5:-5}
pairs=${6:-3}
for _ in $(seq "$pairs"); do
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "bench/target/classes:$(cat bench/target/classpath)" \
        klarsyn.bench.ResizeBenchmark "$from" "$to" "$labels" "$repeats"
    "$python" bench/scipy/resize.py "$from" "$to" "$labels" "$repeats"
done
