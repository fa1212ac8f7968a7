#!/usr/bin/env bash
# ffprobe, for the tests of subtitles and chapters: installed, with the rest of FFmpeg, when it may
# be (50 MB to fetch). Where it may not, those tests say that they are left out, and all others run.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/packages.sh

if ! command -v ffprobe >/dev/null; then
    (install_packages "Subtitles are read by ffprobe" ffmpeg) 2>/dev/null ||
        echo "Subtitles are not read by ffprobe: that needs ffmpeg."
fi
