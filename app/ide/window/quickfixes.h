// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/check/quickfix.h"

#include <QObject>

#include <vector>

namespace postern::ide {

class Actions;
class BottomPane;
class EditorPane;
class Session;

/// Offers the ways out of a problem, where the caret is in the flow's text or of the one chosen in
/// the list of problems, and goes the one that is chosen: one step to undo.
class QuickFixes final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        EditorPane *editors;
        BottomPane *bottom;
    };

    QuickFixes(Session &session, const Actions &actions, Views views, QObject *parent);

private:
    void offer();
    /// What the list has chosen while it has the keyboard, else what is wrong at the caret.
    std::vector<flow::Diagnostic> problemsMeant() const;
    std::vector<check::QuickFix> fixesFor(const std::vector<flow::Diagnostic> &problems) const;
    void apply(const check::QuickFix &fix);

    Session &m_session;
    const Views m_views;
};

} // namespace postern::ide
