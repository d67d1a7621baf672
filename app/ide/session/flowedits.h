// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"
#include "engine/flow/floweditor.h"

#include <QObject>
#include <QString>

#include <functional>

namespace postern::ide {

class Document;
class Session;

/// Changes the open flow by what is meant, whoever means it: the canvas, the outline, the inspector,
/// a menu. Each change is the smallest edit of the texts and one step to undo.
class FlowEdits final : public QObject
{
    Q_OBJECT

public:
    using Intent = std::function<void(flow::FlowEditor &)>;

    explicit FlowEdits(Session &session, QObject *parent = nullptr);

    /// Why the graph can't be changed now, one sentence; empty when it can.
    QString blocker() const;
    /// Does what the intent says as one step, which the menu names by the label. Throws Error, and
    /// changes nothing, when that can't be.
    void apply(const Intent &intent, const QString &label);
    /// The same, but what can't be is told by refused(). Whether it was done.
    bool tryApply(const Intent &intent, const QString &label);

signals:
    /// What views have not told of yet comes before the change.
    void aboutToEdit();
    void refused(const postern::Error &error);

private:
    Session &m_session;
};

} // namespace postern::ide
