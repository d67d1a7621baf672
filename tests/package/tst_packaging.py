# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""What of scripts/package can be tried in a second: licences, the bill of materials, and that the same input gives the same bytes."""

import json
import os
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts/packaging"))
os.environ["SOURCE_DATE_EPOCH"] = "1700000000"

import archive  # noqa: E402
import debian  # noqa: E402
import elf  # noqa: E402
import sbom  # noqa: E402


def small_tree(folder):
    tree = pathlib.Path(folder, "postern-0.0-linux-x86_64")
    for name, text in (("bin/postern", "#!/bin/sh\n"), ("share/applications/postern.desktop", "x"), ("lib/libz.so.1", "z")):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    (tree / "bin/postern").chmod(0o755)
    return tree


class Licences(unittest.TestCase):
    def test_debians_names_become_spdx_expressions(self):
        self.assertEqual(debian.expression("LGPL-3 or GPL-2+"), "LGPL-3.0-only OR GPL-2.0-or-later")
        self.assertEqual(debian.expression("Expat"), "MIT")
        self.assertEqual(debian.expression("GPL-3 with Qt-1.0 exception"), "LicenseRef-Debian-GPL-3-with-Qt-1.0-exception")

    def test_what_cannot_be_said_simply_is_one_reference(self):
        self.assertRegex(debian.expression("GPL-2 and Expat, or BSL-1.0"), r"^LicenseRef-Debian-[\w.-]+$")

    def test_every_package_has_one(self):
        for package in ("libc6", "libstdc++6", "python3"):
            self.assertRegex(debian.licences(package), r"^[\w.() +-]+$")

    def test_a_file_of_no_package_is_refused(self):
        with self.assertRaises(SystemExit):
            debian.owners([pathlib.Path(__file__)])


class Bill(unittest.TestCase):
    def test_every_file_is_listed_under_its_package(self):
        with tempfile.TemporaryDirectory() as folder:
            bill = json.loads(sbom.document(small_tree(folder), "0.0", {"lib/libz.so.1": "zlib1g"}, ["libc6"]))
        files = {file["fileName"]: file for file in bill["files"]}
        self.assertEqual(sorted(files), ["./bin/postern", "./lib/libz.so.1", "./share/applications/postern.desktop"])
        self.assertEqual(files["./lib/libz.so.1"]["checksums"][0]["checksumValue"], "395df8f7c51f007019cb30201c49e884b46b92fa")
        said = {(a["spdxElementId"], a["relationshipType"], a["relatedSpdxElement"]) for a in bill["relationships"]}
        self.assertIn(("SPDXRef-Package-zlib1g", "CONTAINS", files["./lib/libz.so.1"]["SPDXID"]), said)
        self.assertIn(("SPDXRef-Postern", "CONTAINS", "SPDXRef-Package-zlib1g"), said)
        self.assertIn(("SPDXRef-Postern", "STATIC_LINK", "SPDXRef-Package-libc6"), said)
        self.assertTrue(all(package["versionInfo"] and package["licenseDeclared"] for package in bill["packages"]))


class Bytes(unittest.TestCase):
    def made(self, umask):
        before = os.umask(umask)
        try:
            with tempfile.TemporaryDirectory() as folder:
                tree = small_tree(folder)
                archive.settle(tree)
                return (archive.tarball(tree).read_bytes(), archive.debian_package(tree, "0.0", (2, 36)).read_bytes(),
                        sbom.document(tree, "0.0", {}, []))
        finally:
            os.umask(before)

    def test_the_same_input_gives_the_same_bytes(self):
        self.assertEqual(self.made(0o022), self.made(0o077))


class Programs(unittest.TestCase):
    def test_what_is_a_program_and_what_it_needs_of_glibc(self):
        self.assertTrue(elf.is_elf(pathlib.Path(sys.executable).resolve()))
        self.assertFalse(elf.is_elf(pathlib.Path(__file__)))
        self.assertGreaterEqual(elf.glibc_version([pathlib.Path("/bin/true").resolve()]), (2, 2))


unittest.main()
