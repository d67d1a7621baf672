// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/painted.h"
#include "widgets/inspector/bubbletext.h"
#include "widgets/inspector/nodeio.h"
#include "widgets/inspector/promptview.h"
#include "widgets/run/valuedialog.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextBlock>
#include <QTextEdit>
#include <QToolButton>

using namespace postern;
using namespace postern::widgets;
using run::NodeState;

namespace {

flow::Node llmNode()
{
    flow::Node node;
    node.name = "answer";
    node.type = flow::NodeType::Llm;
    node.typeText = "llm";
    return node;
}

QStringList labelsOf(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts.append(label->text());
    return texts;
}

QStringList bubblesOf(const QWidget &widget)
{
    QStringList texts;
    for (const BubbleText *text : widget.findChildren<BubbleText *>())
        texts.append(text->toPlainText());
    return texts;
}

} // namespace

/// What is shown of one node.
class TestNodeIo : public QObject
{
    Q_OBJECT

private slots:
    void aPromptIsSplitIntoItsMessages();
    void aPromptWithoutRolesIsShownWhole();
    void ofALongPromptTheBeginningIsLaidOut();
    void ofManyMessagesSomeAreShown();
    void aLongLineOfALogIsBroken();
    void aPlaceIsALink();
    void theAdviceOfTheWindowTakesThePlaceOfTheHint();
    void streamedTextGrowsInPlace();
    void aStreamedWordPaintsItsLineAlone();
    void theFlowsOwnValuesAreShownAlone();
    void ofALongLogTheEndIsShown();
    void aFailureSaysWhatHappenedAndWhatToDo();
    void copiedDetailsHoldNoSecret();
};

void TestNodeIo::aPromptIsSplitIntoItsMessages()
{
    PromptView view;
    view.setPrompt("# system:\nBe kind.\n# user:\nWhy?\nsystem: is a word here\n");
    QCOMPARE(labelsOf(view), (QStringList{"system", "user"}));
    QCOMPARE(bubblesOf(view), (QStringList{"Be kind.", "Why?\nsystem: is a word here"}));
}

void TestNodeIo::aPromptWithoutRolesIsShownWhole()
{
    PromptView view;
    view.setPrompt("Translate this.");
    QCOMPARE(bubblesOf(view), QStringList{"Translate this."});
}

