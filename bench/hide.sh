#!/usr/bin/env bash
# Runs a command as on a processor with AVX2 only: bench/hide.sh COMMAND…
# Needs root on Linux: /proc/cpuinfo is replaced in a private mount namespace. With KEEP_FLAGS=1 the flags stay, as on a
# processor whose libraries do not use what it offers.
set -euo pipefail
export ONEDNN_MAX_CPU_ISA=AVX2 ATEN_CPU_CAPABILITY=avx2 OPENBLAS_CORETYPE=Haswell
if [[ -n ${KEEP_FLAGS:-} ]]; then
    exec "$@"
fi
flags=$(mktemp)
sed -E 's/ (amx|avx512)[a-z_0-9]*//g' /proc/cpuinfo > "$flags"
exec unshare -m bash -c 'mount --bind "$1" /proc/cpuinfo; rm "$1"; shift; exec "$@"' _ "$flags" "$@"
