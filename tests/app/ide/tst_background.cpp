// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/background/backgroundtask.h"
#include "app/ide/background/enginethread.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <stdexcept>

using namespace postern;
using namespace postern::ide;

namespace {

Task<int> give(int number)
{
    co_return number;
}

/// Sets its flag when it goes, however it ends.
struct Witness
{
    std::shared_ptr<std::atomic<bool>> hasEnded;

    explicit Witness(std::shared_ptr<std::atomic<bool>> flag)
        : hasEnded(std::move(flag))
    {}
    ~Witness() { *hasEnded = true; }
    Witness(const Witness &) = delete;
    Witness &operator=(const Witness &) = delete;
};

/// Ends when it is asked to.
Task<int> waitForEver(std::shared_ptr<std::atomic<bool>> hasEnded)
{
    const Witness witness(std::move(hasEnded));
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    timer.expires_at(boost::asio::steady_timer::time_point::max());
    co_await timer.async_wait(boost::asio::use_awaitable);
    co_return 1;
}

std::shared_ptr<std::atomic<bool>> flag()
{
    return std::make_shared<std::atomic<bool>>(false);
}

} // namespace

/// Work in the background, and what is heard of it.
class TestBackground : public QObject
{
    Q_OBJECT

private slots:
    void theAnswerComesToTheThreadThatAsked();
    void whatIsThrownIsAnAnswerToo();
    void cancelledWorkEndsAndNeverAnswers();
    void aNewerPieceOfWorkTakesThePlaceOfTheOlder();
    void stoppedWorkAnswersThatItWasCancelled();
    void nothingIsHeardOnceTheTaskIsGone();
    void anAnswerMayStartTheNextAndEndTheTask();
    void whatIsToldOnTheWayComesBeforeTheAnswer();
    void aFunctionThatBlocksAnswersFromAThreadOfThePool();
    void aFunctionThatBlocksIsNotHeardOnceCancelled();
    void whatHasNotBegunWhenANewerOneFollowsIsNeverDone();

private:
    /// Waits until all that was posted to the engine's thread, and from there to this one, is done.
    void passBy()
    {
        for (int round = 0; round < 3; ++round) {
            BackgroundTask task;
            bool isDone = false;
            task.start(
                m_engine.executor(),
                [] { return give(0); },
                [&isDone](const Outcome<int> &) { isDone = true; });
            QTRY_VERIFY(isDone);
        }
    }

    EngineThread m_engine;
};

void TestBackground::theAnswerComesToTheThreadThatAsked()
{
    BackgroundTask task;
    std::optional<Outcome<int>> answer;
    QThread *workedOn = nullptr;
    QThread *answeredOn = nullptr;
    QVERIFY(!task.isRunning());
    task.start(
        m_engine.executor(),
        [&workedOn] {
            workedOn = QThread::currentThread();
            return give(42);
        },
        [&](const Outcome<int> &outcome) {
            answeredOn = QThread::currentThread();
            answer = outcome;
        });
    QVERIFY(task.isRunning());
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->value, std::optional(42));
    QVERIFY(!answer->error);
    QVERIFY(!task.isRunning());
    QCOMPARE(answeredOn, thread());
    QVERIFY(workedOn != thread());
}

