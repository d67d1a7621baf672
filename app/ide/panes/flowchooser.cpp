// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/flowchooser.h"

#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/flow/flowdocument.h"
#include "widgets/theme/dialogsize.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace postern::ide {

namespace {
constexpr QSize kSize{560, 420};
constexpr int kPathRole = Qt::UserRole;
} // namespace

FlowChooser::FlowChooser(const QString &folder, const QStringList &flows, QWidget *parent)
    : QDialog(parent)
    , m_list(new QTreeWidget(this))
{
    setObjectName("flowChooser");
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Choose a flow"));
    theme::sizeDialog(*this, kSize);
    auto *question = new theme::Prose(tr("%1 holds %2 flows. Which one is to be opened?")
                                          .arg(QDir::toNativeSeparators(folder))
                                          .arg(flows.size()),
                                      this);
    fill(folder, flows);
    auto *buttons = new QDialogButtonBox(this);
    auto *open = new QPushButton(tr("Open flow"));
    open->setProperty("role", "primary");
    buttons->addButton(open, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    open->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &FlowChooser::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::itemActivated, this, &FlowChooser::choose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(question);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    m_list->setFocus();
}

void FlowChooser::fill(const QString &folder, const QStringList &flows)
{
    m_list->setObjectName("flowList");
    m_list->setAccessibleName(tr("Flows"));
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setColumnCount(2);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    const QDir root(folder);
    for (const QString &flow : flows) {
        auto *row = new QTreeWidgetItem(m_list, {root.relativeFilePath(flow), kindOf(flow)});
        row->setIcon(0, theme::icon("flow"));
        row->setData(0, kPathRole, flow);
        row->setToolTip(0, QDir::toNativeSeparators(flow));
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

QString FlowChooser::kindOf(const QString &file)
{
    try {
        switch (flow::locateFlow(toPath(file)).kind) {
        case flow::FlowKind::Flex:
            return tr("Flex flow");
        case flow::FlowKind::Prompty:
            return tr("Prompty");
        case flow::FlowKind::Dag:
            break;
        }
    } catch (const Error &) {
        return {};
    }
    return tr("Flow");
}

void FlowChooser::choose()
{
    const QTreeWidgetItem *const row = m_list->currentItem();
    if (!row)
        return;
    const QString file = row->data(0, kPathRole).toString();
    accept();
    emit chosen(file);
}

} // namespace postern::ide
