# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Requirements and versions, compared with the packaging library where pip brings it."""

import itertools
import os
import random
import tempfile
import unittest
from pathlib import Path

from postern_environment import imports, requirements, versions

try:
    from pip._vendor.packaging import requirements as theirs
    from pip._vendor.packaging import specifiers, version
except ImportError:  # a Python without pip
    theirs = None

VERSIONS = ["1", "1.0", "1.0.0", "1.1", "1.10", "1.2", "2.0", "0.9", "1!0.5", "1.0a1", "1.0.alpha2",
            "1.0b1", "1.0rc1", "1.0c2", "1.0.dev3", "1.0a1.dev1", "1.0.post1", "1.0-1", "1.0.post2.dev4",
            "1.0+local", "1.0+local.2", "1.0+10", "2024.1.2", "v1.3"]
SIGNS = ["==", "!=", "<", "<=", ">", ">=", "~=", "==="]


class Versions(unittest.TestCase):
    def test_specifiers(self):
        for text, inside, outside in ((">=1,<2", "1.5", "2.0"), ("==1.*", "1.9", "2"),
                                      ("~=1.4.2", "1.4.9", "1.5"), ("!=1.0", "1.1", "1.0.0"),
                                      (">1.0", "1.0.1", "1.0.post1"), ("<2", "1.9", "2.0rc1")):
            self.assertTrue(versions.contains(versions.parse_specifiers(text), inside), text)
            self.assertFalse(versions.contains(versions.parse_specifiers(text), outside), text)

    def test_what_is_no_specifier(self):
        for text in ("1.0", "=1", ">=", ">=one", "==1.0.x", "<>1", "> = 1", ">=1.*", "~=1"):
            with self.assertRaises(ValueError, msg=text):
                versions.parse_specifiers(text)

    @unittest.skipUnless(theirs, "needs pip")
    def test_every_pair_as_packaging_has_it(self):
        for a, sign, b in itertools.product(VERSIONS, SIGNS, VERSIONS):
            if "+" in b and sign not in ("==", "!=", "===") or sign == "~=" and "." not in b:
                with self.assertRaises(ValueError):
                    versions.parse_specifiers(sign + b)
                continue
            if sign == "~=":  # there packaging stumbles over spellings such as 1.0c2
                b = str(version.Version(b))
            expected = specifiers.SpecifierSet(sign + b).contains(a, prereleases=True)
            if sign == "===":
                expected = a.lower() == b.lower()
            found = versions.contains(versions.parse_specifiers(sign + b), a)
            self.assertEqual(found, expected, f"{a} {sign} {b}")

    @unittest.skipUnless(theirs, "needs pip")
    def test_the_order_is_packaging_s(self):
        shuffled = VERSIONS[:]
        random.Random(1).shuffle(shuffled)
        self.assertEqual([versions.Version(v).key for v in sorted(shuffled, key=version.Version)],
                         sorted(versions.Version(v).key for v in VERSIONS))


