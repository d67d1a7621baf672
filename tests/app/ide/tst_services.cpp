// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/simulatorserver.h"
#include "engine/store/settings.h"
#include "tests/app/ide/windowtest.h"

#include <boost/asio/post.hpp>

#include <QClipboard>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>

#include <future>

using namespace postern;
using namespace postern::ide;
using run::NodeState;
using widgets::EgressModel;

/// What the window does around a run: which hosts it lets it contact and shows, which settings it
/// honours.
class TestServices : public WindowTest
{
    Q_OBJECT

private slots:
    void init() { m_ide = std::make_unique<IdeFixture>(); }
    void cleanup()
    {
        stopServer();
        m_ide.reset();
    }

    void aContactedHostStandsInTheLedgerAndItsCopy();
    void aHostOffTheAllowListIsRefusedAndShown();
    void pythonCodeOfASimulatedRunHasAPortThatTheLogNames();
    void missingPackagesAreSaidBeforeTheRun();
    void makingAnEnvironmentIsStopped();
    void nothingOfAStrangersFolderRunsBeforeItIsTrusted();

private:
    /// An llm node with the connection "model", which the settings' file of connections leads to.
    void writeAskFlow(const QString &url);
    QString startServer();
    void stopServer();
    QString cell(int row, EgressModel::Column column) const
    {
        return m_ide->session().egress().model().index(row, column).data().toString();
    }
    std::unique_ptr<simulator::SimulatorServer> m_server; // used on the engine's thread
};

void TestServices::writeAskFlow(const QString &url)
{
    m_ide->write("ask.jinja2", "user:\nHello\n");
    m_ide->write("flow.dag.yaml", R"(inputs: {}
outputs:
  answer: {type: string, reference: "${ask.output}"}
nodes:
- name: ask
  type: llm
  source: {type: code, path: ask.jinja2}
  inputs: {model: gpt-4o}
  connection: model
  api: chat
)");
    m_ide->write("connections.yaml",
                 "model:\n  type: open_ai\n  module: promptflow.connections\n"
                 "  base_url: "
                     + url.toUtf8() + "\n  api_key: key-of-the-test\n");
    store::Settings::update(
        {{"connections.file", (m_ide->folder() + "/connections.yaml").toStdString()}});
}

QString TestServices::startServer()
{
    auto &engine = m_ide->session().engine();
    std::promise<std::string> url;
    boost::asio::post(engine.executor(), [&] {
        simulator::SimulatorOptions options;
        options.apiKey = "key-of-the-test";
        m_server = std::make_unique<simulator::SimulatorServer>(engine.executor(), options);
        url.set_value(m_server->openAiUrl());
    });
    return QString::fromStdString(url.get_future().get());
}

void TestServices::stopServer()
{
    if (!m_server)
        return;
    std::promise<void> stopped;
    boost::asio::post(m_ide->session().engine().executor(), [&] {
        m_server.reset();
        stopped.set_value();
    });
    stopped.get_future().wait();
}

void TestServices::aContactedHostStandsInTheLedgerAndItsCopy()
{
    writeAskFlow("http://127.0.0.1:1");
    m_ide->startTrusted();
    const QString url = startServer();
    writeAskFlow(url);
    m_ide->action(ActionId::UseConnections).trigger();
    runToEnd();
    const auto &error = m_ide->session().model().error();
    QVERIFY2(m_ide->session().model().state() == NodeState::Done, error ? error->what() : "");
    QTRY_COMPARE(m_ide->session().egress().model().rowCount(), 1);
    QCOMPARE(cell(0, EgressModel::Host), QString("127.0.0.1"));
    QVERIFY(url.contains(':' + cell(0, EgressModel::Port)));
    QCOMPARE(cell(0, EgressModel::Purpose), QString("Model"));
    QCOMPARE(cell(0, EgressModel::Requests), QString("1"));
    QCOMPARE(cell(0, EgressModel::State), QString("Allowed"));
    // This machine is no host that data leaves to.
    QCOMPARE(m_ide->child<QToolButton>("statusEgress").text(), QString("0 hosts"));

    m_ide->action(ActionId::ShowEgress).trigger();
    QVERIFY(m_ide->child<QTreeView>("egress").isVisible());
    m_ide->action(ActionId::CopyEgress).trigger();
    const QStringList lines = QApplication::clipboard()->text().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[1].contains("\t127.0.0.1\t"));
}

