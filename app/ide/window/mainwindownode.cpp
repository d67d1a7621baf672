// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the main window shows of the selected node.

#include "app/ide/commands/actions.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/outlinemodel.h"
#include "app/ide/session/session.h"
#include "app/ide/window/mainwindow.h"
#include "app/ide/window/panels.h"
#include "engine/base/error.h"
#include "engine/flow/floweditor.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/inspector/nodeio.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QDockWidget>
#include <QInputDialog>
#include <QLineEdit>
#include <QTreeView>

namespace postern::ide {

void MainWindow::selectNode(const QString &id)
{
    m_selected = id;
    m_graph->view()->selectNode(id);
    const QModelIndex row = m_outlineModel->indexOf(id);
    m_outline->selectionModel()->setCurrentIndex(row,
                                                 QItemSelectionModel::ClearAndSelect
                                                     | QItemSelectionModel::Rows);
    const Document *document = m_session.document();
    const flow::Node *node = document ? document->shownFlow().node(id.toStdString()) : nullptr;
    for (const ActionId action : {ActionId::GoToSource, ActionId::ShowNodeIo})
        (*m_actions)[action]->setEnabled(node != nullptr);
    (*m_actions)[ActionId::RenameNode]->setEnabled(node != nullptr && document->isDag());
    if (node) {
        showNode(*node);
        // In a narrow window it lies over the editors, where the caret may have chosen the node.
        if (!m_editors->isAncestorOf(focusWidget())
            && !m_editors->isAncestorOf(QApplication::focusWidget())
            && m_inspectorDock->visibleRegion().isEmpty()) // what is raised is painted
            m_panels->raise(m_inspectorDock);
        return;
    }
    clearNode();
    m_editors->clearNode();
    if (id == graph::kInputsId || id == graph::kOutputsId) {
        const widgets::RunModel &model = m_session.model();
        const bool hasRun = !(id == graph::kInputsId ? model.inputs() : model.outputs()).isNull();
        m_panels->raise(hasRun ? m_inspectorDock : m_runDock);
        showBox();
    }
}

void MainWindow::showBox()
{
    const widgets::RunModel &model = m_session.model();
    const QString name = m_outlineModel->indexOf(m_selected).data().toString();
    const auto show = [this, &name](graph::NodeKind kind, const Value &values) {
        m_io->showBox(kind, name, values);
        m_inspector->showBox(kind, name, values);
    };
    if (m_selected == graph::kInputsId)
        show(graph::NodeKind::Input, model.inputs());
    else if (m_selected == graph::kOutputsId)
        show(graph::NodeKind::Output, model.outputs());
}

void MainWindow::showNode(const flow::Node &node)
{
    const flow::Flow &flow = m_session.document()->flow().flow();
    const auto variants = flow.variants.find(node.name);
    const flow::NodeVariants *const choices = variants == flow.variants.end() ? nullptr
                                                                              : &variants->second;
    // "${node.variant}"
    const std::string choice = m_session.variant().toStdString();
    const std::string head = "${" + node.name + '.';
    const std::string chosen = choice.starts_with(head)
                                   ? choice.substr(head.size(), choice.size() - head.size() - 1)
                                   : std::string();
    flow::Node shown = node;
    if (choices) {
        for (const flow::Variant &variant : choices->variants) {
            if (variant.id == chosen) {
                shown = variant.node;
                shown.name = node.name;
            }
        }
    }
    if (const std::string stated = statementOf(node, choices, chosen); stated != m_stated) {
        m_stated = stated;
        const graph::NodeKind kind = m_outlineModel->kindOf(m_selected);
        m_inspector->showNode(shown, kind, choices, chosen);
        m_io->showNode(shown, kind);
    }
    showRunOf(node.name);
    m_editors->showNode(shown);
}

void MainWindow::showRunOf(const std::string &node)
{
    const widgets::NodeRun *const run = m_session.model().node(node);
    m_inspector->showRun(run, m_session.model().startedAt());
    m_io->showRun(run);
}

void MainWindow::showVariant(const QString &id)
{
    m_session.setVariant(id.isEmpty() ? QString() : QStringLiteral("${%1.%2}").arg(m_selected, id));
}

std::string MainWindow::statementOf(const flow::Node &node,
                                    const flow::NodeVariants *choices,
                                    const std::string &chosen) const
{
    const std::string head = node.name + '\n' + chosen + '\n';
    const flow::FlowDocument &document = m_session.document()->flow();
    if (!document.isCurrent()) // the last good flow is shown
        return m_stated.starts_with(head) ? m_stated : head;
    const auto textOf = [&document](const flow::TextSpan &span) {
        return document.text().substr(span.begin, span.end - span.begin);
    };
    if (!m_session.document()->isDag()) { // the node is all of it, and its inputs are the code's
        std::string all = head + document.text() + node.source.path;
        for (const auto &[name, binding] : node.inputs)
            all += '\n' + name;
        return all;
    }
    const flow::Node *const written = document.flow().node(node.name);
    return head + textOf(written ? written->span : node.span)
           + (choices ? textOf(choices->span) : std::string());
}

void MainWindow::clearNode()
{
    m_stated.clear();
    m_inspector->clear();
    m_io->clear();
}

void MainWindow::renameNode()
{
    Document *const document = m_session.document();
    if (!document || !document->shownFlow().node(m_selected.toStdString()))
        return;
    m_editors->flush();
    const QString name = m_selected;
    QString newName = name;
    QString reason;
    bool isWanted = true;
    // What can't be is said in the dialog, which keeps what was typed.
    for (;;) {
        newName = QInputDialog::getText(this,
                                        tr("Rename node"),
                                        reason.isEmpty() ? tr("New name of %1").arg(name) : reason,
                                        QLineEdit::Normal,
                                        newName,
                                        &isWanted);
        if (!isWanted || newName == name)
            return;
        try {
            document->readNow(); // its file may have changed while the dialog stood open
            Workspace &workspace = document->workspace();
            flow::FlowEditor editor(document->flow(), [&](const std::filesystem::path &path) {
                return workspace.textOf(fromPath(path));
            });
            editor.renameNode(name.toStdString(), newName.toStdString());
            workspace.apply(editor.edit(tr("Rename %1").arg(name).toStdString()));
            break;
        } catch (const Error &error) {
            reason = theme::translated(error.translatableMessage());
        }
    }
    selectNode(newName);
}

} // namespace postern::ide
