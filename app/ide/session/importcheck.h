// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "engine/flow/diagnostic.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace postern::ide {

class Document;
class EngineThread;

/// What `postern flow validate` tells of the open flow beyond what reading it finds: above all what
/// importing its Python files raises. They are imported on the engine's thread, in a process of
/// their own, when the flow is opened and when they have changed; of a restricted folder nothing is.
class ImportCheck final : public QObject
{
    Q_OBJECT

public:
    explicit ImportCheck(EngineThread &engine, QObject *parent = nullptr);

    /// Follows this flow from now on. Null: none.
    void setDocument(const Document *document);
    /// Looks again soon, though no file has changed: the interpreter may be another.
    void lookAnew();
    /// Whether it is at work, or about to be.
    bool isLooking() const { return m_pause.isActive() || m_looking.isRunning(); }
    /// What was found last, without what the document's own diagnostics say already.
    std::vector<flow::Diagnostic> problems() const;

signals:
    void changed();

private:
    void look();

    EngineThread &m_engine;
    const Document *m_document = nullptr;
    QTimer m_pause;
    bool m_isStale = true; ///< the flow or a file has changed since it looked
    std::vector<flow::Diagnostic> m_problems;
    BackgroundTask m_looking;
};

} // namespace postern::ide
