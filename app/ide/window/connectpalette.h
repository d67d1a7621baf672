// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/authoring/nodecatalog.h"
#include "app/ide/commands/commandpalette.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

namespace postern::ide {

class Session;

/// Connects by words: first an input is chosen, "answer.question", then what feeds it. Both can be
/// typed at once: "answer.question <- search.output".
class ConnectPalette final : public QObject
{
    Q_OBJECT

public:
    using Show = std::function<void(CommandPalette *)>;

    /// `show` brings a palette up where the user looks.
    ConnectPalette(Session &session, const NodeCatalog &catalog, QWidget *window, Show show);

    /// Inputs of these nodes come first.
    void open(const QStringList &nodes);

private:
    struct Target
    {
        QString node; ///< empty: an output of the flow
        QString input;
        QString note; ///< what it takes now
    };

    std::vector<Target> targets(const QStringList &first) const;
    std::vector<Target> inputsOf(const QString &node) const;
    std::optional<CommandPalette::Entry> typed(const QString &text);
    void askForSource(const Target &target);
    void connectTo(const Target &target, const QString &reference);
    static QString textOf(const Target &target);

    Session &m_session;
    const NodeCatalog &m_catalog;
    QWidget *const m_window;
    const Show m_show;
};

} // namespace postern::ide
