// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/filerows.h"

#include <QFile>

#include <algorithm>

namespace postern::ide {

namespace {

constexpr std::size_t kMostOfRow = 65'536;
constexpr qint64 kChunk = 262'144;

bool isBlank(const std::string &row)
{
    return row.find_first_not_of(" \t\r") == std::string::npos;
}

} // namespace

FilePage readRows(const QString &path, qint64 from, std::size_t most)
{
    FilePage page;
    page.next = from;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(from)) {
        page.problem = file.errorString();
        page.isLast = true;
        return page;
    }
    std::string row;
    qint64 at = from;
    for (;;) {
        const QByteArray chunk = file.read(kChunk);
        if (chunk.isEmpty())
            break;
        qsizetype begin = 0;
        while (begin < chunk.size()) {
            const qsizetype end = chunk.indexOf('\n', begin);
            const qsizetype last = end < 0 ? chunk.size() : end;
            const std::size_t room = kMostOfRow - std::min(kMostOfRow, row.size());
            row.append(chunk.constData() + begin,
                       std::min(room, static_cast<std::size_t>(last - begin)));
            if (end < 0)
                break;
            begin = end + 1;
            if (!isBlank(row))
                page.rows.push_back(std::move(row));
            row.clear();
            page.next = at + begin;
            if (page.rows.size() == most)
                return page;
        }
        at += chunk.size();
    }
    if (!isBlank(row))
        page.rows.push_back(std::move(row));
    page.next = at;
    page.isLast = true;
    return page;
}

} // namespace postern::ide
