// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/promptycommands.h"

#include "app/ide/commands/actions.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/session/session.h"
#include "app/ide/window/nodeviews.h"
#include "engine/flow/floweditor.h"
#include "engine/flow/promptynode.h"
#include "widgets/theme/filedialog.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QFileInfo>

namespace postern::ide {

namespace {

/// A name in the folder that no file has, from "answer.prompty" on.
QString freeFile(const QDir &folder, const QString &name, const QString &ending)
{
    QString file = name + ending;
    for (int number = 2; folder.exists(file); ++number)
        file = name + u'_' + QString::number(number) + ending;
    return file;
}

} // namespace

PromptyCommands::PromptyCommands(Session &session,
                                 const Actions &actions,
                                 Views views,
                                 QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_views(views)
{
    actions.on(ActionId::NodeToPrompty, this, [this] { makePrompty(m_views.node->selected()); });
    actions.on(ActionId::PromptyToNode, this, [this, window] {
        const QString prompty = theme::FileDialog::file(window,
                                                        tr("Add a node that asks as a prompty"),
                                                        tr("Prompties (*.prompty)"));
        if (!prompty.isEmpty())
            makeNode(prompty);
    });
    connect(&session, &Session::documentOpened, this, [this, &actions] { enable(actions); });
    connect(views.node, &NodeViews::nodeShown, this, [this, &actions] { enable(actions); });
    enable(actions);
}

void PromptyCommands::enable(const Actions &actions) const
{
    const Document *const document = m_session.document();
    const flow::Node *const node = document ? document->shownFlow().node(
                                                  m_views.node->selected().toStdString())
                                            : nullptr;
    actions[ActionId::NodeToPrompty]->setEnabled(node && node->type == flow::NodeType::Llm);
    actions[ActionId::PromptyToNode]->setEnabled(document && document->isDag());
}

void PromptyCommands::makePrompty(const QString &name)
{
    m_views.editors->flush();
    Document *const document = m_session.document();
    document->readNow();
    const flow::Flow &flow = document->shownFlow();
    const flow::Node *const node = flow.node(name.toStdString());
    if (!node)
        return;
    try {
        Workspace &workspace = document->workspace();
        const QDir folder(document->folder());
        const std::string prompt = workspace.textOf(
            folder.filePath(QString::fromStdString(node->source.path)));
        const QString file = folder.filePath(freeFile(folder, name, QStringLiteral(".prompty")));
        Buffer *const buffer = workspace.open(file);
        workspace.edit(buffer, {0, buffer->text().size(), flow::promptyOfNode(flow, *node, prompt)});
        m_views.editors->openFile(file);
        m_views.editors->focusText();
    } catch (const Error &error) {
        emit failed(theme::translated(error.translatableMessage()),
                    theme::translated(error.translatableHint()));
    }
}

void PromptyCommands::makeNode(const QString &prompty)
{
    m_views.editors->flush();
    Document *const document = m_session.document();
    document->readNow();
    try {
        const std::string text = document->workspace().textOf(prompty);
        const QString wished = QFileInfo(prompty).completeBaseName().replace(u'-', u'_');
        const std::string name = flow::FlowEditor(document->flow()).freeName(wished.toStdString());
        const QString file = freeFile(QDir(document->folder()),
                                      QString::fromStdString(name),
                                      QStringLiteral(".jinja2"));
        const flow::NodeOfPrompty made
            = flow::nodeOfPrompty(text, document->flow().flow(), name, file.toStdString());
        m_session.edits().apply([yaml = made.yaml](
                                    flow::FlowEditor &editor) { editor.addNodes(yaml); },
                                tr("Add %1").arg(QString::fromStdString(name)),
                                {{file, made.templateText}});
        m_views.node->select(QString::fromStdString(name));
    } catch (const Error &error) {
        emit failed(theme::translated(error.translatableMessage()),
                    theme::translated(error.translatableHint()));
    }
}

} // namespace postern::ide
