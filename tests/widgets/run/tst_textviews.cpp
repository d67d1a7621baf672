// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Texts of a run as they are meant: answers in Markdown, differences, requests.

#include "widgets/run/diffpage.h"
#include "widgets/run/markdown.h"
#include "widgets/run/requestview.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTest>

using namespace postern;
using namespace postern::widgets;

namespace {

std::shared_ptr<const http::Attempt> attempt(int status, const char *answer)
{
    auto made = std::make_shared<http::Attempt>();
    made->method = "POST";
    made->host = "models.example";
    made->port = 443;
    made->target = "/chat?version=1";
    made->status = status;
    made->sentHeaders = {{"Authorization", "******"}};
    made->sent = std::make_shared<const std::string>(R"({"messages": ["Wo?"]})");
    if (status != 0)
        made->received = std::make_shared<const std::string>(answer);
    return made;
}

QString part(const char *text, std::pair<qsizetype, qsizetype> place)
{
    return QString::fromUtf8(text).mid(place.first, place.second);
}

} // namespace

class TestTextViews : public QObject
{
    Q_OBJECT

private slots:
    void markdownIsToldFromPlainText_data();
    void markdownIsToldFromPlainText();
    void markdownIsShownAsItIsMeant();
    void markdownAsksForNothing();
    void differingWordsAreWholeOnes_data();
    void differingWordsAreWholeOnes();
    void aDiffMarksItsLinesAndWords();
    void aLineAmongSeveralHasNoCounterpart();
    void aRequestIsTheLastOneUntilAnotherIsChosen();
    void aRequestWithoutAnAnswerSaysWhy();
};

void TestTextViews::markdownIsToldFromPlainText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("is");
    QTest::newRow("heading") << "# Answer\nIt is." << true;
    QTest::newRow("code") << "So:\n```\nx = 1\n```" << true;
    QTest::newRow("word of code") << "Call `open` first." << true;
    QTest::newRow("stress") << "It is **not** so." << true;
    QTest::newRow("link") << "See [here](https://x.org)." << true;
    QTest::newRow("list") << "- one\n- two" << true;
    QTest::newRow("numbered") << "1. one\n2. two" << true;
    QTest::newRow("table") << "| a | b |\n|---|---|\n| 1 | 2 |" << true;
    QTest::newRow("nothing") << "" << false;
    QTest::newRow("prose") << "It is 3 * 4 * 5, isn't it?" << false;
    QTest::newRow("one dash") << "- said he" << false;
    QTest::newRow("number sign") << "#1 and #2" << false;
    QTest::newRow("kwargs") << "f(**kwargs, **more)" << false;
    QTest::newRow("far away") << QString(30'000, 'x') + "\n# Answer" << false;
}

void TestTextViews::markdownIsToldFromPlainText()
{
    QFETCH(const QString, text);
    QFETCH(const bool, is);
    QCOMPARE(looksLikeMarkdown(text), is);
}

void TestTextViews::markdownIsShownAsItIsMeant()
{
    const QString shown
        = fromMarkdown("# Gate\nIt is **open**.\nGo `in`.\n\n- one\n- two").toPlainText();
    QVERIFY2(!shown.contains('#') && !shown.contains('*') && !shown.contains('`'),
             qPrintable(shown));
    const QStringList lines = shown.split(QRegularExpression("[\n\u2028]"), Qt::SkipEmptyParts);
    QCOMPARE(lines, QStringList({"Gate", "It is open.", "Go in.", "one", "two"}));
}

void TestTextViews::markdownAsksForNothing()
{
    const QTextDocumentFragment shown = fromMarkdown(
        "![a cat](https://x.org/cat.png) [here](https://x.org) <script>alert(1)</script>");
    QVERIFY(shown.toPlainText().contains("[picture: a cat]"));
    QVERIFY(shown.toPlainText().contains("<script>"));
    const QString html = shown.toHtml();
    QVERIFY2(!html.contains("<img"), qPrintable(html));
    QVERIFY2(!html.contains("href="), qPrintable(html));
    QVERIFY2(!html.contains("<script"), qPrintable(html));
}

