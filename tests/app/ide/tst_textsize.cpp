// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/idefixture.h"

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

QTEST_MAIN(TestTextSize)
#include "tst_textsize.moc"
