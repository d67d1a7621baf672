// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/keepstrips.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/question.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/session/session.h"
#include "widgets/run/strip.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace postern::ide {

using widgets::Strip;

KeepStrips::KeepStrips(Session &session, const Actions &actions, StripArea &area)
    : QObject(&area)
    , m_session(session)
    , m_area(area)
    , m_home(new Strip(Strip::Kind::Error, &area))
    , m_restored(new Strip(Strip::Kind::Warning, &area))
{
    m_home->setObjectName("homeStrip");
    m_restored->setObjectName("recoveredStrip");
    for (Strip *strip : {m_home, m_restored})
        area.addStrip(strip);
    const auto offer = [this](Strip *strip, const QString &text, auto action) {
        connect(strip->addButton(text), &QPushButton::clicked, this, action);
    };
    offer(m_home, tr("Try again"), [this] { m_session.home().check(); });
    offer(m_home, tr("Save all"), [&actions] { actions[ActionId::SaveAll]->trigger(); });
    offer(m_home, tr("Dismiss"), [this] { m_area.showStrip(m_home, false); });
    offer(m_restored, tr("Show"), [this] { emit fileChosen(m_files.value(0)); });
    offer(m_restored, tr("Compare"), [this] {
        for (const QString &path : m_files)
            emit compareWanted(path);
    });
    offer(m_restored, tr("Discard"), [this] { discardRestored(); });
    offer(m_restored, tr("Dismiss"), [this] { m_area.showStrip(m_restored, false); });

    connect(&session.home(), &HomeWatch::changed, this, &KeepStrips::showHome);
    connect(&session, &Session::documentOpened, this, &KeepStrips::onOpened);
    showHome();
    if (session.document())
        onOpened(); // another language, another window
}

void KeepStrips::showHome()
{
    const std::optional<Error> &error = m_session.home().error();
    if (error)
        m_home->setText(tr("Nothing is kept."),
                        theme::translated(error->translatableMessage()) + QLatin1Char(' ')
                            + tr("Settings, trusted folders, inputs and unsaved text are gone when "
                                 "the program ends. Save your files, and mend the folder %1 or set "
                                 "POSTERN_HOME to another.")
                                  .arg(HomeWatch::folder()));
    m_area.showStrip(m_home, error.has_value());
}

void KeepStrips::onOpened()
{
    m_files.clear();
    m_area.showStrip(m_restored, false);
    Document *const document = m_session.document();
    if (!document)
        return;
    connect(&document->workspace(), &Workspace::stateChanged, this, &KeepStrips::showRestored);
    m_files = document->workspace().restoredFiles();
    m_files.sort();
    if (m_files.isEmpty())
        return;
    showRestored();
    m_area.showStrip(m_restored, true);
}

void KeepStrips::showRestored()
{
    if (m_files.isEmpty())
        return;
    const Workspace &workspace = m_session.document()->workspace();
    m_files.removeIf([&](const QString &path) { return !workspace.restored(path).isValid(); });
    if (m_files.isEmpty()) { // saved or discarded, all of them
        m_area.showStrip(m_restored, false);
        return;
    }
    QDateTime last;
    QStringList names;
    for (const QString &path : m_files) {
        last = std::max(last, workspace.restored(path));
        names.append(QDir(m_session.document()->folder()).relativeFilePath(path));
    }
    m_restored
        ->setText(tr("Unsaved text was restored."),
                  tr("The program had ended without asking. Written at %1 and not saved yet: %2.")
                      .arg(QLocale().toString(last, QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                           names.join(QStringLiteral(", "))));
}

void KeepStrips::discardRestored()
{
    QStringList names;
    for (const QString &path : m_files)
        names.append(QFileInfo(path).fileName());
    Question question(tr("Discard"),
                      tr("The text that was restored is gone then:"),
                      m_area.window());
    question.setNames(names);
    question.add(Question::Button::Other, tr("Discard"));
    question.add(Question::Button::SafeCancel, tr("Cancel"));
    if (!question.ask())
        return;
    Workspace &workspace = m_session.document()->workspace();
    for (const QString &path : QStringList(m_files)) {
        if (Buffer *const buffer = workspace.find(path))
            workspace.discard(buffer);
    }
    showRestored();
}

} // namespace postern::ide