void TestTextViews::differingWordsAreWholeOnes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("gone");
    QTest::addColumn<QString>("come");
    const auto row = [](const char *before, const char *after, const char *gone, const char *come) {
        QTest::newRow(before) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(gone)
                              << QString::fromUtf8(come);
    };
    row("the old gate", "the new gate", "old", "new");
    row("temperature: 0.25", "temperature: 0.75", "25", "75");
    row("gates are open", "gate is open", "gates are", "gate is");
    row("open", "opened", "open", "opened");
    row("a b", "a x b", "", "x ");
    row("same", "same", "", "");
    row("", "all new", "", "all new");
    row("aaa", "aaaa", "aaa", "aaaa");
}

void TestTextViews::differingWordsAreWholeOnes()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    const DifferingWords words = differingWords(QString::fromUtf8(before), QString::fromUtf8(after));
    QTEST(part(before.constData(), words.before), "gone");
    QTEST(part(after.constData(), words.after), "come");
}

void TestTextViews::aDiffMarksItsLinesAndWords()
{
    DiffPage page;
    page.setDiff(" same\n-the old gate\n+the new gate\n same\n");
    QCOMPARE(page.extraSelections().size(), 4);
    QStringList words;
    for (const QTextEdit::ExtraSelection &mark : page.extraSelections()) {
        if (!mark.format.boolProperty(QTextFormat::FullWidthSelection))
            words.append(mark.cursor.selectedText());
    }
    QCOMPARE(words, QStringList({"old", "new"}));
    page.setDiff("");
    QVERIFY(page.extraSelections().isEmpty());
}

void TestTextViews::aLineAmongSeveralHasNoCounterpart()
{
    DiffPage page;
    page.setDiff("-one\n-two\n+three\n");
    QCOMPARE(page.extraSelections().size(), 3); // the lines alone
    page.setDiff("-one\n+two\n+three\n");
    QCOMPARE(page.extraSelections().size(), 3);
}

void TestTextViews::aRequestIsTheLastOneUntilAnotherIsChosen()
{
    RequestView view;
    auto *const choice = view.findChild<QComboBox *>("requestChoice");
    auto *const answer = view.findChild<QPlainTextEdit *>("answerText");
    RequestView::Attempts attempts{attempt(429, "slow down"), attempt(200, R"({"text": "There."})")};
    view.setAttempts(attempts);
    QCOMPARE(choice->currentIndex(), 1);
    QVERIFY(answer->toPlainText().startsWith("HTTP 200"));
    QVERIFY(answer->toPlainText().contains("There."));
    attempts.push_back(attempt(201, "made"));
    view.setAttempts(attempts);
    QCOMPARE(choice->currentIndex(), 2);
    choice->setCurrentIndex(0);
    QVERIFY(answer->toPlainText().contains("slow down"));
    attempts.push_back(attempt(202, "taken"));
    view.setAttempts(attempts);
    QCOMPARE(choice->currentIndex(), 0); // where the reader is
    view.setAttempts({attempts.back()});
    QVERIFY(answer->toPlainText().startsWith("HTTP 202"));
    QVERIFY(!choice->isEnabled());
}

void TestTextViews::aRequestWithoutAnAnswerSaysWhy()
{
    http::Attempt failed = *attempt(0, "");
    QVERIFY(requestText(failed).starts_with("POST models.example/chat?version=1\n"));
    failed.port = 8443;
    failed.error = "The server closed the connection.";
    QCOMPARE(answerText(failed), std::string("\nThe server closed the connection.\n"));
    const std::string sent = requestText(failed);
    QVERIFY(sent.starts_with("POST models.example:8443/chat?version=1\nAuthorization: ******\n\n"));
    QVERIFY(sent.find("\"Wo?\"") != std::string::npos);
}

QTEST_MAIN(TestTextViews)

#include "tst_textviews.moc"
