// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/git/gitsnapshot.h"
#include "engine/flow/sourcefolder.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace postern::ide {

/// What was run, and how it ended.
struct GitLogLine
{
    enum class Kind { Title, Command, Message, Failure };

    Kind kind = Kind::Message;
    QString text;
    QDateTime time;
};

/// The repository of the open folder: what it holds, looked at again when something has changed,
/// and what is done to it, one thing after the other.
///
/// All of git runs on the engine's thread; the window only hears of it. Every operation tells the
/// commands that it runs and what git says meanwhile, may be stopped, and is followed by another look.
class GitStore final : public QObject
{
    Q_OBJECT

public:
    using Snapshot = std::shared_ptr<const GitSnapshot>;
    /// What an operation does; runs on the engine's thread, so that it mustn't use anything of the
    /// window's. What it captures lives as long as it runs.
    using Work = std::function<Task<void>(git::Repository &repository)>;
    /// Answers a question of git or ssh; to be called once, with nothing to let git fail.
    using Answer = std::function<void(std::optional<QString>)>;
    using Asker = std::function<void(const QString &question, const Answer &answer)>;

    explicit GitStore(QObject *parent = nullptr);

    /// Another flow is open, or its folder is trusted now.
    void setFlow(const std::filesystem::path &folder,
                 const std::filesystem::path &flowFile,
                 flow::Trust trust,
                 const BackgroundTask::Executor &engine);
    flow::Trust trust() const { return m_trust; }
    /// For what needs no open folder.
    void setEngine(const BackgroundTask::Executor &engine) { m_engine = engine; }
    /// Null while nothing is known, and where there is no repository.
    const Snapshot &snapshot() const { return m_snapshot; }
    /// Why there is none, in words; empty before the first look.
    QString problem() const { return m_problem; }
    QString problemHint() const { return m_problemHint; }

    /// Looks again, soon: several reasons to are one look.
    void refresh() { m_pause.start(); }
    /// Does something. `what` names it in the log and while it runs; `done` is called only when it
    /// went well. `folder`: it isn't of the repository, but of what is being cloned.
    void run(const QString &what, Work work, std::function<void()> done = {});
    /// Clones into a folder that isn't there yet.
    void clone(const QString &address,
               const std::filesystem::path &folder,
               std::function<void()> done);
    void stop();
    /// What is under way is stopped, and nothing is heard of it.
    void shutDown();
    bool isBusy() const { return m_change.isRunning(); }
    /// Whether another snapshot is to come.
    bool isLooking() const { return m_look.isRunning() || m_pause.isActive(); }
    /// What is being done; empty: nothing.
    QString doing() const { return m_doing; }
    /// Who shows the questions. Without one they have no answer.
    void setAsker(Asker asker) { m_asker = std::move(asker); }

    const std::deque<GitLogLine> &log() const { return m_log; }

    /// Reads something, as often as wanted: `work(repository)` gives a Task. A newer question in the
    /// same task takes the older one's place.
    template<typename ReadWork, typename Answered>
    void ask(BackgroundTask &task, ReadWork work, Answered answer)
    {
        if (!m_isOpen)
            return;
        task.start(
            m_engine,
            [folder = m_folder, trust = m_trust, work = std::move(work)] {
                return reading(folder, trust, work);
            },
            std::move(answer));
    }

signals:
    /// Another snapshot, or another reason why there is none.
    void changed();
    void busyChanged();
    /// A line came to the log.
    void logged();
    /// The last thing that git said of its progress.
    void progressed(const QString &text);
    void failed(const QString &what, const QString &reason, const QString &details);

private:
    struct Waiting
    {
        QString what;
        std::function<Task<void>(git::Program program, const git::Repository::Progress &progress)>
            work;
        std::function<void()> done;
        bool isClone = false; ///< of what isn't there yet: the user's own configuration alone holds
    };

    template<typename ReadWork>
    static auto reading(std::filesystem::path folder, flow::Trust trust, ReadWork work)
        -> decltype(work(std::declval<git::Repository &>()))
    {
        git::Program program(folder, trust);
        const std::unique_ptr<git::Repository> repository = co_await git::Repository::open(
            std::move(program));
        co_return co_await work(*repository);
    }

    void look();
    void take(const Outcome<Snapshot> &found);
    void enqueue(Waiting waiting);
    void begin();
    void end(const Outcome<void> &outcome, const std::function<void()> &done);
    void tell(GitLogLine::Kind kind, const QString &text);
    void question(const QString &text, const Answer &answer);
    void watch();

    std::filesystem::path m_folder;
    std::filesystem::path m_flowFile;
    flow::Trust m_trust = flow::Trust::Restricted;
    BackgroundTask::Executor m_engine;
    bool m_isOpen = false;
    Snapshot m_snapshot;
    QString m_problem;
    QString m_problemHint;
    QString m_doing;
    std::deque<Waiting> m_waiting;
    std::deque<GitLogLine> m_log;
    Asker m_asker;
    QFileSystemWatcher m_watcher;
    QTimer m_pause;       // one change of the disk is often several
    bool m_isDue = false; // something changed while it was being looked at
    BackgroundTask m_look;
    BackgroundTask m_change;
};

} // namespace postern::ide
