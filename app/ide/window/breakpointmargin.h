// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace postern::ide {

class EditorPane;
class Session;

/// The breakpoints of nodes beside the first line of each in the flow's text, where a click sets one
/// and takes it away; and those of lines in files of Python.
class BreakpointMargin final : public QObject
{
    Q_OBJECT

public:
    BreakpointMargin(Session &session, EditorPane *editors);

    /// The editor of the flow's text is another.
    void follow();

private:
    void show();
    void toggle(int line);
    void showPython();
    /// Breakpoints go along with lines that move as their file is edited.
    void followPython();
    void togglePython(int line);

    Session &m_session;
    EditorPane *const m_editors;
};

} // namespace postern::ide