void TestNodeIo::ofALongPromptTheBeginningIsLaidOut()
{
    QWidget window;
    PromptView view(&window);
    view.resize(300, 300);
    window.show();
    const std::string huge(500'000, 'x');
    view.setPrompt("# system:\n" + huge + "\n# user:\nWhy?\n");
    QCOMPARE(bubblesOf(view).size(), 2);
    QVERIFY(bubblesOf(view).first().size() < 10'000);
    // As high as it is long, and no wider than the room.
    const auto *bubble = view.findChild<BubbleText *>();
    QVERIFY(bubble->width() <= 300);
    QVERIFY(bubble->height() > 300);
    view.findChild<QToolButton *>("wholeMessage")->click();
    auto *dialog = window.findChild<ValueDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QString("system"));
}

void TestNodeIo::ofManyMessagesSomeAreShown()
{
    PromptView view;
    std::string prompt;
    for (int turn = 0; turn < 40; ++turn)
        prompt += "# user:\nquestion " + std::to_string(turn) + "\n# assistant:\nanswer\n";
    view.setPrompt(prompt);
    const auto first = bubblesOf(view).size();
    QVERIFY(first < 40);
    auto *more = view.findChild<QPushButton *>("moreMessages");
    while (!more->isHidden())
        more->click();
    QCOMPARE(bubblesOf(view).size(), 80);
    QCOMPARE(bubblesOf(view).at(78), QString("question 39"));
}

void TestNodeIo::aLongLineOfALogIsBroken()
{
    NodeIo inspector;
    inspector.showNode(llmNode(), graph::NodeKind::Llm);
    NodeRun run;
    run.state = NodeState::Done;
    run.logs = std::string(500'000, 'x');
    run.output = Value(run.logs);
    run.inputs = Dict{{"text", run.logs}};
    run.error = Error(ErrorCode::NodeFailed, run.logs, run.logs);
    run.error->setDetails(run.logs);
    inspector.showRun(&run);
    for (const QPlainTextEdit *page : inspector.findChildren<QPlainTextEdit *>()) {
        for (QTextBlock block = page->document()->begin(); block.isValid(); block = block.next())
            QVERIFY2(block.length() < 3'000, qPrintable(page->objectName()));
    }
    for (const QString &text : labelsOf(inspector))
        QVERIFY(text.size() < 2'000);
}

void TestNodeIo::aPlaceIsALink()
{
    NodeIo inspector;
    inspector.showNode(llmNode(), graph::NodeKind::Llm);
    NodeRun run;
    run.state = NodeState::Failed;
    run.error = Error(ErrorCode::NodeFailed, "It failed.", "Look.", Place{"start.py", 11, 3});
    inspector.showRun(&run);
    auto *link = inspector.findChild<QToolButton *>("errorPlace");
    QCOMPARE(link->text(), QString("start.py:11"));
    QSignalSpy chosen(&inspector, &NodeIo::placeChosen);
    link->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first(), (QVariantList{"start.py", 11, 3}));
    run.error = Error(ErrorCode::NodeFailed, "It failed otherwise.");
    inspector.showRun(&run);
    QVERIFY(!link->isVisibleTo(&inspector));
}

void TestNodeIo::theAdviceOfTheWindowTakesThePlaceOfTheHint()
{
    QAction way("Use the simulator");
    QSignalSpy triggered(&way, &QAction::triggered);
    NodeIo inspector;
    inspector.setAdviser([&way](const Error &) { return ErrorAdvice{"Or simulate.", {&way}}; });
    inspector.showNode(llmNode(), graph::NodeKind::Llm);
    NodeRun run;
    run.state = NodeState::Failed;
    run.error = Error(ErrorCode::ConnectionMissing,
                      "It isn't known.",
                      "Give it with --connections.");
    inspector.showRun(&run);
    QVERIFY(labelsOf(inspector).contains("Or simulate."));
    QVERIFY(!labelsOf(inspector).join(' ').contains("--connections"));
    for (QPushButton *button : inspector.findChildren<QPushButton *>()) {
        if (button->text() == way.text())
            button->click();
    }
    QTRY_COMPARE(triggered.size(), 1);
}

void TestNodeIo::streamedTextGrowsInPlace()
{
    NodeIo inspector;
    inspector.showNode(llmNode(), graph::NodeKind::Llm);
    auto *shown = inspector.findChild<QPlainTextEdit *>("streamedText");
    NodeRun run;
    run.state = NodeState::Streaming;
    run.streamed = "Hel";
    inspector.showRun(&run);
    QCOMPARE(shown->toPlainText(), QString("Hel"));
    QTextCursor selection = shown->textCursor();
    selection.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor, 2);
    shown->setTextCursor(selection);
    run.streamed = "Hello";
    inspector.showRun(&run);
    QCOMPARE(shown->toPlainText(), QString("Hello"));
    QCOMPARE(shown->textCursor().selectedText(), QString("He")); // what was selected stays so
}

void TestNodeIo::aStreamedWordPaintsItsLineAlone()
{
    NodeIo io;
    io.resize(600, 500);
    io.showNode(llmNode(), graph::NodeKind::Llm);
    io.show();
    QVERIFY(QTest::qWaitForWindowExposed(&io));
    NodeRun run;
    run.state = NodeState::Streaming;
    run.streamed = "It is";
    io.showRun(&run);
    io.findChild<QTabWidget *>()->setCurrentIndex(2);
    QApplication::processEvents();
    QApplication::processEvents();
    Painted painted(io);
    run.streamed += " a small door.";
    io.showRun(&run);
    QApplication::processEvents();
    QVERIFY(painted.area() > 0);
    QVERIFY2(painted.area() < 600 * 40, qPrintable(QString::number(painted.area())));
}

void TestNodeIo::theFlowsOwnValuesAreShownAlone()
{
    NodeIo io;
    io.showNode(llmNode(), graph::NodeKind::Llm);
    io.show();
    auto *tabs = io.findChild<QTabWidget *>();
    tabs->setCurrentIndex(2);
    QCOMPARE(io.nodeInFront(), QString("answer"));
    QSignalSpy front(&io, &NodeIo::frontChanged);
    io.showBox(graph::NodeKind::Output, "outputs", Value(Dict{{"text", "It is 42."}}));
    QVERIFY(!front.isEmpty());
    QVERIFY(io.nodeInFront().isEmpty());
    QCOMPARE(io.findChild<QLabel *>("ioName")->text(), QString("outputs"));
    const auto *shown
        = io.findChild<QWidget *>("outputValue")->findChild<QTextEdit *>("valueRendered");
    QVERIFY(shown->isVisible());
    QVERIFY(shown->toPlainText().contains("It is 42."));
    QCOMPARE(tabs->tabBar()->isTabVisible(0), false);
    io.showBox(graph::NodeKind::Input, "inputs", Value());
    QVERIFY(io.findChild<QWidget *>("streamedText")->isVisible()); // which says what to press
    io.showNode(llmNode(), graph::NodeKind::Llm);
    QVERIFY(tabs->tabBar()->isTabVisible(0));
}

void TestNodeIo::ofALongLogTheEndIsShown()
{
    NodeIo inspector;
    inspector.showNode(llmNode(), graph::NodeKind::Llm);
    const auto *shown = inspector.findChild<QPlainTextEdit *>("nodeLogs");
    NodeRun run;
    run.state = NodeState::Running;
    run.logs = "one\n";
    inspector.showRun(&run);
    run.logs += "two\n";
    inspector.showRun(&run);
    QCOMPARE(shown->toPlainText(), QString("one\ntwo\n"));
    for (int number = 0; number < 200'000; ++number)
        run.logs += "a line\n";
    run.logs += "the last";
    inspector.showRun(&run);
    QVERIFY(shown->document()->characterCount() < 1'000'001);
    QVERIFY(shown->toPlainText().endsWith("a line\nthe last"));
    inspector.showNode(llmNode(), graph::NodeKind::Llm); // its text was edited
    QVERIFY(shown->toPlainText().endsWith("the last"));
}

void TestNodeIo::aFailureSaysWhatHappenedAndWhatToDo()
{
    NodeIo inspector;
    inspector.showNode(llmNode(), graph::NodeKind::Llm);
    NodeRun run;
    run.state = NodeState::Failed;
    run.error = Error(ErrorCode::ConnectionFailed, "The endpoint refused.", "Ask for a role.");
    run.error->setDetails("HTTP 403");
    inspector.showRun(&run);
    const QStringList texts = labelsOf(inspector);
    QVERIFY(texts.contains("The endpoint refused."));
    QVERIFY(texts.contains("Ask for a role."));
    QVERIFY(texts.contains("failed"));
    QVERIFY(texts.contains("ConnectionFailed"));
}

void TestNodeIo::copiedDetailsHoldNoSecret()
{
    NodeIo inspector;
    inspector.showNode(llmNode(), graph::NodeKind::Llm);
    NodeRun run;
    run.state = NodeState::Failed;
    run.error = Error(ErrorCode::NodeFailed, "It failed.");
    run.error->setDetails("request header api-key: 0123456789abcdef0123456789abcdef");
    inspector.showRun(&run);
    for (QPushButton *button : inspector.findChildren<QPushButton *>()) {
        if (button->text() == "Copy details")
            button->click();
    }
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.contains("It failed."));
    QVERIFY2(!copied.contains("0123456789abcdef"), qPrintable(copied));
}

QTEST_MAIN(TestNodeIo)
#include "tst_nodeio.moc"
