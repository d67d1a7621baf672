// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/session/promptpreview.h"

#include <QString>
#include <QTimer>
#include <QWidget>

class QLabel;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {
class PromptView;
} // namespace postern::widgets

namespace postern::ide {

class Buffer;
class Session;

/// The template that is being edited as its node would send it: rendered with the inputs of the data
/// row that is chosen for a run, of the last run, or what is known of them, and split into the messages. Follows what is typed.
class PreviewPane final : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewPane(Session &session, QWidget *parent = nullptr);

    /// Shows the template of this file from now on; of one that isn't a node's it says so.
    void showFile(const Buffer *buffer);
    /// The same of the node that is selected.
    void showNode(const QString &name);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void follow();
    /// As soon as what is under way has ended: a template may take its time.
    void render();
    void renderPrompty(const Buffer &buffer);
    const flow::Node *nodeOfFile() const;
    void show(const Preview &preview, const PreviewInputs &inputs, const flow::Node &node);
    void clear(const QString &why);

    Session &m_session;
    QLabel *const m_title;             // child of this
    theme::Prose *const m_note;        // child of this
    widgets::PromptView *const m_view; // child of this
    QString m_file;                    ///< its path
    QString m_node;                    ///< that is meant where several have the template
    QTimer m_pause;
    BackgroundTask m_rendering;
    bool m_isDue = false; ///< something has changed since the rendering began
};

} // namespace postern::ide
