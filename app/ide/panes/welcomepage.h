// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace postern::ide {

class Actions;
class Settings;

/// What the window shows while no flow is open: ways in at the left, folders of before at the
/// right, and the first steps until they are dismissed. Made when it is shown first: who starts with
/// a flow doesn't wait for it.
class WelcomePage final : public QScrollArea
{
    Q_OBJECT

public:
    /// Keys of the settings that tell which of the first steps was taken.
    static constexpr const char *kHasRun = "firstSteps/run";
    static constexpr const char *kHasDebugged = "firstSteps/debug";

    WelcomePage(const Actions &actions, Settings &settings, QWidget *parent = nullptr);

signals:
    void folderChosen(const QString &folder);
    /// A second folder like that one is wanted.
    void copyWanted(const QString &folder);
    /// It is shown first: what can be pressed is there from now on.
    void filled();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fill();
    QWidget *makeHead();
    QWidget *makeStart();
    QWidget *makeRecent();
    /// Null once it was dismissed.
    QWidget *makeFirstSteps();
    /// Greyed when it is gone, with a button that takes it off the list.
    void addRecent(QVBoxLayout &column, const QString &folder);

    const Actions &m_actions;
    Settings &m_settings;
};

} // namespace postern::ide
