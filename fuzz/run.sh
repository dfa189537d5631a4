#!/bin/sh
# fuzz/run.sh TARGET SECONDS [JAZZER'S ARGUMENTS]   e.g. fuzz/run.sh nifti-pair 600, after mvn -q -Pfuzz -DskipTests package
# Findings go to fuzz/target/findings/TARGET, what Jazzer has learned is kept in fuzz/target/corpus/TARGET.
# KLARSYN_CLASSPATH: where the classes are, if not where Maven puts them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=$1
seconds=$2
shift 2
path=${KLARSYN_CLASSPATH:-"$here/target/classes:$(cat "$here/target/classpath")"}
java=java
[ -n "${JAVA_HOME:-}" ] && java=$JAVA_HOME/bin/java
fast=/dev/shm
[ -d $fast ] || fast=${TMPDIR:-/tmp}
files=$fast/klarsyn-fuzz-$target-$$
corpus=$here/target/corpus/$target
findings=$here/target/findings/$target
mkdir -p "$corpus" "$findings" "$files"
trap 'rm -rf "$files"' EXIT

"$java" -cp "$path" klarsyn.fuzz.Seeds "$target" "$here/seeds" "$here/target/seeds/$target"
# A small heap, so that an array beyond what the file can hold is a finding; five seconds are a finding too.
"$java" -Xmx256m -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
    -Djava.io.tmpdir="$files" -cp "$path" com.code_intelligence.jazzer.Jazzer \
    --target_class=klarsyn.fuzz.FileFuzzer --target_args="$target $files/read" \
    --instrumentation_includes='klarsyn.**:io.jhdf.**:com.twelvemonkeys.**:org.apache.commons.compress.**' \
    --keep_going=1000 --reproducer_path="$findings" -artifact_prefix="$findings/" \
    -max_total_time="$seconds" -timeout=5 -rss_limit_mb=0 -max_len=32768 -print_final_stats=1 \
    "$@" "$corpus" "$here/target/seeds/$target"
