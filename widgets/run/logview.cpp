// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/logview.h"

#include "widgets/run/emptynote.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::widgets {

namespace {
constexpr int kNodeCharacters = 10;
} // namespace

void LogFilter::setLevel(LogLevel least)
{
    m_least = least;
    invalidateFilter();
}

void LogFilter::setNode(const QString &node)
{
    if (node == m_node)
        return;
    m_node = node;
    invalidateFilter();
}

void LogFilter::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex line = sourceModel()->index(row, LogModel::Text, parent);
    return line.data(LogModel::LevelRole).toInt() >= static_cast<int>(m_least)
           && (m_node.isEmpty() || line.data(LogModel::NodeRole).toString() == m_node)
           && (m_text.isEmpty()
               || line.data(Qt::DisplayRole).toString().contains(m_text, Qt::CaseInsensitive));
}

LogView::LogView(LogModel &log, bool ofNode, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_isOfNode(ofNode)
    , m_filter(new LogFilter(this))
    , m_level(new QComboBox(this))
    , m_nodes(new QComboBox(this))
    , m_text(new QLineEdit(this))
    , m_remark(new theme::ElidedLabel(this))
    , m_table(new QTreeView(this))
{
    setObjectName(ofNode ? "nodeLog" : "runLogView");
    m_filter->setSourceModel(&log);
    setUpTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(makeFilters());
    layout->addWidget(m_table, 1);
    const auto following = [this] {
        const QScrollBar *const bar = m_table->verticalScrollBar();
        m_isAtEnd = bar->value() >= bar->maximum();
    };
    connect(m_filter, &QAbstractItemModel::rowsAboutToBeInserted, this, following);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &LogView::onRows);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &LogView::onRows);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &LogView::onRows);
    connect(&log, &QAbstractItemModel::rowsInserted, this, &LogView::fillNodes);
    connect(&log, &QAbstractItemModel::modelReset, this, &LogView::fillNodes);
    fillNodes();
    onRows();
}

QLayout *LogView::makeFilters()
{
    m_level->setObjectName("logLevel");
    m_level->setAccessibleName(tr("Level"));
    m_level->addItem(tr("Everything"), static_cast<int>(LogLevel::Debug));
    m_level->addItem(tr("Information and above"), static_cast<int>(LogLevel::Info));
    m_level->addItem(tr("Warnings and errors"), static_cast<int>(LogLevel::Warning));
    m_level->addItem(tr("Errors"), static_cast<int>(LogLevel::Error));
    m_level->setCurrentIndex(1);
    m_nodes->setObjectName("logNode");
    m_nodes->setAccessibleName(tr("Node"));
    m_nodes->setVisible(!m_isOfNode);
    // A run of nodes with long names would widen the panel, and take that from the graph.
    m_nodes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_nodes->setMinimumContentsLength(kNodeCharacters);
    m_text->setObjectName("logText");
    m_text->setPlaceholderText(tr("Filter the lines"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setClearButtonEnabled(true);
    m_remark->setProperty("role", "secondary");
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setLevel(static_cast<LogLevel>(m_level->currentData().toInt()));
        onRows();
    });
    connect(m_nodes, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setNode(m_nodes->currentData().toString());
        onRows();
    });
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        onRows();
    });
    auto *filters = new QHBoxLayout;
    filters->setContentsMargins(8, 4, 8, 4);
    filters->setSpacing(8);
    filters->addWidget(m_level);
    filters->addWidget(m_nodes, 1);
    filters->addWidget(m_text, 2);
    filters->addWidget(m_remark);
    return filters;
}

void LogView::setUpTable()
{
    m_table->setObjectName("logTable");
    m_table->setAccessibleName(tr("Log"));
    m_table->setModel(m_filter);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->header()->setStretchLastSection(true);
    m_table->setColumnHidden(LogModel::Node, m_isOfNode);
    new EmptyNote(m_table,
                  tr("No lines. What nodes write and what becomes of them is listed here."));
    auto *copy = new QAction(tr("Copy lines"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &LogView::copyAll);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table, &QTreeView::activated, this, [this](const QModelIndex &index) {
        emit nodeChosen(index.data(LogModel::NodeRole).toString());
    });
    theme::follow(m_table, [this] {
        m_table->setColumnWidth(LogModel::Time, theme::scaled(96));
        m_table->setColumnWidth(LogModel::Level, theme::scaled(70));
        m_table->setColumnWidth(LogModel::Node, theme::scaled(120));
    });
}

void LogView::setNode(const QString &node)
{
    m_filter->setNode(node);
    onRows();
}

void LogView::fillNodes()
{
    if (m_isOfNode)
        return;
    const QString chosen = m_nodes->currentData().toString();
    const QStringList &nodes = m_log.nodes();
    if (m_nodes->count() == nodes.size() + 1)
        return;
    const QSignalBlocker blocker(m_nodes);
    m_nodes->clear();
    m_nodes->addItem(tr("All nodes"), QString());
    for (const QString &node : nodes)
        m_nodes->addItem(node, node);
    m_nodes->setCurrentIndex(std::max(m_nodes->findData(chosen), 0));
    m_filter->setNode(m_nodes->currentData().toString());
}

void LogView::onRows()
{
    if (m_isAtEnd)
        m_table->scrollToBottom();
    const int shown = m_filter->rowCount();
    const int all = m_log.rowCount();
    m_remark->setText(m_isOfNode || shown == all ? tr("%1 lines").arg(shown)
                                                 : tr("%1 of %2 lines").arg(shown).arg(all));
    emit countChanged();
}

int LogView::count() const
{
    return m_filter->rowCount();
}

void LogView::copyAll() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        for (int row = 0; row < m_filter->rowCount(); ++row)
            rows.append(m_filter->index(row, 0));
    }
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QString text;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < LogModel::ColumnCount; ++column)
            cells.append(row.siblingAtColumn(column).data().toString());
        text += cells.join('\t') + '\n';
    }
    QApplication::clipboard()->setText(text);
}

} // namespace postern::widgets
