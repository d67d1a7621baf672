// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/gitcommands.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/question.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/git/gitdiff.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/gitchangespane.h"
#include "app/ide/panes/gitcommitpane.h"
#include "app/ide/session/session.h"
#include "engine/git/secretscan.h"
#include "widgets/theme/translated.h"

#include <QInputDialog>
#include <QPointer>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

/// Throws when the hunk is another by now.
void requireHunk(const std::vector<git::Hunk> &hunks, const GitHunk &seen, const std::string &why)
{
    if (seen.index >= hunks.size() || hunks[seen.index].text != seen.hunk.text)
        throw Error(ErrorCode::Refused, Message(why));
}

Task<void> commitChecked(git::Repository &repository,
                         std::string message,
                         bool isAmending,
                         std::string refusal)
{
    // What was looked through a moment ago may not be what is staged now.
    const git::SecretReport report = co_await git::scanStaged(repository.git());
    if (!report.found.empty())
        throw Error(ErrorCode::Refused, Message(refusal));
    co_await repository.commit(std::move(message), isAmending);
}

/// As a step to undo, of the session: the window may be another one by then.
void noteDiscarded(Session &session, const git::DiscardBackup &backup, const QStringList &names)
{
    Document *const document = session.document();
    if (!document)
        return;
    document->workspace().check();
    const auto isGone = std::make_shared<bool>(true);
    const QString label = GitCommands::tr("Discard %1").arg(names.join(QStringLiteral(", ")));
    document->workspace().noteStep(label, [store = &session.git(), backup, isGone] {
        if (*isGone)
            store->run(GitCommands::tr("Take back what was discarded"),
                       [backup](git::Repository &repository) { return repository.restore(backup); });
        else
            store->run(GitCommands::tr("Discard"),
                       [backup](git::Repository &repository) -> Task<void> {
                           const std::vector<std::string> paths = backup.paths;
                           co_await repository.discard(paths);
                       });
        *isGone = !*isGone;
    });
}

} // namespace

