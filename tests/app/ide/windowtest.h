// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/app/ide/idefixture.h"
#include "widgets/run/strip.h"

#include <QDockWidget>
#include <QPushButton>

namespace postern::ide {

/// A test of the window as a whole, and what most of them do with it.
class WindowTest : public QObject
{
protected:
    void setUp() { m_ide = std::make_unique<IdeFixture>(); }
    void tearDown() { m_ide.reset(); }

    QDockWidget &dock(const char *name) const { return m_ide->child<QDockWidget>(name); }
    widgets::Strip &strip(const char *name) const { return m_ide->child<widgets::Strip>(name); }
    /// Of those that are to be seen; null when there is none of that name.
    static QPushButton *button(const QWidget &parent, const QString &text)
    {
        for (QPushButton *found : parent.findChildren<QPushButton *>()) {
            if (found->text() == text && found->isVisible())
                return found;
        }
        return nullptr;
    }
    /// Whatever has the focus gets the key, else the window.
    void press(Qt::Key key, Qt::KeyboardModifiers held = {}) const
    {
        QWidget *const focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : &m_ide->window(), key, held);
    }
    /// A layout that changes asks for another pass.
    static void settle()
    {
        for (int pass = 0; pass < 10; ++pass)
            QCoreApplication::processEvents();
    }
    void waitForEnd() const { QTRY_VERIFY_WITH_TIMEOUT(!m_ide->session().runs().isBusy(), 30'000); }
    /// Presses F5 and waits for the run's end.
    void runToEnd() const
    {
        QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
        QTest::keyClick(&m_ide->window(), Qt::Key_F5);
        QVERIFY(m_ide->session().runs().isBusy());
        waitForEnd();
    }

    std::unique_ptr<IdeFixture> m_ide;
};

} // namespace postern::ide
