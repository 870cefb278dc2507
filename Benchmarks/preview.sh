#!/bin/sh
# bench-preview: `rarity preview` beside chafa, timg and jp2a in one run: fidelity at three sizes, how many cells change
# where nothing moves, CPU time.
#
#     Benchmarks/preview.sh [FOLDER] [--size 80x22]… [--frames 100] [--part fidelity|calm|time]… [--mode 256]…
#
# FOLDER holds JPEG frames; without it half of the frames each are taken from two episodes of the film in RARITY_FILM, and
# without that from a drawn episode. RARITY names the binary (.build/release/rarity).
set -eu
cd "$(dirname "$0")/.."
for tool in chafa timg jp2a python3; do
    command -v "$tool" >/dev/null || { echo "bench-preview needs $tool: apt-get install $tool" >&2; exit 1; }
done
[ -e /usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf ] || { echo "bench-preview needs: apt-get install fonts-dejavu-core" >&2; exit 1; }
python3 -c 'import numpy, scipy, PIL' 2>/dev/null ||
    { echo "bench-preview needs: apt-get install python3-numpy python3-scipy python3-pil" >&2; exit 1; }
exec python3 Benchmarks/preview_compare.py "$@"
