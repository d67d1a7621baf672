// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/dataset.h"

#include "engine/base/error.h"
#include "engine/base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardItemModel>

#include <algorithm>
#include <string>

namespace postern::ide {

namespace {

constexpr int kRowsOfFile = 10;
constexpr int kRowsOfAll = 30;
constexpr qint64 kLineBytes = 1'000'000;

struct Dataset
{
    Q_DECLARE_TR_FUNCTIONS(Dataset)
};

/// Which rows the inputs can be filled from.
struct Needs
{
    explicit Needs(const std::vector<flow::FlowInput> &inputs)
    {
        for (const flow::FlowInput &input : inputs) {
            known.push_back(input.name);
            if (!input.defaultValue && input.name != "chat_history"
                && !input.isChatHistory.value_or(false))
                needed.push_back(input.name);
        }
    }

    bool fit(const Dict &row) const
    {
        const auto has = [&row](const std::string &name) { return row.find(name) != nullptr; };
        return needed.empty() ? std::ranges::any_of(known, has) : std::ranges::all_of(needed, has);
    }

    std::vector<std::string> known;
    std::vector<std::string> needed;
};

void loadFile(QStandardItemModel &model, const QString &path, const Needs &needs)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QString name = QFileInfo(path).fileName();
    for (int row = 1; row <= kRowsOfFile && model.rowCount() <= kRowsOfAll && !file.atEnd(); ++row) {
        const QByteArray line = file.readLine(kLineBytes).trimmed();
        const std::optional<Dict> values = readRow(line);
        if (!values || !needs.fit(*values))
            continue;
        auto *item = new QStandardItem(Dataset::tr("%1 · row %2").arg(name).arg(row));
        item->setData(line, RowJsonRole);
        item->setData(QStringLiteral("%1:%2").arg(name).arg(row), RowNameRole);
        model.appendRow(item);
    }
}

} // namespace

void loadRows(QStandardItemModel &model,
              const QString &folder,
              const std::vector<flow::FlowInput> &inputs)
{
    model.clear();
    model.appendRow(new QStandardItem(Dataset::tr("Typed")));
    const Needs needs(inputs);
    for (const QString &part : {QStringLiteral("/"), QStringLiteral("/data/")}) {
        const QDir data(folder + part);
        for (const QString &name :
             data.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name))
            loadFile(model, data.filePath(name), needs);
    }
}

std::optional<Dict> readRow(const QByteArray &json)
{
    if (json.isEmpty())
        return {};
    try {
        const Value row = json::parse({json.constData(), static_cast<std::size_t>(json.size())});
        return row.isDict() ? std::optional(row.asDict()) : std::nullopt;
    } catch (const Error &) {
        return {};
    }
}

Dict rowInputs(const QStandardItemModel &model, int row)
{
    const QByteArray line = model.index(row, 0).data(RowJsonRole).toByteArray();
    return readRow(line).value_or(Dict());
}

} // namespace postern::ide
