// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/git/gitstore.h"

#include "app/ide/home/paths.h"
#include "engine/process/askpass.h"
#include "engine/run/held.h"
#include "engine/store/scratchfolder.h"
#include "widgets/theme/translated.h"

#include <utility>

namespace postern::ide {

namespace {

constexpr std::chrono::milliseconds kBeforeLook{250};
constexpr std::size_t kMostLogged = 2000;

using Told = std::function<void(GitLogLine::Kind kind, const QString &text)>;
using Asked = std::function<void(const QString &question, const GitStore::Answer &answer)>;
using GitWork
    = std::function<Task<void>(git::Program program, const git::Repository::Progress &progress)>;

/// What an operation tells the window on its way, from the engine's thread.
struct GitEars
{
    Told tell;
    Asked ask;
};

/// Does the work with a git that tells what it is asked and hands its questions on.
Task<void> performTold(std::filesystem::path folder,
                       flow::Trust trust,
                       GitWork work,
                       BackgroundTask::Executor engine,
                       GitEars ears,
                       BackgroundTask::Progress progress)
{
    const store::ScratchFolder scratch;
    auto asker = [&](std::string question) -> Task<std::optional<std::string>> {
        const run::Held<std::optional<std::string>> held(engine);
        progress.tell([ask = ears.ask, question, held] {
            ask(gitText(question), [held](const std::optional<QString> &answer) {
                held.give(answer ? std::optional(answer->toStdString()) : std::nullopt);
            });
        });
        co_return co_await held.wait();
    };
    const process::AskPass askPass(engine, scratch.path(), std::move(asker));
    git::Program program(std::move(folder), trust);
    program.setEnvironment(askPass.environment());
    program.setTeller([&](const std::string &command) {
        progress.tell(
            [tell = ears.tell, text = gitText(command)] { tell(GitLogLine::Kind::Command, text); });
    });
    const auto hear = [&](std::string_view said) {
        progress.tell([tell = ears.tell, text = gitText(std::string(said))] {
            tell(GitLogLine::Kind::Message, text);
        });
    };
    co_await work(std::move(program), hear);
}

} // namespace

GitStore::GitStore(QObject *parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kBeforeLook);
    connect(&m_pause, &QTimer::timeout, this, &GitStore::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &GitStore::refresh);
}

void GitStore::setFlow(const std::filesystem::path &folder,
                       const std::filesystem::path &flowFile,
                       flow::Trust trust,
                       const BackgroundTask::Executor &engine)
{
    const bool isOther = folder != m_folder || trust != m_trust || flowFile != m_flowFile;
    m_folder = folder;
    m_flowFile = flowFile;
    m_trust = trust;
    m_engine = engine;
    m_isOpen = true;
    if (isOther) {
        m_snapshot.reset();
        m_problem.clear();
        if (const QStringList watched = m_watcher.directories(); !watched.isEmpty())
            m_watcher.removePaths(watched);
        emit changed();
    }
    refresh(); // what opens a folder has more urgent things to do
}

void GitStore::look()
{
    m_pause.stop();
    if (!m_isOpen)
        return;
    // The answer of an older look is as good as none while files change: it is let finish.
    m_isDue = m_look.isRunning();
    if (m_isDue)
        return;
    ask(
        m_look,
        [file = m_flowFile](git::Repository &repository) {
            return readGitSnapshot(repository, file);
        },
        [this](const Outcome<Snapshot> &found) { take(found); });
}

void GitStore::take(const Outcome<Snapshot> &found)
{
    if (found.value) {
        m_snapshot = *found.value;
        m_problem.clear();
        m_problemHint.clear();
        watch();
    } else {
        m_snapshot.reset();
        m_problem = theme::translated(found.error->translatableMessage());
        m_problemHint = theme::translated(found.error->translatableHint());
    }
    emit changed();
    if (std::exchange(m_isDue, false))
        refresh();
}

