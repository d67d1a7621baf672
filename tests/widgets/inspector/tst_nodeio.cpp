// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/inspector/nodeio.h"
#include "widgets/inspector/promptview.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

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

} // namespace

/// What is shown of one node.
class TestNodeIo : public QObject
{
    Q_OBJECT

private slots:
    void aPromptIsSplitIntoItsMessages();
    void aPromptWithoutRolesIsShownWhole();
    void streamedTextGrowsInPlace();
    void ofALongLogTheEndIsShown();
    void aFailureSaysWhatHappenedAndWhatToDo();
    void copiedDetailsHoldNoSecret();
};

void TestNodeIo::aPromptIsSplitIntoItsMessages()
{
    PromptView view;
    view.setPrompt("# system:\nBe kind.\n# user:\nWhy?\nsystem: is a word here\n");
    const QStringList texts = labelsOf(view);
    QCOMPARE(texts, (QStringList{"system", "Be kind.", "user", "Why?\nsystem: is a word here"}));
}

void TestNodeIo::aPromptWithoutRolesIsShownWhole()
{
    PromptView view;
    view.setPrompt("Translate this.");
    QCOMPARE(labelsOf(view), QStringList{"Translate this."});
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
