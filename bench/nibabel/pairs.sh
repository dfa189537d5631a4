#!/usr/bin/env bash
# Images read here and by nibabel, in turn: bench/nibabel/pairs.sh PYTHON PAIRS REPEATS FILE...
# Needs: mvn -q -Pbench -DskipTests package, and a Python with nibabel. Quiet machine, please.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$1
pairs=$2
shift 2
for _ in $(seq "$pairs"); do
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "bench/target/classes:$(cat bench/target/classpath)" \
        klarsyn.bench.ReadBenchmark "$@"
    "$python" bench/nibabel/read.py "$@"
done