void GitStore::watch()
{
    QStringList wanted{fromPath(m_snapshot->gitFolder), fromPath(m_folder)};
    wanted.removeDuplicates();
    for (const QString &path : std::as_const(wanted)) {
        if (!m_watcher.directories().contains(path))
            m_watcher.addPath(path);
    }
}

void GitStore::run(const QString &what, Work work, std::function<void()> done)
{
    const auto perform =
        [work = std::move(work)](git::Program program,
                                 const git::Repository::Progress &progress) -> Task<void> {
        // Of the frame: the lambda may be gone before its coroutine ends.
        const Work kept = work;
        const git::Repository::Progress hear = progress;
        const std::unique_ptr<git::Repository> repository = co_await git::Repository::open(
            std::move(program));
        repository->setProgress(hear);
        co_await kept(*repository);
    };
    enqueue({what, perform, std::move(done)});
}

void GitStore::clone(const QString &address,
                     const std::filesystem::path &folder,
                     std::function<void()> done)
{
    const auto perform = [from = address.toStdString(),
                          folder](git::Program program,
                                  const git::Repository::Progress &progress) -> Task<void> {
        program.setFolder(folder.parent_path());
        return git::Repository::clone(std::move(program), from, folder, progress);
    };
    enqueue({tr("Clone"), perform, std::move(done), true});
}

void GitStore::enqueue(Waiting waiting)
{
    m_waiting.push_back(std::move(waiting));
    if (!isBusy())
        begin();
}

void GitStore::begin()
{
    Waiting next = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_doing = next.what;
    tell(GitLogLine::Kind::Title, next.what);
    // Only ever called while this is there: an answer of work that is gone isn't delivered.
    GitEars ears{.tell = [this](GitLogLine::Kind kind, const QString &text) { tell(kind, text); },
                 .ask = [this](const QString &text,
                               const Answer &answer) { question(text, answer); }};
    m_change.start(
        m_engine,
        [folder = m_folder,
         trust = next.isClone ? flow::Trust::Trusted : m_trust,
         work = std::move(next.work),
         engine = m_engine,
         ears](const BackgroundTask::Progress &progress) {
            return performTold(folder, trust, work, engine, ears, progress);
        },
        [this, done = std::move(next.done)](const Outcome<void> &outcome) { end(outcome, done); });
    emit busyChanged();
}

void GitStore::end(const Outcome<void> &outcome, const std::function<void()> &done)
{
    const QString what = std::exchange(m_doing, QString());
    if (outcome.error) {
        const bool isStopped = outcome.error->code() == ErrorCode::Cancelled;
        const QString reason = theme::translated(outcome.error->translatableMessage());
        const QString hint = theme::translated(outcome.error->translatableHint());
        tell(GitLogLine::Kind::Failure, isStopped ? tr("Stopped.") : reason);
        m_waiting.clear(); // what was to follow counted on it
        if (!isStopped)
            emit failed(what,
                        hint.isEmpty() ? reason : reason + u' ' + hint,
                        gitText(outcome.error->details()));
    }
    if (!m_waiting.empty())
        begin();
    else
        emit busyChanged();
    if (!outcome.error && done)
        done();
    look();
}

void GitStore::stop()
{
    m_waiting.clear();
    m_change.stop();
}

void GitStore::shutDown()
{
    m_waiting.clear();
    m_pause.stop();
    m_look.cancel();
    m_change.cancel();
    m_isOpen = false;
}

void GitStore::tell(GitLogLine::Kind kind, const QString &text)
{
    const QString line = text.trimmed();
    if (line.isEmpty())
        return;
    m_log.push_back({kind, line, QDateTime::currentDateTime()});
    if (m_log.size() > kMostLogged)
        m_log.pop_front();
    if (kind == GitLogLine::Kind::Message)
        emit progressed(line.section(u'\n', -1).section(u'\r', -1));
    emit logged();
}

void GitStore::question(const QString &text, const Answer &answer)
{
    if (m_asker)
        m_asker(text, answer);
    else
        answer(std::nullopt);
}

} // namespace postern::ide
