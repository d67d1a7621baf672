// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/runinputs.h"

#include "app/ide/home/folderstate.h"
#include "app/ide/run/dataset.h"
#include "engine/base/error.h"
#include "engine/base/json.h"

#include <algorithm>

namespace postern::ide {

namespace {

const QString kTyped = QStringLiteral("typedInputs");
const QString kLastRun = QStringLiteral("lastInputs");
const QString kSource = QStringLiteral("inputSource");
const QString kLastRunName = QStringLiteral("last run");
constexpr int kTypedRow = 0;
constexpr int kLastRunRow = 1;

std::vector<std::string> decisive(const std::vector<flow::FlowInput> &inputs)
{
    std::vector<std::string> words;
    words.reserve(inputs.size());
    for (const flow::FlowInput &input : inputs)
        words.push_back((input.defaultValue ? '+' : '-') + input.name);
    return words;
}

} // namespace

RunInputs::RunInputs(FolderState &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{}

void RunInputs::open(const QString &folder, const std::vector<flow::FlowInput> &inputs)
{
    m_folder = folder;
    m_typed.clear();
    const QJsonObject typed = m_state.value(kTyped).toObject();
    for (auto it = typed.begin(); it != typed.end(); ++it)
        m_typed.insert(it.key(), it.value().toString());
    load(inputs);
}

void RunInputs::setInputs(const std::vector<flow::FlowInput> &inputs)
{
    if (decisive(inputs) != m_known)
        load(inputs);
}

void RunInputs::load(const std::vector<flow::FlowInput> &inputs)
{
    m_known = decisive(inputs);
    loadRows(m_sources, m_folder, inputs);
    // What is kept may be damaged.
    if (const QString json = m_state.value(kLastRun).toString(); readRow(json.toUtf8()))
        addLastRun(json);

    // By its name: rows may have come or gone since.
    m_current = kTypedRow;
    const QString chosen = m_state.value(kSource).toString();
    for (int row = kLastRunRow; row < m_sources.rowCount() && !chosen.isEmpty(); ++row) {
        if (nameOf(row) == chosen)
            m_current = row;
    }
    emit changed();
}

void RunInputs::choose(int source)
{
    m_current = std::clamp(source, 0, std::max(0, m_sources.rowCount() - 1));
    keepSource();
    emit changed();
}

Dict RunInputs::values() const
{
    return rowInputs(m_sources, m_current);
}

void RunInputs::setTyped(const QHash<QString, QString> &texts)
{
    m_typed = texts;
    QJsonObject kept;
    for (auto it = texts.begin(); it != texts.end(); ++it)
        kept.insert(it.key(), it.value());
    m_state.set(kTyped, kept);
    if (m_current == kTypedRow)
        return;
    m_current = kTypedRow;
    keepSource();
    emit changed();
}

void RunInputs::remember(const Dict &inputs)
{
    try {
        const QString json = QString::fromStdString(json::write(Value(inputs)));
        m_state.set(kLastRun, json);
        addLastRun(json);
        emit changed();
    } catch (const Error &) {
        return; // no JSON, so it can't be typed again either
    }
}

void RunInputs::addLastRun(const QString &json)
{
    if (nameOf(kLastRunRow) != kLastRunName) {
        auto *item = new QStandardItem(tr("Last run"));
        item->setData(kLastRunName, RowNameRole);
        m_sources.insertRow(kLastRunRow, item);
        if (m_current >= kLastRunRow)
            ++m_current;
    }
    m_sources.item(kLastRunRow)->setData(json.toUtf8(), RowJsonRole);
}

QString RunInputs::nameOf(int row) const
{
    return m_sources.index(row, 0).data(RowNameRole).toString();
}

void RunInputs::keepSource()
{
    m_state.set(kSource, nameOf(m_current));
}

} // namespace postern::ide