class Requirements(unittest.TestCase):
    def test_parts(self):
        found = requirements.Requirement('Some_Pkg [a, b] >=1, <2 ; python_version >= "3"')
        self.assertEqual((found.name, found.extras), ("Some_Pkg", ["a", "b"]))
        self.assertTrue(found.contains("1.5") and found.applies())
        self.assertFalse(found.contains("2"))
        found = requirements.Requirement("pkg @ https://host/x.whl")
        self.assertEqual(found.url, "https://host/x.whl")
        self.assertTrue(found.contains("7"))
        self.assertTrue(requirements.Requirement("pkg (>=1)").contains("1"))

    def test_what_is_no_requirement(self):
        for text in ("", "-", ">=1", "pkg=1", "pkg >=1 <2", "pkg[", "pkg; nonsense",
                     'pkg; open("x")', "pkg; os.system('x') == 'y'", "pkg; " + "(" * 10000):
            with self.assertRaises(ValueError, msg=text[:30]):
                requirements.Requirement(text)

    def test_markers(self):
        markers = ['sys_platform == "linux"', "os_name != 'nt'", 'python_version < "3.8"',
                   'python_version ~= "3.6"', 'python_full_version > "3.6.1" and os_name == "nt"',
                   '(os_name == "nt" or sys_platform in "linux darwin")', 'extra == "x"',
                   'platform_system not in "Windows"', '"3.8" <= python_version']
        for text in markers:
            ours = requirements.Marker(text)
            for extra in ("", "x"):
                if theirs:
                    expected = theirs.Marker(text).evaluate({"extra": extra})
                    self.assertEqual(ours.holds(extra), expected, text)

    def test_files_with_includes_continuations_comments_and_options(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "requirements.txt").write_text(
                "# first\n--index-url https://host/\na>=1 # why\nb \\\n  ==2 \\\n --hash=sha256:0\n"
                "-r more.txt\n-c constraints.txt\n-e ./own\n./x.whl\nhttps://host/y.zip\n",
                encoding="utf-8")
            Path(folder, "more.txt").write_text("\ufeffc\n-r requirements.txt\n", encoding="utf-8")
            lines = list(requirements.read(str(Path(folder, "requirements.txt"))))
        self.assertEqual([(line.text, line.number, line.is_path) for line in lines],
                         [("a>=1", 3, False), ("b   ==2", 4, False), ("c", 1, False),
                          ("-e ./own", 9, True), ("./x.whl", 10, True),
                          ("https://host/y.zip", 11, True)])



class Imports(unittest.TestCase):
    def missing(self, **files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = os.path.join(folder, *name.split("__"))
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path + ".py", "w", encoding="utf-8") as stream:
                    stream.write(text)
            found = imports.missing([folder], [os.path.join(folder, "start.py")])
            return [(one["module"], os.path.basename(one["file"]), one["line"]) for one in found]

    def test_each_module_that_is_missing_is_told_once_where_it_is_imported(self):
        start = "import os.path, json, nowhere_a.part\ndef f():\n    from nowhere_b import c\nimport nowhere_a\n"
        self.assertEqual(self.missing(start=start),
                         [("nowhere_a", "start.py", 1), ("nowhere_b", "start.py", 3)])

    def test_what_may_fail_is_no_problem(self):
        for start in ("try:\n    import nowhere\nexcept ImportError:\n    pass\n",
                      "try:\n    import nowhere\nexcept (KeyError, ModuleNotFoundError):\n    pass\n",
                      "import typing\nif typing.TYPE_CHECKING:\n    import nowhere\n",
                      "from . import beside\n", "this is no Python\n"):
            self.assertEqual(self.missing(start=start), [], start)
        self.assertEqual(self.missing(start="try:\n    import nowhere\nexcept KeyError:\n    pass\n"),
                         [("nowhere", "start.py", 2)])

    def test_the_folders_own_files_are_followed_and_never_run(self):
        self.assertEqual(self.missing(start="import parts.deep\n", parts__deep="import nowhere\n",
                                      parts____init__="raise SystemExit\n"),
                         [("nowhere", "deep.py", 1)])
        self.assertEqual(self.missing(start="import space.one, space.two\n", space__one=""),
                         [("space.two", "start.py", 1)])


class Encodings(unittest.TestCase):
    def test_requirements_are_decoded_by_their_mark_or_their_first_lines(self):
        for data in (b"one", b"\xef\xbb\xbfone", b"\xff\xfeo\0n\0e\0", b"\xfe\xff\0o\0n\0e",
                     b"\xff\xfe\0\0o\0\0\0n\0\0\0e\0\0\0"):
            self.assertEqual(requirements.decoded(data), "one", data)
        self.assertEqual(requirements.decoded(b"# -*- coding: cp949 -*-\n# \xb0\xa1\none")[-5:], "\uac00\none")
        for data in (b"\xb0\xa1", b"# coding: nothing-known\none"):
            with self.assertRaises(UnicodeError):
                requirements.decoded(data)


if __name__ == "__main__":
    unittest.main()
