# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Entry point: python3 -X utf8 .../postern_worker/__main__.py CHANNEL_FD WATCH_FD."""

import os
import sys

# The flow's folder comes first for what the flow imports, then our own packages.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from postern_worker.server import main  # noqa: E402

main(int(sys.argv[1]), int(sys.argv[2]))
