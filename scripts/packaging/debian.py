# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""What the distribution says of its own packages: which one a file is of, its version, its licences."""

import pathlib
import re
import subprocess

NAME = "Ubuntu" if "\nID=ubuntu" in pathlib.Path("/etc/os-release").read_text() else "Debian"

# Short names of Debian's copyright files, and what SPDX calls the same licence.
SPDX = {
    "apache-2.0": "Apache-2.0", "bsd-2-clause": "BSD-2-Clause", "bsd-3-clause": "BSD-3-Clause", "bsl-1.0": "BSL-1.0",
    "cc0-1.0": "CC0-1.0", "expat": "MIT", "mit": "MIT", "ftl": "FTL", "isc": "ISC", "zlib": "Zlib", "ofl-1.1": "OFL-1.1",
    "sil-1.1": "OFL-1.1", "mpl-1.1": "MPL-1.1", "mpl-2.0": "MPL-2.0", "epl-1.0": "EPL-1.0", "openssl": "OpenSSL",
    "gpl-2": "GPL-2.0-only", "gpl-2+": "GPL-2.0-or-later", "gpl-3": "GPL-3.0-only", "gpl-3+": "GPL-3.0-or-later",
    "lgpl-2": "LGPL-2.0-only", "lgpl-2+": "LGPL-2.0-or-later", "lgpl-2.1": "LGPL-2.1-only",
    "lgpl-2.1+": "LGPL-2.1-or-later", "lgpl-3": "LGPL-3.0-only", "lgpl-3+": "LGPL-3.0-or-later", "x11": "X11",
    "curl": "curl", "unicode": "Unicode-DFS-2016", "libpng": "Libpng",
}


def owners(paths):
    """Path to the name of the package that it is of. A library in /lib may be listed in /usr/lib."""
    spelled = {}
    for path in paths:
        real = path.resolve()
        spelled[str(real)] = path
        if real.is_relative_to("/usr"):
            spelled["/" + str(real.relative_to("/usr"))] = path
    printed = subprocess.run(["dpkg-query", "--search", *spelled], capture_output=True, text=True).stdout
    found = {}
    for line in printed.splitlines():
        packages, _, path = line.rpartition(": ")
        if path in spelled and not packages.startswith("diversion"):
            found[spelled[path]] = packages.split(",")[0].split(":")[0]
    unknown = [str(path) for path in paths if path not in found]
    if unknown:
        raise SystemExit(f"No package of the distribution has these files, so their licences are unknown: {unknown}")
    return found


def version(package):
    """Its version, its source's name and the source's version."""
    form = "${Version}\t${source:Package}\t${source:Version}\n"
    printed = subprocess.run(["dpkg-query", "--show", "--showformat", form, package],
                             check=True, capture_output=True, text=True)
    return printed.stdout.splitlines()[0].split("\t")


def files(package):
    """The files that a package installed."""
    printed = subprocess.run(["dpkg-query", "--listfiles", package], check=True, capture_output=True, text=True)
    return [path for path in map(pathlib.Path, printed.stdout.splitlines()) if path.is_file()]


def copyright_file(package):
    return pathlib.Path("/usr/share/doc", package, "copyright").resolve()


def licences(package):
    """The licence of a package as an SPDX expression, from what its copyright file says of all files; of all that it names
    where it says none of them; one LicenseRef of the package itself when the file is plain prose."""
    every = []
    for paragraph in re.split(r"\n\s*\n", copyright_file(package).read_text(encoding="utf-8", errors="replace")):
        files_of = re.search(r"^Files:(.*(?:\n[ \t].*)*)", paragraph, re.M)
        named = re.search(r"^License:[ \t]*(\S.*)", paragraph, re.M)
        if not files_of or not named or all(name.startswith("debian/") for name in files_of[1].split()):
            continue
        if "*" in files_of[1].split():
            return expression(named[1])
        every.append(named[1])
    if not every:
        return f"LicenseRef-copyright-of-{reference(package)}"
    parts = sorted({expression(text) for text in every})
    return " AND ".join(f"({part})" if " " in part else part for part in parts)


def expression(text):
    """Debian's "LGPL-3 or GPL-2" as SPDX writes it."""
    words = []
    for part in re.split(r",?\s+(and|or)\s+|,\s*", text.strip(), flags=re.I):
        if part and part.lower() in ("and", "or"):
            words.append(part.upper())
        elif part:
            words.append(SPDX.get(part.lower(), f"LicenseRef-Debian-{reference(part)}"))
    mixed = "AND" in words and "OR" in words
    return f"LicenseRef-Debian-{reference(text)}" if mixed or words[1::2].count("AND") + words[1::2].count("OR") \
        != len(words) // 2 else " ".join(words)


def reference(name):
    """A name as SPDX allows it in its own identifiers."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-")
