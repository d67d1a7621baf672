# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""A finished tree as an archive and as a Debian package. What goes in is sorted, dated and owned the same every time."""

import hashlib
import os
import pathlib
import shutil
import subprocess

CONTROL = """Package: postern
Version: {version}
Architecture: amd64
Maintainer: The Postern authors <postern@localhost>
Installed-Size: {kilobytes}
Depends: libc6 (>= {glibc})
Recommends: python3 (>= 3.9), ca-certificates, xkb-data
Suggests: python3-venv, git
Section: devel
Priority: optional
Description: native home for prompt flow folders
 Opens a folder with flow.dag.yaml, prompts and Python files as it is, shows it
 as a graph beside its text and runs it with an engine of its own, against
 Azure OpenAI or without any network against a built-in simulator.
 .
 Qt, the fonts and graphviz are inside, under /opt/postern.
"""


def settle(folder):
    """Modes and dates that don't depend on who made the files and when."""
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) and path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def tarball(folder):
    made = folder.parent / f"{folder.name}.tar.xz"
    tar = ["tar", "--sort=name", f"--mtime=@{os.environ['SOURCE_DATE_EPOCH']}", "--owner=0", "--group=0", "--numeric-owner",
           "--format=gnu", "-C", folder.parent, "-cf", "-", folder.name]
    with made.open("wb") as output, subprocess.Popen(tar, stdout=subprocess.PIPE) as packing:
        # The number of threads is said, for it changes the bytes.
        subprocess.run(["xz", "-6", "-T2"], stdin=packing.stdout, stdout=output, check=True)
    if packing.returncode != 0:
        raise SystemExit("tar failed.")
    return made


def debian_package(folder, version, glibc):
    """The same files in /opt/postern, with links where the system looks for programs, launchers and licences."""
    root = folder.parent / "deb"
    shutil.copytree(folder, root / "opt/postern", symlinks=True)
    for link in ("usr/bin/postern", "usr/bin/postern-ide", "usr/share/applications/postern.desktop",
                 "usr/share/icons/hicolor/scalable/apps/postern.svg", "usr/share/doc/postern"):
        path = root / link
        path.parent.mkdir(parents=True, exist_ok=True)
        inside = link.removeprefix("usr/")
        path.symlink_to(pathlib.PurePosixPath("/opt/postern", inside))
    size = sum(path.lstat().st_size for path in root.rglob("*")) // 1024
    (root / "DEBIAN").mkdir()
    control = CONTROL.format(version=version, glibc=".".join(map(str, glibc)), kilobytes=size)
    (root / "DEBIAN/control").write_text(control, encoding="utf-8")
    settle(root)
    made = folder.parent / f"postern_{version}_amd64.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--threads-max=2", "--build", root, made], check=True,
                   stdout=subprocess.DEVNULL)
    shutil.rmtree(root)
    return made


def write_checksums(path, files):
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files)]
    path.write_text("".join(lines), encoding="utf-8")
