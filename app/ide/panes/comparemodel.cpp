// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/comparemodel.h"

#include "widgets/graph/graphmodel.h"
#include "widgets/run/amounts.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace postern::ide {

namespace {

QString cellOf(const replay::RecordedNode *node)
{
    if (!node)
        return QStringLiteral("–");
    if (node->state != run::NodeState::Done && node->state != run::NodeState::Cached)
        return graph::stateText(node->state);
    QString words = widgets::seconds(node->elapsed);
    if (node->usage.total > 0)
        words += QStringLiteral(" · ") + widgets::tokens(node->usage);
    return words;
}

QString signedNumber(std::int64_t number)
{
    return (number > 0 ? QStringLiteral("+") : QString())
           + QLocale().toString(static_cast<qlonglong>(number)).replace('-', QChar(0x2212));
}

/// B minus A: of tokens where there are any, else of the time.
QString deltaOf(const TokenUsage &before,
                const TokenUsage &after,
                std::chrono::microseconds from,
                std::chrono::microseconds to)
{
    if (before.total != after.total)
        return CompareModel::tr("%1 tok").arg(signedNumber(after.total - before.total));
    const auto hundredths = std::llround(static_cast<double>((to - from).count()) / 1e4);
    const double seconds = static_cast<double>(hundredths) / 100; // and never -0.00
    const QString sign = seconds > 0 ? QStringLiteral("+") : QString();
    return CompareModel::tr("%1 s").arg(
        sign + QString::number(seconds, 'f', 2).replace('-', QChar(0x2212)));
}

} // namespace

QString aspectText(replay::Aspect aspect)
{
    switch (aspect) {
    case replay::Aspect::State:
        return CompareModel::tr("state");
    case replay::Aspect::Inputs:
        return CompareModel::tr("inputs");
    case replay::Aspect::Prompt:
        return CompareModel::tr("prompt");
    case replay::Aspect::Output:
        return CompareModel::tr("output");
    case replay::Aspect::Error:
        return CompareModel::tr("error");
    case replay::Aspect::Tokens:
        return CompareModel::tr("tokens");
    case replay::Aspect::Time:
        return CompareModel::tr("time");
    case replay::Aspect::Cost:
        return CompareModel::tr("cost");
    case replay::Aspect::Source:
        return CompareModel::tr("source");
    }
    return {};
}

void CompareModel::setRuns(std::shared_ptr<const ComparedRuns> runs)
{
    beginResetModel();
    m_runs = std::move(runs);
    endResetModel();
}

const replay::NodeComparison *CompareModel::node(int row) const
{
    const bool isNode = m_runs && row >= 0
                        && static_cast<std::size_t>(row) < m_runs->comparison.nodes.size();
    return isNode ? &m_runs->comparison.nodes[static_cast<std::size_t>(row)] : nullptr;
}

QModelIndex CompareModel::indexOf(const QString &name) const
{
    if (!m_runs)
        return {};
    const auto &nodes = m_runs->comparison.nodes;
    const auto found = std::ranges::find(nodes, name.toStdString(), &replay::NodeComparison::name);
    return found == nodes.end() ? QModelIndex()
                                : index(static_cast<int>(found - nodes.begin()), Node);
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_runs ? 0 : static_cast<int>(m_runs->comparison.nodes.size()) + 1;
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CompareModel::text(int row, int column) const
{
    const replay::NodeComparison *const of = node(row);
    const replay::RunComparison &all = m_runs->comparison;
    const replay::RecordedRun &a = m_runs->a;
    const replay::RecordedRun &b = m_runs->b;
    switch (column) {
    case Node:
        return of ? QString::fromStdString(of->name) : tr("Whole run");
    case Before:
        return of ? cellOf(of->before)
                  : widgets::seconds(a.elapsed) + QStringLiteral(" · ") + widgets::tokens(a.usage);
    case After:
        return of ? cellOf(of->after)
                  : widgets::seconds(b.elapsed) + QStringLiteral(" · ") + widgets::tokens(b.usage);
    case Differs: {
        if (of && !of->before)
            return tr("only in B");
        if (of && !of->after)
            return tr("only in A");
        QStringList words;
        for (const replay::AspectDifference &one : of ? of->differences : all.run) {
            if (one.aspect != replay::Aspect::Time && one.aspect != replay::Aspect::Tokens)
                words.append(aspectText(one.aspect));
        }
        return words.isEmpty() ? tr("same") : words.join(QStringLiteral(", "));
    }
    case Delta:
        if (!of)
            return deltaOf(a.usage, b.usage, a.elapsed, b.elapsed);
        return of->before && of->after ? deltaOf(of->before->usage,
                                                 of->after->usage,
                                                 of->before->elapsed,
                                                 of->after->elapsed)
                                       : QStringLiteral("–");
    default:
        return {};
    }
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_runs)
        return {};
    const replay::NodeComparison *const of = node(index.row());
    switch (role) {
    case NameRole:
        return of ? QString::fromStdString(of->name) : QString();
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return theme::plainToolTip(text(index.row(), index.column()));
    case Qt::TextAlignmentRole:
        return index.column() == Delta ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        return index.column() == Differs && of && !of->isSame() ? QVariant(theme::current().warn)
                                                                : QVariant();
    case Qt::FontRole:
        return of ? QVariant() : QVariant(theme::font(12, QFont::DemiBold));
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Node:
        return tr("Node");
    case Before:
        return tr("A: time · tokens");
    case After:
        return tr("B: time · tokens");
    case Differs:
        return tr("Differs in");
    case Delta:
        return tr("B − A");
    default:
        return {};
    }
}

} // namespace postern::ide
