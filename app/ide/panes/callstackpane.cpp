// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/callstackpane.h"

#include "app/ide/run/debugcontroller.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QPersistentModelIndex>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace postern::ide {

namespace {

constexpr int kNameColumn = 0;
constexpr int kShownColumn = 1;
constexpr int kColumns = 2;
constexpr int kFileRole = Qt::UserRole;
constexpr int kLineRole = Qt::UserRole + 1;
constexpr int kFrameRole = Qt::UserRole + 2;     // of a function: its number
constexpr int kReferenceRole = Qt::UserRole + 3; // of a variable: what is inside of it
constexpr qsizetype kLongestShown = 500;

void showInside(QTreeWidgetItem *item)
{
    item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
}

} // namespace

CallStackPane::CallStackPane(DebugController &debug, QWidget *parent)
    : QWidget(parent)
    , m_debug(debug)
    , m_tree(new QTreeWidget(this))
{
    setObjectName("callStackPane");
    m_tree->setObjectName("callStack");
    m_tree->setAccessibleName(tr("Call stack and variables"));
    m_tree->setColumnCount(kColumns);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->setSectionResizeMode(QHeaderView::Stretch);
    new widgets::EmptyNote(m_tree,
                           tr("Nothing stands at a line. Press F9 in a Python file for a "
                              "breakpoint, or step into a Python node with F11."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
    setFocusProxy(m_tree);
    connect(m_tree, &QTreeWidget::itemExpanded, this, &CallStackPane::load);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        const int line = item->data(kNameColumn, kLineRole).toInt();
        if (line > 0)
            emit placeChosen(item->data(kNameColumn, kFileRole).toString(), line, 1);
    });
    connect(&debug, &DebugController::changed, this, &CallStackPane::showStop);
}

void CallStackPane::showStop()
{
    const auto &line = m_debug.line();
    const std::uint64_t now = line ? m_debug.stopCount() : 0;
    if (std::exchange(m_shown, now) == now)
        return;
    m_tree->clear();
    if (!line)
        return;
    for (std::size_t at = 0; at < line->frames.size(); ++at) {
        const dap::Frame &frame = line->frames[at];
        const QString file = m_debug.fileOf(frame.file);
        auto *item = new QTreeWidgetItem(m_tree);
        item->setText(kNameColumn, QString::fromStdString(frame.function));
        item->setText(kShownColumn, QStringLiteral("%1:%2").arg(file).arg(frame.line));
        item->setData(kNameColumn, kFileRole, file);
        item->setData(kNameColumn, kLineRole, frame.line);
        item->setData(kNameColumn, kFrameRole, static_cast<int>(at));
        if (at > 0)
            showInside(item);
    }
    fill(m_tree->topLevelItem(0), line->locals);
    m_tree->topLevelItem(0)->setExpanded(true);
}

void CallStackPane::fill(QTreeWidgetItem *item, const std::vector<dap::Variable> &variables)
{
    for (const dap::Variable &each : variables) {
        auto *child = new QTreeWidgetItem(item);
        const QString value = QString::fromStdString(each.value);
        child->setText(kNameColumn, QString::fromStdString(each.name));
        child->setText(kShownColumn, theme::shortened(value, kLongestShown));
        child->setFont(kShownColumn, theme::monoFont());
        child->setToolTip(kShownColumn, theme::plainToolTip(value));
        child->setData(kNameColumn, kReferenceRole, static_cast<qlonglong>(each.reference));
        if (each.reference != 0)
            showInside(child);
    }
    item->setChildIndicatorPolicy(QTreeWidgetItem::DontShowIndicatorWhenChildless);
}

void CallStackPane::load(QTreeWidgetItem *item)
{
    if (item->childCount() > 0 || m_shown == 0)
        return;
    const bool isFrame = item->parent() == nullptr;
    const qlonglong of = isFrame ? item->data(kNameColumn, kFrameRole).toLongLong()
                                 : item->data(kNameColumn, kReferenceRole).toLongLong();
    const QPersistentModelIndex place(m_tree->indexFromItem(item));
    m_debug.askVariables(isFrame, of, [this, place](const std::vector<dap::Variable> &variables) {
        if (place.isValid())
            fill(m_tree->itemFromIndex(place), variables);
    });
}

} // namespace postern::ide