void TestBackground::whatIsThrownIsAnAnswerToo()
{
    BackgroundTask task;
    std::optional<Outcome<int>> answer;
    task.start(
        m_engine.executor(),
        []() -> Task<int> {
            throw Error(ErrorCode::FileUnreadable, "It is gone.");
            co_return 0;
        },
        [&](const Outcome<int> &outcome) { answer = outcome; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(!answer->value);
    QVERIFY(answer->error->code() == ErrorCode::FileUnreadable);

    answer.reset();
    task.start(
        m_engine.executor(),
        []() -> Task<int> { throw std::runtime_error("broken"); },
        [&](const Outcome<int> &outcome) { answer = outcome; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->error->code() == ErrorCode::Internal);
}

void TestBackground::cancelledWorkEndsAndNeverAnswers()
{
    BackgroundTask task;
    bool isHeard = false;
    const auto hasEnded = flag();
    task.start(
        m_engine.executor(),
        [hasEnded] { return waitForEver(hasEnded); },
        [&](const Outcome<int> &) { isHeard = true; });
    passBy(); // it has begun
    QVERIFY(!*hasEnded);
    task.cancel();
    QVERIFY(!task.isRunning());
    QTRY_VERIFY(*hasEnded);
    passBy();
    QVERIFY(!isHeard);

    // Also what has ended already and whose answer is on its way.
    std::atomic<bool> isDone = false;
    task.start(
        m_engine.executor(),
        [&isDone]() -> Task<int> {
            isDone = true;
            return give(1);
        },
        [&](const Outcome<int> &) { isHeard = true; });
    while (!isDone)
        QThread::yieldCurrentThread();
    task.cancel();
    passBy();
    QVERIFY(!isHeard);
}

void TestBackground::aNewerPieceOfWorkTakesThePlaceOfTheOlder()
{
    BackgroundTask task;
    QList<int> heard;
    const auto hasEnded = flag();
    task.start(
        m_engine.executor(),
        [hasEnded] { return waitForEver(hasEnded); },
        [&](const Outcome<int> &) { heard.append(1); });
    for (int number = 2; number < 50; ++number)
        task.start(
            m_engine.executor(),
            [number] { return give(number); },
            [&](const Outcome<int> &outcome) { heard.append(*outcome.value); });
    QTRY_VERIFY(!task.isRunning());
    QTRY_VERIFY(*hasEnded || !heard.isEmpty()); // it may have been cancelled before it began
    passBy();
    QCOMPARE(heard, QList<int>{49});
}

void TestBackground::stoppedWorkAnswersThatItWasCancelled()
{
    BackgroundTask task;
    std::optional<Outcome<int>> answer;
    const auto keep = [&](const Outcome<int> &outcome) { answer = outcome; };
    const auto hasEnded = flag();
    task.start(m_engine.executor(), [hasEnded] { return waitForEver(hasEnded); }, keep);
    passBy();
    task.stop();
    QVERIFY(task.isRunning());
    QTRY_VERIFY(answer.has_value());
    QVERIFY(*hasEnded);
    QVERIFY(answer->error->code() == ErrorCode::Cancelled);
    QVERIFY(!task.isRunning());

    // Before it has begun.
    answer.reset();
    task.start(m_engine.executor(), [hasEnded] { return waitForEver(hasEnded); }, keep);
    task.stop();
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->error->code() == ErrorCode::Cancelled);
}

void TestBackground::nothingIsHeardOnceTheTaskIsGone()
{
    bool isHeard = false;
    const auto hasEnded = flag();
    {
        BackgroundTask task;
        task.start(
            m_engine.executor(),
            [hasEnded, &isHeard](const BackgroundTask::Progress &progress) {
                progress.tell([&isHeard] { isHeard = true; });
                return waitForEver(hasEnded);
            },
            [&](const Outcome<int> &) { isHeard = true; });
    }
    passBy();
    QVERIFY(!isHeard);
}

void TestBackground::anAnswerMayStartTheNextAndEndTheTask()
{
    auto task = std::make_unique<BackgroundTask>();
    int heard = 0;
    task->start(
        m_engine.executor(),
        [] { return give(1); },
        [&](const Outcome<int> &) {
            ++heard;
            task->start(
                m_engine.executor(),
                [] { return give(2); },
                [&](const Outcome<int> &) {
                    ++heard;
                    task.reset();
                });
        });
    QTRY_VERIFY(!task);
    QCOMPARE(heard, 2);
}

void TestBackground::whatIsToldOnTheWayComesBeforeTheAnswer()
{
    BackgroundTask task;
    QStringList heard;
    task.start(
        m_engine.executor(),
        [&heard](const BackgroundTask::Progress &progress) {
            for (const char *word : {"one", "two"})
                progress.tell([&heard, word] { heard.append(word); });
            return give(3);
        },
        [&](const Outcome<int> &) { heard.append("three"); });
    QTRY_COMPARE(heard, (QStringList{"one", "two", "three"}));
}

void TestBackground::aFunctionThatBlocksAnswersFromAThreadOfThePool()
{
    QThreadPool pool;
    BackgroundTask task;
    std::optional<Outcome<QString>> answer;
    task.startBlocking(
        pool,
        [caller = thread()] {
            return QString(QThread::currentThread() == caller ? "here" : "there");
        },
        [&](const Outcome<QString> &outcome) { answer = outcome; });
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->value, std::optional(QString("there")));

    std::optional<Error> error;
    task.startBlocking(
        pool,
        [] { throw Error(ErrorCode::FileUnwritable, "The disk is full."); },
        [&](const Outcome<void> &outcome) { error = outcome.error; });
    QTRY_VERIFY(error.has_value());
    QVERIFY(error->code() == ErrorCode::FileUnwritable);
}

void TestBackground::aFunctionThatBlocksIsNotHeardOnceCancelled()
{
    QThreadPool pool;
    bool isHeard = false;
    BackgroundTask task;
    task.startBlocking(pool, [] { return 1; }, [&](const Outcome<int> &) { isHeard = true; });
    task.cancel();
    QVERIFY(pool.waitForDone());
    passBy();
    QVERIFY(!isHeard);
}

void TestBackground::whatHasNotBegunWhenANewerOneFollowsIsNeverDone()
{
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    QSemaphore go;
    pool.start([&go] { go.acquire(); });
    BackgroundTask task;
    std::atomic<int> done = 0;
    std::optional<Outcome<int>> answer;
    for (int i = 0; i < 5; ++i)
        task.startBlocking(
            pool,
            [&done, i] {
                ++done;
                return i;
            },
            [&answer](const Outcome<int> &outcome) { answer = outcome; });
    go.release();
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->value, std::optional(4));
    QVERIFY(pool.waitForDone());
    QCOMPARE(done.load(), 1);
}

QTEST_GUILESS_MAIN(TestBackground)
#include "tst_background.moc"
