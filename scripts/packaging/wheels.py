# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""The one package from PyPI: pip, for machines whose Python comes without it, so that environments can be made there."""

import hashlib
import pathlib
import subprocess
import sys
import zipfile

NAME, VERSION, LICENCE = "pip", "24.3.1", "MIT"
SHA256 = "3790624780082365f47549d032f3770eeb2b1e8bd1f7b2e02dace1afa361b4ed"
FILE = f"pip-{VERSION}-py3-none-any.whl"


def fetch(cache):
    """The wheel, downloaded once, with the checksum it has always had."""
    wheel = pathlib.Path(cache, FILE)
    if not wheel.exists():
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                        "--dest", cache, f"{NAME}=={VERSION}"], check=True)
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{wheel} isn't the file that was released as {NAME} {VERSION}.")
    return wheel


def licence_text(wheel):
    """pip's own; those of what it vendors are beside each in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(f"pip-{VERSION}.dist-info/LICENSE.txt").decode()