GitCommands::GitCommands(Session &session, const Actions &actions, Views views, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_store(session.git())
    , m_actions(actions)
    , m_views(views)
    , m_window(window)
{
    connectActions();
    connectBranchActions();
    // The store outlives the window.
    m_store.setAsker(
        [self = QPointer(this)](const QString &question, const GitStore::Answer &answer) {
            if (self)
                self->ask(question, answer);
            else
                answer(std::nullopt);
        });
    connect(&m_store, &GitStore::changed, this, &GitCommands::refresh);
    connect(&m_store, &GitStore::busyChanged, this, &GitCommands::refresh);
    connect(m_views.changes, &GitChangesPane::stageWanted, this, &GitCommands::stage);
    connect(m_views.commit, &GitCommitPane::secretsWanted, this, &GitCommands::showSecrets);
    refresh();
}

void GitCommands::connectActions()
{
    m_actions.on(ActionId::GitRefresh, &m_store, &GitStore::refresh);
    m_actions.on(ActionId::GitStop, &m_store, &GitStore::stop);
    m_actions.on(ActionId::GitStageFile, this, &GitCommands::stageSelected);
    m_actions.on(ActionId::GitDiscard, this, &GitCommands::discardSelected);
    m_actions.on(ActionId::GitCommit, this, &GitCommands::commit);
    m_actions.on(ActionId::GitPull, this, &GitCommands::pull);
    m_actions.on(ActionId::GitPush, this, &GitCommands::push);
    m_actions.on(ActionId::GitFetch, this, &GitCommands::fetch);
    m_actions.on(ActionId::GitClone, this, &GitCommands::clone);
    m_actions.on(ActionId::GitIgnore, this, &GitCommands::offerIgnore);
    m_actions.on(ActionId::GitSetUp, this, &GitCommands::offerSetUp);
    m_actions.on(ActionId::GitBlame, this, &GitCommands::blame);
}

void GitCommands::refresh()
{
    const auto &snapshot = m_store.snapshot();
    const bool isFree = snapshot && !m_store.isBusy();
    const bool isHalfDone = snapshot && !snapshot->status.operation.empty();
    const bool hasCommit = snapshot && !snapshot->status.commit.empty();
    for (const ActionId id : {ActionId::GitStageFile, ActionId::GitDiscard})
        m_actions[id]->setEnabled(isFree && !snapshot->status.files.empty());
    for (const ActionId id : {ActionId::GitSwitchBranch,
                              ActionId::GitNewBranch,
                              ActionId::GitStash,
                              ActionId::GitTag,
                              ActionId::GitIgnore,
                              ActionId::GitSetUp,
                              ActionId::GitBlame})
        m_actions[id]->setEnabled(isFree && hasCommit);
    m_actions[ActionId::GitIgnore]->setEnabled(isFree);
    for (const ActionId id : {ActionId::GitMerge, ActionId::GitRebase, ActionId::GitCherryPick})
        m_actions[id]->setEnabled(isFree && hasCommit && !isHalfDone);
    m_actions[ActionId::GitPopStash]->setEnabled(isFree && !snapshot->stashes.empty());
    m_actions[ActionId::GitContinue]->setEnabled(isFree && isHalfDone
                                                 && snapshot->conflictCount() == 0
                                                 && snapshot->status.operation != "bisect");
    m_actions[ActionId::GitAbort]->setEnabled(isFree && isHalfDone);
}

QString GitCommands::fileOf(const std::string &path) const
{
    return pathBelow(m_store.snapshot()->root, path);
}

void GitCommands::stage(const std::vector<std::string> &paths, bool isStaged)
{
    if (paths.empty())
        return;
    if (isStaged)
        m_store.run(tr("Stage"),
                    [paths](git::Repository &repository) { return repository.stage(paths); });
    else
        m_store.run(tr("Unstage"),
                    [paths](git::Repository &repository) { return repository.unstage(paths); });
}

void GitCommands::stageSelected()
{
    const std::vector<std::string> paths = m_views.changes->selectedPaths();
    const auto &files = m_store.snapshot()->status.files;
    const bool hasUnstaged = std::ranges::any_of(files, [&paths](const git::FileState &file) {
        return (file.unstaged != '.' || file.isUntracked)
               && std::ranges::find(paths, file.path) != paths.end();
    });
    stage(paths, hasUnstaged);
}

void GitCommands::stageHunk(const std::string &path, const GitHunk &hunk)
{
    const std::string why = tr("The file has changed meanwhile: look at it again.").toStdString();
    const auto work = [path, hunk, why](git::Repository &repository) -> Task<void> {
        const std::vector<std::size_t> chosen{hunk.index};
        if (hunk.isStaged) {
            const std::vector<git::Hunk> hunks = co_await repository.stagedHunks(path);
            requireHunk(hunks, hunk, why);
            co_await repository.unstageHunks(path, chosen);
        } else {
            const std::vector<git::Hunk> hunks = co_await repository.unstagedHunks(path);
            requireHunk(hunks, hunk, why);
            co_await repository.stageHunks(path, chosen);
        }
    };
    m_store.run(hunk.isStaged ? tr("Unstage hunk") : tr("Stage hunk"), work);
}

void GitCommands::stageNode(const std::string &path, const std::string &node, bool isStaged)
{
    const QString name = gitText(node);
    if (isStaged)
        m_store.run(tr("Unstage %1").arg(name), [path, node](git::Repository &repository) {
            return repository.unstageNode(path, node);
        });
    else
        m_store.run(tr("Stage %1").arg(name), [path, node](git::Repository &repository) {
            return repository.stageNode(path, node);
        });
}

void GitCommands::discardHunk(const std::string &path,
                              const GitHunk &hunk,
                              const std::string &staged,
                              const std::string &working)
{
    Document *const document = m_session.document();
    if (!document)
        return;
    const QString file = fileOf(path);
    try {
        Workspace &workspace = document->workspace();
        const std::string text = workspace.textOf(file);
        if (text != working) {
            emit failed(tr("Nothing was discarded"),
                        tr("The file isn't as git has it: save it, or discard it as a whole."));
            return;
        }
        std::vector<std::size_t> kept;
        const std::size_t count = git::hunksBetween(staged, working).size();
        for (std::size_t i = 0; i < count; ++i) {
            if (i != hunk.index)
                kept.push_back(i);
        }
        const std::string wanted = git::withHunks(staged, working, kept);
        flow::FolderEdit edit;
        edit.label = Message(tr("Discard hunk").toStdString());
        edit.files.emplace(toPath(file), TextEdits(difference(text, wanted)));
        workspace.apply(edit);
        workspace.open(file)->save();
        m_store.refresh();
    } catch (const Error &error) {
        emit failed(tr("Nothing was discarded"), theme::translated(error.translatableMessage()));
    }
}

void GitCommands::discardSelected()
{
    const std::vector<std::string> paths = m_views.changes->selectedPaths();
    if (paths.empty() || !m_session.document())
        return;
    QStringList names;
    names.reserve(static_cast<qsizetype>(paths.size()));
    for (const std::string &path : paths)
        names.append(gitText(path));
    Question question(tr("Discard changes"),
                      tr("The files become as they are staged again, and new ones go. Undo brings "
                         "them back."),
                      m_window);
    question.setNames(names);
    const QPushButton *const meant = question.add(Question::Button::Other, tr("Discard"));
    question.add(Question::Button::SafeCancel, tr("Cancel"));
    if (question.ask() != meant)
        return;
    const auto backup = std::make_shared<git::DiscardBackup>();
    const auto work = [paths, backup](git::Repository &repository) -> Task<void> {
        *backup = co_await repository.discard(paths);
    };
    m_store.run(tr("Discard"), work, [session = &m_session, backup, names] {
        noteDiscarded(*session, *backup, names);
    });
}

void GitCommands::commit()
{
    const QString why = m_views.commit->blocker();
    if (!why.isEmpty() || !m_store.snapshot())
        return;
    if (!m_store.snapshot()->secrets.found.empty())
        return showSecrets();
    if (m_store.snapshot()->author.empty() && !askForAuthor())
        return;
    commitNow(m_views.commit->message().toStdString(), m_views.commit->isAmending());
}

void GitCommands::commitNow(const std::string &message, bool isAmending)
{
    const std::string refusal
        = tr("What is staged holds keys or secrets: nothing was committed.").toStdString();
    m_store.run(
        isAmending ? tr("Amend") : tr("Commit"),
        [message, isAmending, refusal](git::Repository &repository) {
            return commitChecked(repository, message, isAmending, refusal);
        },
        [view = QPointer(m_views.commit)] {
            if (view)
                view->clear();
        });
}

bool GitCommands::askForAuthor()
{
    bool isMeant = false;
    const QString name = QInputDialog::getText(m_window,
                                               tr("Who commits?"),
                                               tr("git doesn't know who you are. Your name:"),
                                               QLineEdit::Normal,
                                               {},
                                               &isMeant);
    if (!isMeant || name.trimmed().isEmpty())
        return false;
    const QString mail = QInputDialog::getText(m_window,
                                               tr("Who commits?"),
                                               tr("Your e-mail address:"),
                                               QLineEdit::Normal,
                                               {},
                                               &isMeant);
    if (!isMeant || mail.trimmed().isEmpty())
        return false;
    const auto work = [given = name.trimmed().toStdString(), address = mail.trimmed().toStdString()](
                          git::Repository &repository) -> Task<void> {
        std::vector<std::string> first{"config", "user.name", given};
        co_await repository.git().output(std::move(first));
        std::vector<std::string> second{"config", "user.email", address};
        co_await repository.git().output(std::move(second));
    };
    m_store.run(tr("Say who commits"), work);
    return true;
}

void GitCommands::showSecrets()
{
    if (!m_store.snapshot())
        return;
    const std::vector<git::FoundSecret> found = m_store.snapshot()->secrets.found;
    if (found.empty())
        return;
    QStringList names;
    names.reserve(static_cast<qsizetype>(found.size()));
    for (const git::FoundSecret &secret : found)
        names.append(QStringLiteral("%1:%2 · %3 · %4")
                         .arg(gitText(secret.path))
                         .arg(secret.line)
                         .arg(theme::translated(secret.title), gitText(secret.masked)));
    Question question(tr("Keys or secrets are staged"),
                      tr("What is committed stays in the history for whoever gets the repository. "
                         "Put it into a connection or a variable, or say why it is none.")
                          + u' ' + theme::translated(found.front().advice),
                      m_window);
    question.setNames(names);
    question.add(Question::Button::SafeCancel, tr("Don't commit"));
    const QPushButton *const allow = question.add(Question::Button::Other, tr("The first is none…"));
    if (question.ask() == allow)
        allowSecret(found.front());
}

void GitCommands::allowSecret(const git::FoundSecret &secret)
{
    bool isMeant = false;
    const QString reason = QInputDialog::getText(m_window,
                                                 tr("Allow it"),
                                                 tr("Why it is no secret; this is committed:"),
                                                 QLineEdit::Normal,
                                                 {},
                                                 &isMeant)
                               .simplified();
    if (!isMeant || reason.isEmpty() || !m_session.document())
        return;
    const std::string name = git::AllowedSecrets::kFileName;
    const QString file = fileOf(name);
    try {
        Workspace &workspace = m_session.document()->workspace();
        std::string text = QFile::exists(file) ? workspace.textOf(file) : std::string();
        const std::size_t end = text.size();
        QString quoted = reason;
        quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
        std::string added = text.empty() ? "allow:\n" : text.ends_with('\n') ? "" : "\n";
        added += "  - {fingerprint: \"" + secret.fingerprint + "\", reason: \""
                 + quoted.toStdString() + "\"}\n";
        text += added;
        git::AllowedSecrets::parse(text); // what would be refused isn't written
        flow::FolderEdit edit;
        edit.label = Message(tr("Allow a secret").toStdString());
        edit.files.emplace(toPath(file), TextEdits(TextEdit{end, 0, added}));
        workspace.apply(edit);
        workspace.open(file)->save();
        stage({name}, true);
    } catch (const Error &error) {
        emit failed(tr("It isn't allowed"), theme::translated(error.translatableMessage()));
    }
}

void GitCommands::settle(const std::string &path, const std::string &text)
{
    if (!m_session.document())
        return;
    const QString file = fileOf(path);
    try {
        Workspace &workspace = m_session.document()->workspace();
        workspace.check(); // git has written the file a moment ago
        const std::string now = workspace.textOf(file);
        flow::FolderEdit edit;
        edit.label = Message(tr("Settle %1").arg(gitText(path)).toStdString());
        edit.files.emplace(toPath(file), TextEdits(difference(now, text)));
        if (now != text)
            workspace.apply(edit);
        if (Buffer *const buffer = workspace.find(file))
            buffer->save();
        stage({path}, true);
    } catch (const Error &error) {
        emit failed(tr("Nothing was settled"), theme::translated(error.translatableMessage()));
    }
}

void GitCommands::settleWhole(const std::string &path, bool isOurs, bool isThere)
{
    const auto work = [path, isOurs, isThere](git::Repository &repository) -> Task<void> {
        if (!isThere) {
            git::Call remove;
            remove.arguments = {"rm", "-q", "-f", "--", path};
            remove.isReading = false;
            co_await repository.git().output(std::move(remove));
            co_return;
        }
        git::Call take;
        take.arguments = {"checkout", isOurs ? "--ours" : "--theirs", "--", path};
        take.isReading = false;
        co_await repository.git().output(std::move(take));
        const std::vector<std::string> paths{path};
        co_await repository.stage(paths);
    };
    m_store.run(tr("Settle %1").arg(gitText(path)), work);
}

} // namespace postern::ide
