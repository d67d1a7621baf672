// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/idefixture.h"

#include <QComboBox>
#include <QStyleOptionComboBox>
#include <QToolBar>

#include <memory>

using namespace postern;
using namespace postern::ide;

namespace {

void settle()
{
    for (int pass = 0; pass < 10; ++pass)
        QCoreApplication::processEvents();
}

} // namespace

/// The text size is chosen while the window stands: what was measured grows with it, and back.
class TestTextSize : public QObject
{
    Q_OBJECT

private slots:
    void whatIsMeasuredGrowsWithTheTextAndBack();
    void whatIsChosenIsReadInFullWhereThereIsRoom();

private:
    void verifySizes(int factor) const;

    std::unique_ptr<IdeFixture> m_ide;
};

void TestTextSize::verifySizes(int factor) const
{
    const QWidget &graph = *m_ide->canvas().parentWidget();
    int headers = 0;
    for (const auto *part : graph.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (part->property("role") != "header")
            continue;
        ++headers;
        QCOMPARE(part->height(), 30 * factor);
    }
    QCOMPARE(headers, 1);
    QCOMPARE(m_ide->child<QToolBar>("modeBar").iconSize(), QSize(20, 20) * factor);
    QCOMPARE(m_ide->child<QToolBar>("runToolBar").iconSize(), QSize(16, 16) * factor);
}

void TestTextSize::whatIsMeasuredGrowsWithTheTextAndBack()
{
    m_ide = std::make_unique<IdeFixture>();
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    settle();
    verifySizes(1);
    m_ide->application().setTextScale(200);
    settle();
    verifySizes(2);
    m_ide->application().setTextScale(100);
    settle();
    verifySizes(1);
    m_ide.reset();
}

void TestTextSize::whatIsChosenIsReadInFullWhereThereIsRoom()
{
    m_ide = std::make_unique<IdeFixture>();
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->window().resize(1440, 900);
    m_ide->application().setTextScale(200);
    settle();
    const auto &engine = m_ide->child<QComboBox>("engineCombo");
    const auto isWhole = [&engine] {
        QStyleOptionComboBox option;
        option.initFrom(&engine);
        const int room = engine.style()
                             ->subControlRect(QStyle::CC_ComboBox,
                                              &option,
                                              QStyle::SC_ComboBoxEditField,
                                              &engine)
                             .width();
        return engine.fontMetrics().horizontalAdvance(engine.currentText())
                   + engine.iconSize().width()
               <= room;
    };
    for (const ActionId id : {ActionId::UseConnections, ActionId::UseSimulator}) {
        m_ide->action(id).trigger();
        settle();
        QVERIFY2(isWhole(), qPrintable(engine.currentText()));
    }
    m_ide->window().resize(1000, 700); // there its words give way
    settle();
    const auto &bar = m_ide->child<QToolBar>("runToolBar");
    QVERIFY(bar.sizeHint().width() <= bar.width());
    m_ide.reset();
}

QTEST_MAIN(TestTextSize)
#include "tst_textsize.moc"
