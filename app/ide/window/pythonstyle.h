// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"

#include <QObject>

namespace postern::ide {

class EditorPane;
class Session;

/// Has the editors look at Python with the ruff of the open folder's environment, as far as the folder
/// is trusted: found anew when one of these is another.
class PythonStyle final : public QObject
{
    Q_OBJECT

public:
    PythonStyle(Session &session, EditorPane &editors, QObject *parent);

private:
    void locate();

    Session &m_session;
    EditorPane &m_editors;
    BackgroundTask m_search;
    bool m_isRestricted = false; ///< when it was looked for last
};

} // namespace postern::ide
