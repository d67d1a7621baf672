// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/home/guide.h"
#include "app/ide/panes/guidepane.h"
#include "app/ide/window/guidelinks.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/inspector/fieldedit.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTextEdit>

#include <algorithm>

using namespace postern;
using namespace postern::ide;

/// F1: the page of what has the keyboard.
class TestGuide : public EditingTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        start();
    }
    void cleanup() { tearDown(); }

    void bothLanguagesHaveTheSameSections();
    void everyTopicIsUsedOnce();
    void theSelectedNodeIsHelpedWith();
    void aFieldIsHelpedWith();
    void theKeyAtTheCaretIsHelpedWith();
    void whatNobodyKnowsShowsThePart();
    void theGuideIsSearched();
    void allCommandsAreInIt();
    void anotherLanguageHasItsOwn();

private:
    GuidePane &guide() { return m_ide->child<GuidePane>("guidePane"); }
    QString helped()
    {
        m_ide->action(ActionId::ShowHelp).trigger();
        return guide().shownSection();
    }
};

void TestGuide::bothLanguagesHaveTheSameSections()
{
    const Guide english = Guide::installed("en");
    const Guide korean = Guide::installed("ko");
    QVERIFY(english.sections().size() > 30);
    QCOMPARE(korean.sections().size(), english.sections().size());
    for (std::size_t at = 0; at < english.sections().size(); ++at) {
        QCOMPARE(korean.sections()[at].topics, english.sections()[at].topics);
        QCOMPARE(korean.sections()[at].page, english.sections()[at].page);
        QVERIFY(!korean.sections()[at].text.trimmed().isEmpty());
    }
    QCOMPARE(Guide::installed("fr").pages(), english.pages()); // which there isn't
}

void TestGuide::everyTopicIsUsedOnce()
{
    QStringList topics;
    const Guide guide = Guide::installed("en");
    for (const GuideSection &section : guide.sections()) {
        QVERIFY2(!section.topics.isEmpty(), qPrintable(section.title));
        topics += section.topics;
    }
    const auto count = topics.size();
    topics.removeDuplicates();
    QCOMPARE(topics.size(), count);
}

void TestGuide::theSelectedNodeIsHelpedWith()
{
    m_ide->click("double");
    m_ide->canvas().setFocus();
    QCOMPARE(helped(), QString("python"));
    QVERIFY(guide().isVisible());
    QVERIFY(m_ide->child<QTextEdit>("guideText").toPlainText().contains("@tool"));
}

void TestGuide::aFieldIsHelpedWith()
{
    m_ide->click("double");
    widgets::FieldEdit *found = nullptr;
    for (auto *field : m_ide->window().findChildren<widgets::FieldEdit *>()) {
        if (field->isVisible() && field->property("helpTopic") == "field-path")
            found = field;
    }
    QVERIFY(found);
    found->input()->setFocus();
    QCOMPARE(helped(), QString("source"));
}

void TestGuide::theKeyAtTheCaretIsHelpedWith()
{
    auto *editors = m_ide->window().findChild<EditorPane *>();
    editors->goToText({}, "default:");
    editors->flowText()->setFocus();
    QCOMPARE(helped(), QString("The flow's inputs and outputs"));
    editors->goToText("say", "path:");
    editors->flowText()->setFocus();
    QCOMPARE(helped(), QString("source"));
    editors->openFile(m_ide->folder() + "/say.py");
    editors->focusText();
    QCOMPARE(helped(), QString("python"));
}

void TestGuide::whatNobodyKnowsShowsThePart()
{
    m_ide->canvas().setFocus();
    m_ide->canvas().scene()->clearSelection();
    QCOMPARE(helped(), QString("Canvas"));
}

void TestGuide::theGuideIsSearched()
{
    m_ide->action(ActionId::ShowGuide).trigger();
    auto &search = m_ide->child<QLineEdit>("guideSearch");
    auto &list = m_ide->child<QListWidget>("guideList");
    QVERIFY(search.hasFocus());
    const int all = list.count();
    QTest::keyClicks(&search, "max_tokens");
    QVERIFY(list.count() > 0 && list.count() < all);
    QTest::keyClick(&search, Qt::Key_Return);
    QCOMPARE(guide().shownSection(), QString("max_tokens"));
    QTest::keyClicks(&search, " nowhere at all");
    QCOMPARE(list.count(), 0);
    QVERIFY(list.isVisible());
}

void TestGuide::allCommandsAreInIt()
{
    const Guide guide = guideWithCommands("en", m_ide->window().actions());
    const auto section = guide.find({"commands"});
    QVERIFY(section);
    QVERIFY(guide.sections()[*section].text.contains("Save all: **Ctrl+K, S**"));
}

void TestGuide::anotherLanguageHasItsOwn()
{
    m_ide->application().setLanguage("ko");
    m_ide->activate();
    m_ide->canvas().setFocus();
    m_ide->canvas().scene()->clearSelection();
    QCOMPARE(helped(), QString::fromUtf8("캔버스"));
}

QTEST_MAIN(TestGuide)
#include "tst_guide.moc"
