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

const QString kInitPrefix = QStringLiteral("init.");

/// What of the inputs decides which rows fit.
std::vector<std::string> decisive(const std::vector<flow::FlowInput> &inputs)
{
    std::vector<std::string> words;
    words.reserve(inputs.size());
    for (const flow::FlowInput &input : inputs)
        words.push_back((input.defaultValue ? '+' : '-') + input.name);
    return words;
}

/// The sample's values as what a run begins with; a chat begins without a history.
std::vector<flow::FlowInput> withSample(std::vector<flow::FlowInput> inputs, const Dict &sample)
{
    for (flow::FlowInput &input : inputs) {
        const bool isHistory = input.isChatHistory.value_or(input.name == "chat_history");
        if (const Value *value = sample.find(input.name))
            input.defaultValue = *value;
        else if (isHistory && input.type == "list" && !input.defaultValue)
            input.defaultValue = Value(List());
    }
    return inputs;
}

/// What was typed for a class, by the names of its arguments.
QHash<QString, QString> typedInit(const QHash<QString, QString> &typed)
{
    QHash<QString, QString> init;
    for (auto it = typed.begin(); it != typed.end(); ++it) {
        if (it.key().startsWith(kInitPrefix))
            init.insert(it.key().mid(kInitPrefix.size()), it.value());
    }
    return init;
}

/// Puts the model's texts in the place of those that were typed for its inputs.
void replaceTyped(QHash<QString, QString> &typed,
                  const widgets::InputsModel &model,
                  const QString &prefix)
{
    for (const QString &name : model.names())
        typed.remove(prefix + name);
    const QHash<QString, QString> texts = model.texts();
    for (auto it = texts.begin(); it != texts.end(); ++it)
        typed.insert(prefix + it.key(), it.value());
}

} // namespace

RunInputs::RunInputs(FolderState &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{
    for (const widgets::InputsModel *model : {&m_ofFlow, &m_ofClass})
        connect(model, &widgets::InputsModel::edited, this, &RunInputs::keepTyped);
}

void RunInputs::open(const QString &folder, const run::Signature &signature)
{
    m_folder = folder;
    m_signature = signature;
    m_ofFlow.clear();
    m_ofClass.clear();
    m_typed.clear();
    const QJsonObject typed = m_state.value(kTyped).toObject();
    for (auto it = typed.begin(); it != typed.end(); ++it)
        m_typed.insert(it.key(), it.value().toString());
    load();
}

void RunInputs::setSignature(const run::Signature &signature)
{
    const bool mayOthersFit = decisive(signature.inputs) != decisive(m_signature.inputs);
    m_signature = signature;
    if (mayOthersFit)
        load();
    else
        fillIn();
}

void RunInputs::translate()
{
    load();
}

void RunInputs::setLeftOut(const QStringList &names)
{
    if (m_ofFlow.setLeftOut(names))
        fillIn();
}

void RunInputs::load()
{
    loadRows(m_sources, m_folder, m_signature.inputs);
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
    fillIn();
    emit changed();
}

void RunInputs::fillIn()
{
    m_ofFlow.setInputs(withSample(m_signature.inputs, m_signature.sample), m_typed);
    m_ofFlow.fill(rowInputs(m_sources, m_current));
    m_ofClass.setInputs(withSample(m_signature.init, m_signature.sampleInit), typedInit(m_typed));
}

void RunInputs::choose(int source)
{
    m_current = std::clamp(source, 0, std::max(0, m_sources.rowCount() - 1));
    keepSource();
    fillIn();
    emit changed();
}

Dict RunInputs::row() const
{
    return rowName().isEmpty() ? Dict() : rowInputs(m_sources, m_current);
}

QString RunInputs::rowName() const
{
    const bool isRow = m_current > kTypedRow && nameOf(m_current) != kLastRunName;
    return isRow ? m_sources.index(m_current, 0).data().toString() : QString();
}

bool RunInputs::read(Dict &inputs, Dict &init)
{
    QStringList problems;
    init = m_ofClass.values(problems);
    inputs = m_ofFlow.values(problems);
    if (m_ofClass.isUntouched())
        init = {};
    return problems.isEmpty();
}

bool RunInputs::isSample() const
{
    return m_ofFlow.isUntouched()
           && std::ranges::all_of(m_signature.inputs, [this](const flow::FlowInput &input) {
                  return input.defaultValue || m_signature.sample.contains(input.name);
              });
}

void RunInputs::keepTyped()
{
    // What isn't asked for now, as the chat does it or the code no longer does, stays typed.
    replaceTyped(m_typed, m_ofFlow, {});
    replaceTyped(m_typed, m_ofClass, kInitPrefix);
    QJsonObject kept;
    for (auto it = m_typed.begin(); it != m_typed.end(); ++it)
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
