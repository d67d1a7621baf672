# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""The bill of materials, SPDX 2.3: every file of the tree with its checksums, every package with version and licences."""

import datetime
import hashlib
import json
import os
import re

import debian
import wheels


def checksums(path):
    data = path.read_bytes()
    return {name: hashlib.new(name, data).hexdigest() for name in ("sha1", "sha256")}


def files(tree):
    """SPDX's entry for each file below the tree, by its path there; of a link, none."""
    entries = {}
    for path in sorted(tree.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        name = path.relative_to(tree).as_posix()
        entries[name] = {
            "SPDXID": f"SPDXRef-File-{hashlib.sha1(name.encode()).hexdigest()}",
            "fileName": f"./{name}",
            "checksums": [{"algorithm": algorithm.upper(), "checksumValue": value}
                          for algorithm, value in checksums(path).items()],
            "copyrightText": "NOASSERTION",
            "licenseConcluded": "NOASSERTION",
        }
    return entries


def verification_code(entries):
    """SPDX's checksum of a package: of the sorted checksums of its files."""
    sums = sorted(entry["checksums"][0]["checksumValue"] for entry in entries)
    return hashlib.sha1("".join(sums).encode()).hexdigest()


def own_package(version, entries):
    return {
        "SPDXID": "SPDXRef-Postern", "name": "postern", "versionInfo": version, "supplier": "Organization: The Postern authors",
        "downloadLocation": "NOASSERTION", "filesAnalyzed": True,
        "packageVerificationCode": {"packageVerificationCodeValue": verification_code(entries)},
        "licenseConcluded": "GPL-3.0-or-later", "licenseDeclared": "Apache-2.0 AND GPL-3.0-or-later",
        "copyrightText": "2026 The Postern authors", "primaryPackagePurpose": "APPLICATION",
    }


def origin(name):
    """What is said of a package by those it comes from."""
    if name == wheels.NAME:
        return {"versionInfo": wheels.VERSION, "supplier": "Organization: PyPI", "licenseDeclared": wheels.LICENCE,
                "sourceInfo": f"{wheels.FILE} of PyPI"}, f"pkg:pypi/{name}@{wheels.VERSION}"
    version, source, source_version = debian.version(name)
    return {"versionInfo": version, "supplier": f"Organization: {debian.NAME}", "licenseDeclared": debian.licences(name),
            "sourceInfo": f"built from source package {source} {source_version}"}, \
        f"pkg:deb/{debian.NAME.lower()}/{name}@{version}?arch=amd64"


def foreign_package(name, entries):
    said, locator = origin(name)
    package = {
        "SPDXID": f"SPDXRef-Package-{debian.reference(name)}", "name": name, **said,
        "downloadLocation": "NOASSERTION", "filesAnalyzed": bool(entries),
        "licenseConcluded": "NOASSERTION", "copyrightText": "NOASSERTION",
        "comment": f"Licences in full: share/doc/postern/third-party/{name}/copyright",
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": locator}],
    }
    if entries:
        package["packageVerificationCode"] = {"packageVerificationCodeValue": verification_code(entries)}
        package["checksums"] = [{"algorithm": "SHA256", "checksumValue": content_checksum(entries)}]
    return package


def content_checksum(entries):
    """One SHA-256 over the names and checksums of a package's files as they are in the tree."""
    lines = sorted(f"{entry['checksums'][1]['checksumValue']}  {entry['fileName']}\n" for entry in entries)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def document(tree, version, origins, compiled_in):
    """The bill as text. `origins` says of which package a file is (paths below the tree; ours are left out),
    `compiled_in` names packages of which only headers were used."""
    entries = files(tree)
    by_package = {}
    for path, package in origins.items():
        if path in entries:
            by_package.setdefault(package, []).append(entries[path])
    ours = [entry for path, entry in entries.items() if path not in origins]
    packages = [own_package(version, ours)]
    related = [("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Postern")]
    related += [("SPDXRef-Postern", "CONTAINS", entry["SPDXID"]) for entry in ours]
    for name in sorted(set(by_package) | set(compiled_in)):
        package = foreign_package(name, by_package.get(name, []))
        packages.append(package)
        kind = "CONTAINS" if name in by_package else "STATIC_LINK"
        related.append(("SPDXRef-Postern", kind, package["SPDXID"]))
        related += [(package["SPDXID"], "CONTAINS", entry["SPDXID"]) for entry in by_package.get(name, [])]
    references = sorted({part for package in packages for part in re.findall(r"LicenseRef-[\w.-]+", package["licenseDeclared"])})
    created = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    bill = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"postern-{version}-linux-x86_64",
        "documentNamespace": f"https://postern.invalid/spdx/{version}/{content_checksum(entries.values())}",
        "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
                         "creators": ["Organization: The Postern authors", "Tool: scripts/package"]},
        "packages": packages, "files": list(entries.values()),
        "relationships": [{"spdxElementId": a, "relationshipType": kind, "relatedSpdxElement": b}
                          for a, kind, b in related],
        "hasExtractedLicensingInfos": [
            {"licenseId": name, "extractedText": "In full in the copyright files under share/doc/postern/third-party."}
            for name in references],
    }
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"
