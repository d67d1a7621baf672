// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/historymodel.h"

#include "widgets/run/amounts.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QDateTime>
#include <QHash>
#include <QLocale>

#include <algorithm>

namespace postern::ide {

namespace {

constexpr int kShownCommit = 7;
constexpr qsizetype kLongestInput = 300;

QString kindIconOf(const history::RunSummary &run)
{
    if (!run.parent.empty())
        return QStringLiteral("fork");
    if (run.kind == "debug")
        return QStringLiteral("debug");
    if (run.kind == "batch")
        return QStringLiteral("batch");
    return run.kind == "chat" ? QStringLiteral("llm") : QStringLiteral("run-outline");
}

QString stateIconOf(history::RunState state)
{
    switch (state) {
    case history::RunState::Completed:
        return QStringLiteral("tick");
    case history::RunState::Failed:
        return QStringLiteral("cross");
    case history::RunState::Running:
        return QStringLiteral("run");
    case history::RunState::Canceled:
    case history::RunState::Interrupted:
        return QStringLiteral("stop");
    }
    return {};
}

QColor theme::Tokens::*stateTint(history::RunState state)
{
    switch (state) {
    case history::RunState::Completed:
        return &theme::Tokens::ok;
    case history::RunState::Failed:
        return &theme::Tokens::err;
    case history::RunState::Running:
        return &theme::Tokens::run;
    default:
        return &theme::Tokens::text2;
    }
}

} // namespace

QString historyStateText(history::RunState state)
{
    switch (state) {
    case history::RunState::Completed:
        return HistoryModel::tr("done");
    case history::RunState::Failed:
        return HistoryModel::tr("failed");
    case history::RunState::Running:
        return HistoryModel::tr("running");
    case history::RunState::Canceled:
        return HistoryModel::tr("stopped");
    case history::RunState::Interrupted:
        return HistoryModel::tr("broken off");
    }
    return {};
}

QString historyKindText(const std::string &kind)
{
    if (kind == "test")
        return HistoryModel::tr("test");
    if (kind == "debug")
        return HistoryModel::tr("debug");
    if (kind == "chat")
        return HistoryModel::tr("chat");
    if (kind == "batch")
        return HistoryModel::tr("batch");
    return QString::fromStdString(kind);
}

QString historyTimeText(const history::RunSummary &run)
{
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(
        run.started.time_since_epoch());
    const QDateTime started = QDateTime::fromMSecsSinceEpoch(since.count());
    return started.toString(started.date() == QDate::currentDate()
                                ? QStringLiteral("HH:mm:ss")
                                : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

void HistoryModel::setRuns(std::vector<history::RunSummary> runs)
{
    beginResetModel();
    m_runs = std::move(runs);
    m_places.assign(m_runs.size(), Place());
    m_top.clear();
    QHash<QString, std::size_t> known;
    for (std::size_t at = 0; at < m_runs.size(); ++at)
        known.insert(QString::fromStdString(m_runs[at].id), at);
    // Forks are younger than what they were made of, and so listed before it.
    for (std::size_t at = 0; at < m_runs.size(); ++at) {
        const auto parent = known.constFind(QString::fromStdString(m_runs[at].parent));
        const bool isFork = parent != known.constEnd()
                            && m_runs[*parent].started < m_runs[at].started;
        std::vector<std::size_t> &siblings = isFork ? m_places[*parent].forks : m_top;
        m_places[at].parent = isFork ? *parent : kNone;
        siblings.push_back(at);
    }
    const auto number = [this](std::vector<std::size_t> &siblings) {
        for (std::size_t row = 0; row < siblings.size(); ++row)
            m_places[siblings[row]].row = static_cast<int>(row);
    };
    number(m_top);
    for (Place &place : m_places) {
        std::ranges::reverse(place.forks); // as they were made
        number(place.forks);
    }
    endResetModel();
}

void HistoryModel::setCompared(const QString &before, const QString &after)
{
    const QStringList old{m_before, m_after};
    m_before = before;
    m_after = after;
    for (const QString &id : old + QStringList{before, after}) {
        const QModelIndex row = indexOf(id);
        if (row.isValid())
            emit dataChanged(row, row);
    }
}

const history::RunSummary *HistoryModel::run(const QModelIndex &index) const
{
    return index.isValid() ? &m_runs[index.internalId()] : nullptr;
}

const history::RunSummary *HistoryModel::run(const QString &id) const
{
    const auto found = std::ranges::find(m_runs, id.toStdString(), &history::RunSummary::id);
    return found == m_runs.end() ? nullptr : &*found;
}

QModelIndex HistoryModel::indexOf(const QString &id) const
{
    const history::RunSummary *const found = id.isEmpty() ? nullptr : run(id);
    if (!found)
        return {};
    const auto at = static_cast<std::size_t>(found - m_runs.data());
    return createIndex(m_places[at].row, Time, at);
}

const std::vector<std::size_t> &HistoryModel::childrenOf(const QModelIndex &parent) const
{
    return parent.isValid() ? m_places[parent.internalId()].forks : m_top;
}

QModelIndex HistoryModel::index(int row, int column, const QModelIndex &parent) const
{
    const std::vector<std::size_t> &children = childrenOf(parent);
    if (row < 0 || static_cast<std::size_t>(row) >= children.size() || column < 0
        || column >= ColumnCount)
        return {};
    return createIndex(row, column, children[static_cast<std::size_t>(row)]);
}

QModelIndex HistoryModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const std::size_t parent = m_places[child.internalId()].parent;
    return parent == kNone ? QModelIndex() : createIndex(m_places[parent].row, Time, parent);
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(childrenOf(parent).size());
}

int HistoryModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

QString HistoryModel::text(const history::RunSummary &run, int column) const
{
    switch (column) {
    case Time: {
        const QString id = QString::fromStdString(run.id);
        QString words = id == m_before  ? QStringLiteral("A  ")
                        : id == m_after ? QStringLiteral("B  ")
                                        : QString();
        words += historyTimeText(run);
        if (!run.change.empty())
            words += QStringLiteral("  ") + QString::fromStdString(run.change);
        return words;
    }
    case Kind:
        return run.parent.empty() ? historyKindText(run.kind) : tr("fork");
    case State:
        return historyStateText(run.state);
    case Variant:
        return QString::fromStdString(run.variant);
    case Tokens:
        return run.usage.total == 0 ? QStringLiteral("–")
                                    : QLocale().toString(static_cast<qlonglong>(run.usage.total));
    case Cost:
        if (run.usage.total == 0)
            return QStringLiteral("–");
        return run.cost ? QString::number(*run.cost, 'f', 4) : tr("unknown price");
    case Tags: {
        QStringList tags;
        tags.reserve(static_cast<qsizetype>(run.tags.size()));
        for (const std::string &tag : run.tags)
            tags.append(QString::fromStdString(tag));
        return tags.join(QStringLiteral(", "));
    }
    case Commit:
        return QString::fromStdString(run.commit.substr(0, kShownCommit))
               + (run.isDirty ? QStringLiteral("*") : QString());
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const history::RunSummary *const of = run(index);
    if (!of)
        return {};
    switch (role) {
    case IdRole:
        return QString::fromStdString(of->id);
    case Qt::DisplayRole:
        return text(*of, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Tokens || index.column() == Cost
                   ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant();
    case Qt::DecorationRole:
        if (index.column() == Kind)
            return theme::icon(kindIconOf(*of));
        if (index.column() == State)
            return theme::icon(stateIconOf(of->state), stateTint(of->state));
        return index.column() == Time && of->isPinned ? theme::icon(QStringLiteral("pin"))
                                                      : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == State && !of->error.empty())
            return theme::plainToolTip(QString::fromStdString(of->error));
        if (index.column() == Time)
            return theme::plainToolTip(
                theme::shortened(QString::fromStdString(of->inputText), kLongestInput));
        return theme::plainToolTip(text(*of, index.column()));
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Tokens || section == Cost))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Kind:
        return tr("Kind");
    case State:
        return tr("State");
    case Variant:
        return tr("Variant");
    case Tokens:
        return tr("Tokens");
    case Cost:
        return tr("Cost $");
    case Tags:
        return tr("Tag");
    case Commit:
        return tr("Commit");
    default:
        return {};
    }
}

} // namespace postern::ide
