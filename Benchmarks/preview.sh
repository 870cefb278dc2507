#!/bin/sh
# bench-preview: fidelity and CPU time of `rarity preview` beside chafa and timg, in one run.
#
#     Benchmarks/preview.sh [FOLDER]
#
# FOLDER holds JPEG frames, such as a drawn demo episode; without it the film in RARITY_FILM is used, 24 frames
# each of its third and first episode. RARITY names the binary (.build/release/rarity).
set -eu
cd "$(dirname "$0")/.."
for tool in chafa timg python3; do
    command -v "$tool" >/dev/null || { echo "bench-preview needs $tool: apt-get install $tool" >&2; exit 1; }
done
python3 -c 'import numpy, scipy, PIL' 2>/dev/null ||
    { echo "bench-preview needs: apt-get install python3-numpy python3-scipy python3-pil" >&2; exit 1; }
exec python3 Benchmarks/preview_compare.py "$@"
