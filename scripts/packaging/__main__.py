# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Makes the packages of a release build: packaging BUILD_FOLDER OUTPUT_FOLDER. SOURCE_DATE_EPOCH dates all files."""

import pathlib
import re
import shutil
import sys

import archive
import sbom
import tree

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    build, output = map(pathlib.Path, sys.argv[1:])
    version = re.search(r"project\(Postern VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]
    name = f"postern-{version}-linux-x86_64"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    made = tree.Tree(ROOT, build, output / name)
    made.fill()
    glibc = made.check()
    bill = sbom.document(made.folder, version, made.origins, tree.COMPILED_IN)
    (made.folder / tree.DOC / "sbom.spdx.json").write_text(bill, encoding="utf-8")
    (output / f"{name}.spdx.json").write_text(bill, encoding="utf-8")
    archive.settle(made.folder)
    files = [archive.tarball(made.folder), archive.debian_package(made.folder, version, glibc), output / f"{name}.spdx.json"]
    archive.write_checksums(output / "SHA256SUMS", files)
    unpacked = sum(path.stat().st_size for path in made.folder.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{len(set(made.origins.values()))} packages of others; unpacked {unpacked / 1e6:.1f} MB; "
          f"needs glibc {'.'.join(map(str, glibc))}")
    for path in files:
        print(f"{path.stat().st_size / 1e6:8.1f} MB  {path}")


main()
