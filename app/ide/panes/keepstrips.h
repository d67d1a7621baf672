// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

namespace postern::widgets {
class Strip;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class Session;
class StripArea;

/// The strips about what outlives the program: the home folder keeps nothing, or unsaved text came
/// back from it after the program had ended without asking.
class KeepStrips final : public QObject
{
    Q_OBJECT

public:
    KeepStrips(Session &session, const Actions &actions, StripArea &area);

signals:
    void fileChosen(const QString &path);
    void compareWanted(const QString &path);

private:
    void showHome();
    void onOpened();
    void showRestored();
    void discardRestored();

    Session &m_session;
    StripArea &m_area;
    widgets::Strip *const m_home;     // child of m_area
    widgets::Strip *const m_restored; // child of m_area
    QStringList m_files;              // that were restored and aren't saved yet
};

} // namespace postern::ide
