// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"
#include "engine/flow/sourcefolder.h"
#include "widgets/graph/arrangement.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace postern::ide {

class Document;

/// How the open flow's canvas is arranged by hand: read when the flow is opened, written to the
/// flow's folder soon after a change, on a thread of its own. Each change is a step to undo.
class ArrangementKeeper final : public QObject
{
    Q_OBJECT

public:
    explicit ArrangementKeeper(QObject *parent = nullptr);
    ~ArrangementKeeper() override;

    /// From now on of this flow, which stays until the next one; null: of none.
    void open(Document *document);
    const graph::Arrangement &arrangement() const { return m_arrangement; }
    /// The canvas has done it. Without a label it is no step of its own.
    void change(const graph::Arrangement &before,
                const graph::Arrangement &after,
                const QString &label);
    /// Writes now what is still to be written, and waits for it.
    void flush();

signals:
    /// By undoing, or doing again.
    void changed();
    /// It could not be kept.
    void failed(const postern::Error &error);

private:
    void write();

    Document *m_document = nullptr;
    graph::Arrangement m_arrangement;
    QTimer m_settle;
    QThreadPool m_writer;
};

} // namespace postern::ide