void TestServices::aHostOffTheAllowListIsRefusedAndShown()
{
    writeAskFlow("http://model.invalid");
    store::Settings::update({{"egress.allow", "*.example.com"}});
    m_ide->startTrusted();
    m_ide->action(ActionId::UseConnections).trigger();
    runToEnd();
    const QString said = m_ide->child<widgets::Strip>("failedStrip").accessibleName();
    QVERIFY2(said.contains("allow-list refuses model.invalid"), qPrintable(said));
    QTRY_COMPARE(m_ide->session().egress().model().rowCount(), 1);
    QCOMPARE(cell(0, EgressModel::State), QString("Refused"));
    QCOMPARE(m_ide->child<QToolButton>("statusEgress").text(), QString("0 hosts"));
}

void TestServices::pythonCodeOfASimulatedRunHasAPortThatTheLogNames()
{
    m_ide->write("flow.dag.yaml", R"(inputs: {}
outputs: {}
nodes:
- name: look
  type: python
  source: {type: code, path: look.py}
  inputs: {connection: model}
)");
    m_ide->write("look.py", R"(from promptflow.core import tool
from promptflow.connections import OpenAIConnection


@tool
def look(connection: OpenAIConnection) -> str:
    return connection.base_url
)");
    m_ide->startTrusted();
    runToEnd();
    const QString log = m_ide->child<QPlainTextEdit>("runLog").toPlainText();
    const Value output = m_ide->session().model().node("look")->output;
    const QString origin = QString::fromStdString(output.asString()).section('/', 0, 2);
    QVERIFY2(log.contains("reaches the simulator at " + origin), qPrintable(log));
}

void TestServices::missingPackagesAreSaidBeforeTheRun()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("requirements.txt", "no-such-package==1.0\n");
    m_ide->startTrusted();
    auto &strip = m_ide->child<widgets::Strip>("pythonStrip");
    QTRY_VERIFY_WITH_TIMEOUT(strip.isVisible(), 30'000);
    QVERIFY2(strip.text().contains("no-such-package==1.0"), qPrintable(strip.text()));
    auto &status = m_ide->child<QToolButton>("statusPython");
    QVERIFY2(status.text().endsWith("packages missing: 1"), qPrintable(status.text()));
    QVERIFY(m_ide->child<QComboBox>("engineCombo").toolTip().contains("no-such-package"));

    m_ide->write("requirements.txt", "# nothing\n");
    QTRY_VERIFY_WITH_TIMEOUT(!strip.isVisible(), 30'000);
    QVERIFY(status.text().startsWith("Python 3."));
}

void TestServices::makingAnEnvironmentIsStopped()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    EnvironmentController &environment = m_ide->session().environment();
    QTRY_VERIFY_WITH_TIMEOUT(!environment.isChecking(), 30'000);
    m_ide->action(ActionId::CreateEnvironment).trigger();
    QVERIFY(environment.isCreating());
    QVERIFY(m_ide->child<widgets::Strip>("pythonStrip").isVisible());
    m_ide->action(ActionId::StopCreating).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!environment.isCreating(), 30'000);
    const QDir folder(m_ide->folder());
    QVERIFY2(folder.entryList({".venv*"}, QDir::AllEntries | QDir::Hidden).isEmpty(),
             "something was left behind");
}

void TestServices::nothingOfAStrangersFolderRunsBeforeItIsTrusted()
{
    writeNumbersFlow(*m_ide);
    const QString trace = m_ide->folder() + "/ran";
    m_ide->write(".venv/bin/python", "#!/bin/sh\ntouch \"" + trace.toUtf8() + "\"\nexit 1\n");
    QFile::setPermissions(m_ide->folder() + "/.venv/bin/python",
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_ide->write("double.py",
                 "open('" + trace.toUtf8() + "', 'w')\nfrom promptflow.core import tool\n");
    m_ide->start(m_ide->folder());
    QVERIFY(m_ide->session().isRestricted());
    QSignalSpy checked(m_ide->session().document(), &Document::diagnosticsChanged);
    m_ide->write("requirements.txt", "x\n");
    m_ide->write("say.py", "1\n");
    m_ide->session().document()->setTrust(flow::Trust::Restricted); // checks anew
    QTRY_VERIFY(!checked.isEmpty());
    for (QAction *action : m_ide->window().actions().all()) {
        const bool runs = action == &m_ide->action(ActionId::Run)
                          || action == &m_ide->action(ActionId::CheckEnvironment)
                          || action == &m_ide->action(ActionId::CreateEnvironment)
                          || action == &m_ide->action(ActionId::CreateFromWheels);
        QVERIFY2(!runs || !action->isEnabled(), qPrintable(action->text()));
    }
    m_ide->click("double");
    QVERIFY(!QFile::exists(trace));

    // The trap works: once trusted, the folder's own interpreter is asked.
    QTest::mouseClick(&m_ide->child<QPushButton>("trustButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(trace), 30'000);
}

QTEST_MAIN(TestServices)
#include "tst_services.moc"
