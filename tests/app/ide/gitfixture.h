// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/ide/git/gitstore.h"
#include "app/ide/session/session.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/run/strip.h"

#include <QCheckBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QProcess>
#include <QTimer>
#include <QTreeWidget>

#include <functional>

namespace postern::ide {

/// A test of the window on a flow in a repository of its own, with the machine's git.
class GitTest : public WindowTest
{
protected:
    void setUp()
    {
        WindowTest::setUp();
        qputenv("GIT_CONFIG_GLOBAL", "/dev/null");
        qputenv("GIT_CONFIG_NOSYSTEM", "1");
        writeNumbersFlow(*m_ide);
    }

    /// Runs git in a folder, as somebody beside the window does; its output.
    static QString gitIn(const QString &folder, const QStringList &arguments)
    {
        QProcess git;
        git.setWorkingDirectory(folder);
        git.start(QStringLiteral("git"), arguments);
        if (!git.waitForFinished(30'000))
            return QStringLiteral("git didn't end");
        return QString::fromUtf8(git.readAllStandardOutput() + git.readAllStandardError());
    }
    QString git(const QStringList &arguments) const { return gitIn(m_ide->folder(), arguments); }

    static void name(const QString &folder, const QString &who)
    {
        gitIn(folder, {"config", "user.name", who});
        gitIn(folder, {"config", "user.email", who + "@example.invalid"});
    }
    /// A repository with the flow as its first commit.
    void makeRepository() const
    {
        git({"init", "-q", "-b", "main"});
        name(m_ide->folder(), "author");
        git({"add", "."});
        git({"commit", "-q", "-m", "Begin"});
    }

    GitStore &store() const { return m_ide->session().git(); }
    /// Goes to the mode, and waits for what the repository says.
    void showGit() const
    {
        QTest::keyClick(&m_ide->window(), Qt::Key_5, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(store().snapshot() || !store().problem().isEmpty(), 20'000);
        waitForGit();
    }
    /// Until nothing is done any more, and what was done has been looked at.
    void waitForGit() const
    {
        QTRY_VERIFY_WITH_TIMEOUT(!store().isBusy() && !store().isLooking(), 30'000);
        store().refresh(); // what was written beside the window may not have been noticed yet
        QTRY_VERIFY_WITH_TIMEOUT(!store().isBusy() && !store().isLooking(), 30'000);
        settle();
    }
    QTreeWidgetItem *file(const QString &group, const QString &path) const
    {
        const auto &files = m_ide->child<QTreeWidget>("gitFiles");
        for (int i = 0; i < files.topLevelItemCount(); ++i) {
            QTreeWidgetItem *const found = files.topLevelItem(i);
            for (int row = 0; row < found->childCount(); ++row) {
                if (found->text(0).startsWith(group) && found->child(row)->text(0) == path)
                    return found->child(row);
            }
        }
        return nullptr;
    }
    std::size_t staged() const { return store().snapshot()->stagedCount(); }
    void trigger(ActionId id) const
    {
        QVERIFY2(m_ide->action(id).isEnabled(), qPrintable(Actions::name(id)));
        m_ide->action(id).trigger();
    }

    /// Answers the dialog that comes next: types a text where it has a field, and presses the button.
    /// `then` is done before, to be ready for another dialog.
    static void answerNext(const QString &button,
                           const QString &text = {},
                           const std::function<void()> &then = {})
    {
        auto *timer = new QTimer(qApp);
        timer->setInterval(20);
        QObject::connect(timer, &QTimer::timeout, timer, [timer, button, text, then] {
            QWidget *const dialog = QApplication::activeModalWidget();
            if (!dialog)
                return;
            timer->deleteLater();
            timer->stop();
            QObject::connect(static_cast<QDialog *>(dialog), &QDialog::finished, qApp, [then] {
                if (then)
                    then();
            });
            if (auto *input = qobject_cast<QInputDialog *>(dialog)) {
                input->setTextValue(text);
                input->accept();
                return;
            }
            for (QPushButton *found : dialog->findChildren<QPushButton *>()) {
                if (found->text() == button)
                    return QTest::mouseClick(found, Qt::LeftButton);
            }
            static_cast<QDialog *>(dialog)->reject();
        });
        timer->start();
    }
};

} // namespace postern::ide
