# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""The folder that a user unpacks: bin, lib, libexec and share, which find each other from where they are."""

import os
import pathlib
import shutil
import subprocess

import debian
import elf
import python
import wheels

DOC = pathlib.Path("share/doc/postern")
SYSTEM = pathlib.Path("/usr/lib/x86_64-linux-gnu")
# Qt's plugins that the window uses. Nothing of OpenGL: the window is drawn by the processor.
PLUGINS = [
    "platforms/libqxcb.so", "platforms/libqoffscreen.so", "platforms/libqwayland-generic.so",
    "wayland-shell-integration/libxdg-shell.so", "wayland-decoration-client/libbradient.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "platforminputcontexts/libfcitx5platforminputcontextplugin.so",
    "iconengines/libqsvgicon.so", "imageformats/libqsvg.so", "imageformats/libqjpeg.so", "imageformats/libqgif.so",
]
FONTS = [f"/usr/share/fonts/{name}" for name in (
    "opentype/inter/Inter-Regular.otf", "opentype/inter/Inter-Medium.otf", "opentype/inter/Inter-SemiBold.otf",
    "opentype/inter/Inter-Bold.otf", "opentype/noto/NotoSansCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Bold.ttc",
    "truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", "truetype/jetbrains-mono/JetBrainsMono-Bold.ttf",
)]
# Of these only headers went into the programs, so no file of theirs tells that they are there.
COMPILED_IN = ["libboost1.81-dev", "libcli11-dev"]
QT_CONF = "[Paths]\nPrefix = ..\nLibraries = lib\nPlugins = lib/qt6/plugins\nTranslations = share/qt6/translations\n"
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


class Tree:
    """`origins` says of each copied file, by its path below the folder, which package of the distribution it is of."""

    def __init__(self, root, build, folder):
        self.root = root
        self.build = build
        self.folder = folder
        self.origins = {}
        self._copied = {}

    def fill(self):
        subprocess.run(["cmake", "--install", self.build, "--prefix", self.folder.resolve(), "--strip"],
                       check=True, stdout=subprocess.DEVNULL)
        self._write("bin/qt.conf", QT_CONF)
        for plugin in PLUGINS:
            self._copy(SYSTEM / "qt6/plugins" / plugin, f"lib/qt6/plugins/{plugin}")
        self._copy("/usr/share/qt6/translations/qtbase_ko.qm", "share/qt6/translations/qtbase_ko.qm")
        self._copy(SYSTEM / "libXcursor.so.1", "lib/libXcursor.so.1")  # Qt asks for it by name, for the user's pointers
        self._add_graphviz()
        for name, source in python.files().items():
            self._copy(source, f"{python.FOLDER}/{name}")
        self._add_libraries()
        for font in FONTS:
            self._copy(font, f"share/postern/fonts/{pathlib.Path(font).name}")
        self._write("share/postern/fonts/fonts.conf", FONTS_CONF)
        self._add_desktop()
        self._note_origins()
        self._add_documents()
        self._add_pip()

    def check(self):
        """Nothing is missing and nothing points at the machine that built it. Returns the glibc it needs."""
        files = self._elf_files()
        beside = {path.name for path in (self.folder / "lib").iterdir()}
        system = {path.name for path in debian.files("libc6")}
        wrong = [f"{path} needs {name}" for path in files for name in elf.needed(path) if name not in beside | system]
        for path in (self.folder / "bin").iterdir():
            if os.fsencode(self.root) in path.read_bytes():
                wrong.append(f"{path} has the path of the source tree in it")
        if wrong:
            raise SystemExit("\n".join(wrong))
        return elf.glibc_version(files)

    def _write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _copy(self, source, name):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
        path.chmod(0o755 if elf.is_elf(path) else 0o644)
        self._copied[name] = pathlib.Path(source)

    def _add_graphviz(self):
        """`dot` with the one layout and the one output that are asked of it. libgvc looks for its plugins in the
        folder graphviz beside itself."""
        self._copy("/usr/bin/dot", "libexec/dot")
        for plugin in ("core", "dot_layout"):
            self._copy(SYSTEM / f"graphviz/libgvplugin_{plugin}.so.6", f"lib/graphviz/libgvplugin_{plugin}.so.6")

    def _add_libraries(self):
        """All shared libraries but glibc's, which belong to the machine as its kernel does, and the drivers of
        OpenGL, which nothing here loads."""
        found = elf.libraries(self._elf_files())
        owners = debian.owners(found.values())
        for name, path in sorted(found.items()):
            if owners[path] != "libc6":
                self._copy(path.resolve(), f"lib/{name}")
        for path in self._elf_files():
            elf.look_beside(path, self.folder / "lib")
        # Which plugin makes what; written by dot itself, so that it fits the plugins that are here.
        subprocess.run([self.folder.resolve() / "libexec/dot", "-c"], check=True, capture_output=True,
                       env={"GVBINDIR": str(self.folder.resolve() / "lib/graphviz")})

    def _add_desktop(self):
        for source, name in (("postern.desktop", "share/applications/postern.desktop"),
                             ("postern.svg", "share/icons/hicolor/scalable/apps/postern.svg")):
            path = self.folder / name
            path.parent.mkdir(parents=True)
            shutil.copyfile(self.root / "resources/package" / source, path)

    def _note_origins(self):
        owners = debian.owners(set(self._copied.values()))
        self.origins = {name: owners[source] for name, source in self._copied.items()}
        self.origins["lib/graphviz/config6a"] = self.origins["libexec/dot"]
        for name, source in python.compile_library(self.folder).items():
            self.origins[name] = self.origins[source]

    def _add_documents(self):
        documents = self.folder / DOC
        (documents / "docs").mkdir(parents=True)
        for name in ("README.md", "NEWS.md", "docs/cli.md", "docs/differences.md"):
            shutil.copyfile(self.root / name, documents / name)
        shutil.copytree(self.root / "LICENSES", documents / "LICENSES")
        third = documents / "third-party"
        for package in sorted(set(self.origins.values()) | set(COMPILED_IN)):
            (third / package).mkdir(parents=True)
            shutil.copyfile(debian.copyright_file(package), third / package / "copyright")
        shutil.copytree("/usr/share/common-licenses", third / "common-licenses", symlinks=True)
        shutil.copyfile(self.root / "resources/package/third-party.md", third / "README.md")

    def _add_pip(self):
        wheel = wheels.fetch(self.build)
        name = f"share/postern/wheels/{wheel.name}"
        self._copy(wheel, name)
        self.origins[name] = wheels.NAME
        self._write(DOC / "third-party" / wheels.NAME / "copyright", wheels.licence_text(wheel))

    def _elf_files(self):
        return [path for path in sorted(self.folder.rglob("*")) if elf.is_elf(path)]
