// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/filekind.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace postern::ide {

namespace {

struct FileKind
{
    Q_DECLARE_TR_FUNCTIONS(FileKind)
};

constexpr std::array<std::pair<const char *, const char *>, 11> kKinds{{{"yaml", "YAML"},
                                                                        {"yml", "YAML"},
                                                                        {"py", "Python"},
                                                                        {"jinja2", "Jinja"},
                                                                        {"jinja", "Jinja"},
                                                                        {"prompty", "Prompty"},
                                                                        {"json", "JSON"},
                                                                        {"jsonl", "JSON Lines"},
                                                                        {"csv", "CSV"},
                                                                        {"tsv", "TSV"},
                                                                        {"md", "Markdown"}}};

} // namespace

QString fileKind(const QString &name)
{
    const QString suffix = name.section(u'.', -1).toLower();
    for (const auto &[known, kind] : kKinds) {
        if (suffix == QLatin1String(known))
            return QLatin1String(kind);
    }
    return FileKind::tr("Text");
}

QString lineEnds(std::string_view text)
{
    bool hasLf = false;
    bool hasCrlf = false;
    bool hasCr = false;
    for (std::size_t at = text.find_first_of("\r\n"); at != std::string_view::npos;
         at = text.find_first_of("\r\n", at + 1)) {
        if (text[at] == '\n') {
            hasLf = true;
        } else if (at + 1 < text.size() && text[at + 1] == '\n') {
            hasCrlf = true;
            ++at;
        } else {
            hasCr = true;
        }
    }
    if (static_cast<int>(hasLf) + static_cast<int>(hasCrlf) + static_cast<int>(hasCr) > 1)
        return FileKind::tr("Mixed line ends");
    return QLatin1String(hasCrlf ? "CRLF" : hasCr ? "CR" : "LF");
}

} // namespace postern::ide
