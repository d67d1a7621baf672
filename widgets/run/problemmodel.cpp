// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/problemmodel.h"

#include "widgets/theme/icon.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/translated.h"

#include <algorithm>
#include <utility>

namespace postern::widgets {

namespace {

constexpr qsizetype kLongest = 500; // of what is seen; its tool tip has more

QIcon severityIcon(flow::Severity severity)
{
    switch (severity) {
    case flow::Severity::Error:
        return theme::icon("error", &theme::Tokens::err);
    case flow::Severity::Warning:
        return theme::icon("warning", &theme::Tokens::warn);
    case flow::Severity::Hint:
        break;
    }
    return theme::icon("info");
}

} // namespace

void ProblemModel::setProblems(std::vector<flow::Diagnostic> problems)
{
    beginResetModel();
    m_problems = std::move(problems);
    std::stable_sort(m_problems.begin(), m_problems.end(), [](const auto &a, const auto &b) {
        return a.severity < b.severity;
    });
    endResetModel();
}

int ProblemModel::count(flow::Severity severity) const
{
    return static_cast<int>(
        std::count_if(m_problems.begin(), m_problems.end(), [severity](const auto &problem) {
            return problem.severity == severity;
        }));
}

int ProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_problems.size());
}

int ProblemModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProblemModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const flow::Diagnostic &row = problem(index.row());
    if (role == Qt::DecorationRole && index.column() == Message)
        return severityIcon(row.severity);
    if (role == Qt::ToolTipRole)
        return theme::plainToolTip(
            (theme::translated(row.message) + u'\n' + theme::translated(row.hint)).trimmed());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Message:
        return theme::shortened(theme::translated(row.message).simplified(), kLongest);
    case Node:
        return QString::fromStdString(row.node);
    default:
        return QString::fromStdString(toString(row.place));
    }
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Message:
        return tr("Problem");
    case Node:
        return tr("Node");
    default:
        return tr("Place");
    }
}

} // namespace postern::widgets
