// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/windowtest.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/theme/theme.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;
using run::NodeState;

/// One sitting, from the welcome page to a run in another language, by mouse and keyboard alone.
class TestJourney : public WindowTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aStrangersFolderIsTrustedBrokenMendedRunAndStopped();
    void aSampleRunsInAnotherThemeAndLanguage();

private:
    /// Runs a command by its name, from the palette.
    void command(const QString &name) const
    {
        m_ide->activate(); // what was a popup a moment ago leaves no window active
        press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto *field = m_ide->child<QWidget>("commandPalette").findChild<QLineEdit *>();
        field->setText(name); // which no Latin key can type in Korean
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!m_ide->window().findChild<QWidget *>("commandPalette"));
    }
};

void TestJourney::aStrangersFolderIsTrustedBrokenMendedRunAndStopped()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    press(Qt::Key_F5);
    QVERIFY(!m_ide->session().runs().isBusy()); // restricted
    QTest::mouseClick(&m_ide->child<QPushButton>("trustButton"), Qt::LeftButton);

    auto &text = m_ide->child<widgets::CodeEditor>("flowText");
    QTest::mouseClick(text.viewport(), Qt::LeftButton, {}, QPoint(120, 8));
    text.setFocus();
    const QString before = text.text();
    press(Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClicks(&text, "}[");
    auto &broken = m_ide->child<widgets::Strip>("brokenStrip");
    QTRY_VERIFY(broken.isVisible());
    QVERIFY(!m_ide->action(ActionId::Run).isEnabled());
    while (text.text() != before && m_ide->action(ActionId::Undo).isEnabled())
        m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(text.text(), before);
    QTRY_VERIFY(!broken.isVisible());

    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    press(Qt::Key_F5);
    waitForEnd();
    QCOMPARE(m_ide->session().model().node("say")->output, Value("It is 42."));

    m_ide->write("double.py", R"(from promptflow.core import tool


@tool
def double(number: int) -> int:
    while True:
        pass
)");
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    press(Qt::Key_F5);
    QTRY_COMPARE(m_ide->state("double"), NodeState::Running);
    press(Qt::Key_F5, Qt::ShiftModifier);
    waitForEnd();
    QCOMPARE(m_ide->state("double"), NodeState::Cancelled);
}

void TestJourney::aSampleRunsInAnotherThemeAndLanguage()
{
    m_ide->start();
    QTest::mouseClick(&m_ide->child<QPushButton>("openSample"), Qt::LeftButton);
    command("light theme");
    QTRY_COMPARE(theme::currentScheme(), theme::Scheme::Light);
    command(QString::fromUtf8("한국어"));
    QTRY_COMPARE(m_ide->action(ActionId::Run).text(), QString::fromUtf8("실행"));
    m_ide->activate();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    press(Qt::Key_F5);
    waitForEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Done);
    m_ide->click("answer");
    QCOMPARE(m_ide->window().selectedNode(), QString("answer"));
}

QTEST_MAIN(TestJourney)
#include "tst_journey.moc"
