// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "app/ide/session/session.h"
#include "tests/app/ide/editingtest.h"
#include "tests/support/painted.h"
#include "widgets/inspector/nodeinspector.h"

#include <QSignalSpy>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;

/// That the window paints what looks different, and little else: a remote desktop has to send it.
class TestPainting : public EditingTest
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (QGuiApplication::platformName() != "offscreen")
            QSKIP("An X server asks for paints of its own, whenever it likes.");
    }
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void aNodeThatIsTypedPaintsOneRowOfTheOutline_data();
    void aNodeThatIsTypedPaintsOneRowOfTheOutline();
    void aCommentThatIsTypedPaintsNeitherGraphNorInspector();
    void aWrittenFieldPaintsNoMoreOfTheInspectorThanItself_data();
    void aWrittenFieldPaintsNoMoreOfTheInspectorThanItself();

private:
    // Where a widget is in the window.
    QRect placeOf(const QWidget &widget)
    {
        return {widget.mapTo(&m_ide->window(), QPoint()), widget.size()};
    }
    void type(const char *text)
    {
        const QSignalSpy validated(m_ide->session().document(), &Document::diagnosticsChanged);
        QTest::keyClicks(&flowText(), text);
        QTRY_VERIFY(!validated.empty());
        QTest::qWait(0);
    }
};

void TestPainting::aNodeThatIsTypedPaintsOneRowOfTheOutline_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("name") << QByteArray("- name: say");
    QTest::newRow("type") << QByteArray("- name: say\n  type: python");
    QTest::newRow("path") << QByteArray("path: say.py");
}

void TestPainting::aNodeThatIsTypedPaintsOneRowOfTheOutline()
{
    QFETCH(const QByteArray, line);
    start();
    m_ide->window().resize(1440, 900);
    auto &outline = m_ide->child<QTreeView>("outline");
    CodeEditor &editor = flowText();
    editor.setFocus();
    const auto at = QByteArray(editor.contents().c_str()).indexOf(line);
    editor.setCaret(static_cast<std::size_t>(at + line.size()));
    type("x"); // what was good is bad now
    const QRect list = placeOf(*outline.viewport());
    const Painted painted(m_ide->window());
    type("y");
    const QRect seen = (painted.region() & list).boundingRect();
    QVERIFY(seen.height() <= outline.visualRect(outline.model()->index(0, 0)).height());
    QVERIFY(isOnScreen(m_ide->window()));
}

void TestPainting::aCommentThatIsTypedPaintsNeitherGraphNorInspector()
{
    start();
    m_ide->window().resize(1440, 900);
    m_ide->click("say");
    CodeEditor &editor = flowText();
    editor.setFocus();
    editor.setCaret(editor.contents().size());
    type("# the first changes the tab and the margin");
    const Painted painted(m_ide->window());
    type("x");
    QVERIFY(!painted.region().isEmpty());
    QVERIFY(!painted.region().intersects(placeOf(*m_ide->canvas().viewport())));
    QVERIFY(!painted.region().intersects(placeOf(m_ide->child<QWidget>("inspector"))));
}

void TestPainting::aWrittenFieldPaintsNoMoreOfTheInspectorThanItself_data()
{
    QTest::addColumn<bool>("hasRun");
    QTest::newRow("not run yet") << false;
    QTest::newRow("run before") << true;
}

void TestPainting::aWrittenFieldPaintsNoMoreOfTheInspectorThanItself()
{
    QFETCH(const bool, hasRun);
    start();
    m_ide->window().resize(1440, 900);
    if (hasRun) {
        QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
        m_ide->action(ActionId::Run).trigger();
        QTRY_COMPARE(m_ide->state("say"), run::NodeState::Done);
        QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    }
    m_ide->click("say");
    auto &inspector = m_ide->child<widgets::NodeInspector>("inspector");
    const auto write = [&](const char *text) {
        const QSignalSpy validated(m_ide->session().document(), &Document::diagnosticsChanged);
        for (QLineEdit *field : inspector.findChildren<QLineEdit *>()) {
            if (field->accessibleName() != "number" || !field->isVisible())
                continue;
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, text);
            QTest::keyClick(field, Qt::Key_Return);
        }
        QTRY_VERIFY(!validated.empty());
        QTest::qWait(0);
    };
    write("7"); // the value is no reference any more
    const Painted painted(m_ide->window());
    write("8");
    const QRegion seen = painted.region() & placeOf(inspector);
    QVERIFY(!seen.isEmpty());
    constexpr int kRow = 40;
    QVERIFY2(seen.boundingRect().height() < kRow,
             qPrintable(QString::number(seen.boundingRect().height())));
    QVERIFY(isOnScreen(m_ide->window()));
}

QTEST_MAIN(TestPainting)
#include "tst_painting.moc"
