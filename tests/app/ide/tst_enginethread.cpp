// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/background/enginethread.h"
#include "engine/run/flowrun.h"
#include "engine/run/held.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace postern;
using namespace postern::ide;

namespace {

/// Lives in a coroutine; notes whether the engine was there when it went.
struct Guest
{
    ~Guest() { *engineWasThere = !ledger.expired(); }

    std::weak_ptr<http::EgressLedger> ledger; ///< nobody's but the engine's
    bool *engineWasThere;
};

Task<> stay(run::Engine &engine, std::promise<void> &waits, bool &engineWasThere)
{
    const Guest guest{engine.ledger(), &engineWasThere};
    const run::Held<int> never(engine.loop());
    waits.set_value();
    co_await never.wait();
}

/// Holds a node for ever.
class Wall final : public run::Gate
{
public:
    explicit Wall(std::promise<void> &holds)
        : m_holds(holds)
    {}

    Task<run::BeforeDecision> beforeNode(const run::NodeVisit &visit) override
    {
        visit.hold("for ever");
        m_holds.set_value();
        const run::Held<run::BeforeDecision> never(co_await boost::asio::this_coro::executor);
        co_return co_await never.wait();
    }
    Task<run::AfterDecision> afterNode(const run::NodeVisit &, const run::NodeOutcome &) override
    {
        co_return run::Proceed();
    }

private:
    std::promise<void> &m_holds;
};

/// Hears the number that a node prints.
class Listener final : public run::RunObserver
{
public:
    std::promise<int> printed;

    void onEvent(const run::RunEvent &event) override
    {
        const auto *log = std::get_if<run::NodeLog>(&event.data);
        const int number = log ? std::atoi(log->text.c_str()) : 0;
        if (number > 0 && !m_hasHeard) {
            m_hasHeard = true;
            printed.set_value(number);
        }
    }

private:
    bool m_hasHeard = false;
};

} // namespace

/// The end of the engine's thread with work on it that nobody has cancelled.
class TestEngineThread : public QObject
{
    Q_OBJECT

private slots:
    void whatWaitsGoesBeforeTheEngine();
    void aHeldNodeGoesBeforeTheEngine();
    void aRunningNodeIsKilled();

private:
    run::RunSpec specOf(const char *code)
    {
        write("tool.py", code);
        write("flow.dag.yaml",
              "inputs: {}\noutputs: {}\nnodes:\n"
              "- {name: only, type: python, source: {type: code, path: tool.py}, inputs: {}}\n");
        run::RunSpec spec;
        spec.trust = flow::Trust::Trusted;
        spec.document = flow::FlowDocument::load(flow::locateFlow(
            std::filesystem::path(m_folder.path().toStdString()) / "flow.dag.yaml"));
        return spec;
    }
    void write(const char *name, const char *text) const
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QTemporaryDir m_folder;
};

void TestEngineThread::whatWaitsGoesBeforeTheEngine()
{
    bool engineWasThere = false;
    {
        EngineThread thread;
        std::promise<void> waits;
        boost::asio::co_spawn(thread.executor(),
                              stay(thread.engine(), waits, engineWasThere),
                              boost::asio::detached);
        waits.get_future().wait();
    }
    QVERIFY(engineWasThere);
}

void TestEngineThread::aHeldNodeGoesBeforeTheEngine()
{
    std::promise<void> holds;
    const auto wall = std::make_shared<Wall>(holds);
    run::RunSpec spec = specOf("from promptflow.core import tool\n@tool\ndef only(): return 1\n");
    spec.gates = {wall};
    bool isTold = false;
    {
        EngineThread thread;
        boost::asio::co_spawn(thread.executor(),
                              run::runFlow(thread.engine(), std::move(spec)),
                              [&](const std::exception_ptr &, const auto &) { isTold = true; });
        holds.get_future().wait();
        QVERIFY(wall.use_count() > 1);
    }
    QVERIFY(!isTold);
    QCOMPARE(wall.use_count(), 1); // the run is gone, and let go of what it had
}

void TestEngineThread::aRunningNodeIsKilled()
{
    run::RunSpec spec = specOf("import os, time\nfrom promptflow.core import tool\n@tool\n"
                               "def only():\n    print(os.getpid())\n    time.sleep(600)\n");
    Listener listener;
    spec.observers = {&listener};
    int process = 0;
    {
        EngineThread thread;
        boost::asio::co_spawn(thread.executor(),
                              run::runFlow(thread.engine(), std::move(spec)),
                              [](const std::exception_ptr &, const auto &) {});
        process = listener.printed.get_future().get();
        QCOMPARE(::kill(process, 0), 0);
    }
    QCOMPARE(::kill(process, 0), -1);
    QCOMPARE(errno, ESRCH);
}

QTEST_GUILESS_MAIN(TestEngineThread)
#include "tst_enginethread.moc"
