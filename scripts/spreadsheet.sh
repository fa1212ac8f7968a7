#!/usr/bin/env bash
# LibreOffice's Calc without a screen, for the tests of exported tables: installed when it may be.
# It is big (90 MB to fetch, 260 MB on disk). Where it may not, those tests say that they are left
# out, and all others run.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/packages.sh

if ! command -v soffice >/dev/null; then
    (install_packages "Exported tables are opened in LibreOffice" libreoffice-calc-nogui) 2>/dev/null ||
        echo "Exported tables are not opened in LibreOffice: that needs libreoffice-calc-nogui."
fi
