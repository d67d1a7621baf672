// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/dataset.h"

#include "engine/base/error.h"
#include "engine/base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardItemModel>

namespace postern::ide {

namespace {

constexpr int kRowsOfFile = 50;
constexpr int kRowsOfAll = 200;
constexpr qint64 kLineBytes = 1'000'000;

struct Dataset
{
    Q_DECLARE_TR_FUNCTIONS(Dataset)
};

bool isObject(const QByteArray &line)
{
    try {
        return json::parse({line.constData(), static_cast<std::size_t>(line.size())}).isDict();
    } catch (const Error &) {
        return false;
    }
}

void loadFile(QStandardItemModel &model, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QString name = QFileInfo(path).fileName();
    for (int row = 1; row <= kRowsOfFile && model.rowCount() < kRowsOfAll && !file.atEnd(); ++row) {
        const QByteArray line = file.readLine(kLineBytes).trimmed();
        if (!isObject(line))
            continue;
        auto *item = new QStandardItem(Dataset::tr("%1 · row %2").arg(name).arg(row));
        item->setData(line, RowJsonRole);
        item->setData(QStringLiteral("%1:%2").arg(name).arg(row), RowNameRole);
        model.appendRow(item);
    }
}

} // namespace

void loadRows(QStandardItemModel &model, const QString &folder)
{
    model.clear();
    model.appendRow(new QStandardItem(Dataset::tr("Typed")));
    for (const QString &part : {QStringLiteral("/"), QStringLiteral("/data/")}) {
        const QDir data(folder + part);
        for (const QString &name :
             data.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name))
            loadFile(model, data.filePath(name));
    }
}

Dict rowInputs(const QStandardItemModel &model, int row)
{
    const QByteArray line = model.index(row, 0).data(RowJsonRole).toByteArray();
    if (line.isEmpty())
        return {};
    return json::parse({line.constData(), static_cast<std::size_t>(line.size())}).asDict();
}

} // namespace postern::ide
