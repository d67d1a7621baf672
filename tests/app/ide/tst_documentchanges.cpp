// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/buffer.h"
#include "app/ide/editing/document.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace postern;
using namespace postern::ide;

/// What an open flow tells of its changes.
class TestDocument : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_document.reset(); }
    void typingACommentTellsNobody();
    void typingInANodeTellsOfThatNode();
    void severalEditsAreToldTogether();
    void brokenTextIsToldAndItsMending();
    void anotherFilesTextIsCheckedButNoChangeOfTheFlow();

private:
    void write(const char *name, const QByteArray &text) const
    {
        QFile file(m_folder->filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }
    /// Types a text in place of another, as an editor tells it.
    void type(Buffer *buffer, const std::string &from, const std::string &to)
    {
        const std::size_t at = buffer->text().find(from);
        QVERIFY(at != std::string::npos);
        m_document->workspace().edit(buffer, {at, from.size(), to}, nullptr, true);
    }
    void type(const std::string &from, const std::string &to)
    {
        type(m_document->buffer(), from, to);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Document> m_document;
    std::vector<flow::FlowChange> m_changes;
};

void TestDocument::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("POSTERN_HOME", m_home->path().toUtf8());
    write("flow.dag.yaml",
          "# a flow\ninputs:\n  q: {type: string}\noutputs: {}\nnodes:\n"
          "- {name: ask, type: prompt, source: {type: code, path: ask.jinja2}}\n"
          "- {name: tell, type: python, source: {type: code, path: tell.py}}\n");
    write("ask.jinja2", "hello\n");
    write("tell.py", "def tell():\n    return 1\n");
    const flow::FlowLocation location = flow::locateFlow(m_folder->path().toStdString());
    m_document = std::make_unique<Document>(flow::FlowDocument::load(location),
                                            flow::Trust::Trusted);
    m_changes.clear();
    connect(m_document.get(), &Document::changed, this, [this](const flow::FlowChange &change) {
        m_changes.push_back(change);
    });
    QTRY_VERIFY(m_document->isChecked());
}

void TestDocument::typingACommentTellsNobody()
{
    type("# a flow", "# another flow\n#");
    QVERIFY(!m_document->isSettled());
    QTRY_VERIFY(m_document->isSettled() && m_document->isChecked());
    QVERIFY(m_changes.empty());
    QCOMPARE(m_document->flow().text(), m_document->buffer()->text());
}

void TestDocument::typingInANodeTellsOfThatNode()
{
    type("path: tell.py", "path: say.py");
    m_document->readNow();
    QCOMPARE(m_changes.size(), 1U);
    QVERIFY(m_changes[0].nodes == std::set<std::string>{"tell"});
    QVERIFY(!m_changes[0].reading && !m_changes[0].order && !m_changes[0].ports);
}

void TestDocument::severalEditsAreToldTogether()
{
    type("path: tell.py", "path: say.py");
    type("q: {type: string}", "q: {type: int}");
    type("# a flow", "#");
    m_document->readNow();
    QCOMPARE(m_changes.size(), 1U);
    QVERIFY(m_changes[0].ports && m_changes[0].concerns("tell") && !m_changes[0].concerns("ask"));
    QCOMPARE(m_document->flow().text(), m_document->buffer()->text());
}

void TestDocument::brokenTextIsToldAndItsMending()
{
    type("outputs: {}", "outputs: {");
    m_document->readNow();
    QCOMPARE(m_changes.size(), 1U);
    QVERIFY(m_changes[0].reading);
    type("outputs: {", "outputs: {}");
    m_document->readNow();
    QCOMPARE(m_changes.size(), 2U);
    QVERIFY(m_changes[1].reading);
    QVERIFY(m_changes[1].nodes.empty()); // as they were when it was read last
}

void TestDocument::anotherFilesTextIsCheckedButNoChangeOfTheFlow()
{
    const auto has = [this](const char *code) {
        return std::ranges::any_of(m_document->diagnostics(),
                                   [code](const auto &each) { return each.code == code; });
    };
    Buffer *const tell = m_document->workspace().open(
        m_folder->filePath(QStringLiteral("tell.py")));
    type(tell, "return", "(return");
    QVERIFY(!m_document->isChecked());
    QTRY_VERIFY(m_document->isChecked());
    QVERIFY(has("python-syntax"));
    type(tell, "(return", "return");
    QTRY_VERIFY(m_document->isChecked());
    QVERIFY(!has("python-syntax"));
    QVERIFY(m_changes.empty());
}

QTEST_MAIN(TestDocument)
#include "tst_documentchanges.moc"
