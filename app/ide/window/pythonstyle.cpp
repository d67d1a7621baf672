// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/pythonstyle.h"

#include "app/ide/home/paths.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/session/session.h"

#include <QThreadPool>

#include <utility>

namespace postern::ide {

PythonStyle::PythonStyle(Session &session, EditorPane &editors, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_editors(editors)
{
    connect(&session, &Session::documentOpened, this, &PythonStyle::locate);
    connect(&session, &Session::runnableChanged, this, [this] { // at each pause in typing, too
        if (m_session.document() && m_session.isRestricted() != m_isRestricted)
            locate();
    });
    connect(&session.environment(), &EnvironmentController::changed, this, &PythonStyle::locate);
    locate();
}

void PythonStyle::locate()
{
    const Document *const document = m_session.document();
    if (!document)
        return;
    m_isRestricted = m_session.isRestricted();
    m_search.startBlocking(
        *QThreadPool::globalInstance(),
        [folder = toPath(document->folder()),
         trust = m_isRestricted ? flow::Trust::Restricted : flow::Trust::Trusted] {
            return check::Ruff::locate(folder, trust);
        },
        [this](Outcome<check::Ruff> outcome) {
            m_editors.setRuff(std::move(outcome.value).value_or(check::Ruff()));
        });
}

} // namespace postern::ide
