// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Branches, servers and what else is done to a repository as a whole.

#include "app/ide/commands/actions.h"
#include "app/ide/commands/question.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/gitcommitpane.h"
#include "app/ide/session/session.h"
#include "app/ide/window/gitcommands.h"
#include "engine/git/flowignores.h"
#include "engine/git/setup.h"
#include "widgets/theme/filedialog.h"
#include "widgets/theme/translated.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

#include <map>
#include <utility>

namespace postern::ide {

namespace {

QString askForText(QWidget *window,
                   const QString &title,
                   const QString &label,
                   const QString &text = {})
{
    bool isMeant = false;
    const QString given
        = QInputDialog::getText(window, title, label, QLineEdit::Normal, text, &isMeant);
    return isMeant ? given.trimmed() : QString();
}

/// Fetches, and merges what the branch follows; as `git pull` where the user has said how that is done.
Task<void> pullFrom(git::Repository &repository, std::string remote)
{
    git::Call ask;
    ask.arguments = {"config", "--get-regexp", "^(pull\\.rebase|pull\\.ff|branch\\..*\\.rebase)$"};
    const git::Answer said = co_await repository.git().call(std::move(ask));
    if (said.ok() && !said.output.empty()) {
        co_await repository.pull();
        co_return;
    }
    co_await repository.fetch(std::move(remote));
    const std::string upstream = "@{upstream}";
    co_await repository.merge(upstream);
}

Task<void> makeBranch(git::Repository &repository, std::string name)
{
    co_await repository.createBranch(name);
    co_await repository.switchTo(std::move(name));
}

/// A branch of a server becomes one here that follows it.
Task<void> takeBranch(git::Repository &repository, std::string name, bool isRemote)
{
    if (isRemote)
        name = name.substr(name.find('/') + 1);
    co_await repository.switchTo(std::move(name));
}

/// The program of the command line that stands beside this one.
QString commandLineProgram()
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("postern"));
}

} // namespace

void GitCommands::connectBranchActions()
{
    m_actions.on(ActionId::GitNewBranch, this, &GitCommands::newBranch);
    m_actions.on(ActionId::GitSwitchBranch, this, [this] {
        const QString branch = askForBranch(tr("Switch branch"), tr("Branch:"));
        if (!branch.isEmpty())
            switchTo(branch.toStdString());
    });
    m_actions.on(ActionId::GitMerge, this, &GitCommands::mergeBranch);
    m_actions.on(ActionId::GitRebase, this, &GitCommands::rebase);
    m_actions.on(ActionId::GitCherryPick, this, [this] {
        const std::string commit = m_views.commit->currentCommit();
        if (commit.empty())
            return;
        m_store.run(tr("Cherry-pick"), [commit](git::Repository &repository) {
            return repository.cherryPick(commit);
        });
    });
    m_actions.on(ActionId::GitStash, this, &GitCommands::stash);
    m_actions.on(ActionId::GitPopStash, this, [this] {
        m_store.run(tr("Take back the stash"),
                    [](git::Repository &repository) { return repository.popStash(); });
    });
    m_actions.on(ActionId::GitTag, this, &GitCommands::tag);
    m_actions.on(ActionId::GitContinue, this, [this] {
        const std::string operation = m_store.snapshot()->status.operation;
        m_store.run(tr("Continue"), [operation](git::Repository &repository) {
            return repository.continueOperation(operation);
        });
    });
    m_actions.on(ActionId::GitAbort, this, [this] {
        const std::string operation = m_store.snapshot()->status.operation;
        Question
            question(tr("Abort"),
                     tr("All becomes as it was before it began; what was settled since is lost."),
                     m_window);
        const QPushButton *const meant = question.add(Question::Button::Other, tr("Abort"));
        question.add(Question::Button::SafeCancel, tr("Go on with it"));
        if (question.ask() != meant)
            return;
        m_store.run(tr("Abort"), [operation](git::Repository &repository) {
            return repository.abortOperation(operation);
        });
    });
}

void GitCommands::pull()
{
    const std::string remote = m_store.snapshot() ? m_store.snapshot()->defaultRemote() : "";
    if (remote.empty())
        return;
    if (m_store.snapshot()->status.upstream.empty()) {
        emit failed(tr("Nothing was pulled"),
                    tr("This branch follows none of a server. Push it first, or merge one."));
        return;
    }
    m_store.run(tr("Pull"),
                [remote](git::Repository &repository) { return pullFrom(repository, remote); });
}

void GitCommands::push()
{
    const auto &snapshot = m_store.snapshot();
    if (!snapshot || snapshot->remotes.empty())
        return;
    if (snapshot->status.isDetached()) {
        emit failed(tr("Nothing was pushed"),
                    tr("No branch is checked out: make one of these commits first."));
        return;
    }
    const std::string remote = snapshot->defaultRemote();
    const std::string branch = snapshot->status.branch;
    const bool isNew = snapshot->status.upstream.empty();
    m_store.run(tr("Push"), [=](git::Repository &repository) {
        return repository.push(remote, branch, isNew);
    });
}

void GitCommands::fetch()
{
    const std::string remote = m_store.snapshot() ? m_store.snapshot()->defaultRemote() : "";
    if (!remote.empty())
        m_store.run(tr("Fetch"),
                    [remote](git::Repository &repository) { return repository.fetch(remote); });
}

void GitCommands::clone()
{
    const QString address = askForText(m_window,
                                       tr("Clone a repository"),
                                       tr("Address of the repository, or its folder:"));
    if (address.isEmpty())
        return;
    const QString parent = theme::FileDialog::folder(m_window, tr("Clone into this folder"));
    if (parent.isEmpty())
        return;
    QString name = address.section(u'/', -1, -1, QString::SectionSkipEmpty);
    if (name.endsWith(QStringLiteral(".git")))
        name.chop(4);
    if (name.isEmpty())
        name = QStringLiteral("flow");
    const QString folder = QDir(parent).filePath(name);
    if (QFileInfo::exists(folder)) {
        emit failed(tr("Nothing was cloned"),
                    tr("There is already a folder '%1'.").arg(QDir::toNativeSeparators(folder)));
        return;
    }
    m_store.clone(address, toPath(folder), [self = QPointer(this), folder] {
        if (self)
            emit self->cloned(folder);
    });
}

QString GitCommands::askForBranch(const QString &title, const QString &label, bool withCurrent)
{
    QStringList names;
    for (const git::Branch &branch : m_store.snapshot()->branches) {
        if (withCurrent || !branch.isCurrent)
            names.append(gitText(branch.name));
    }
    if (names.isEmpty()) {
        emit failed(title, tr("There is no other branch."));
        return {};
    }
    bool isMeant = false;
    const QString chosen = QInputDialog::getItem(m_window, title, label, names, 0, false, &isMeant);
    return isMeant ? chosen : QString();
}

void GitCommands::switchTo(const std::string &branch)
{
    bool isRemote = false;
    for (const git::Branch &known : m_store.snapshot()->branches)
        isRemote = isRemote || (known.name == branch && known.isRemote);
    m_store.run(tr("Switch to %1").arg(gitText(branch)), [=](git::Repository &repository) {
        return takeBranch(repository, branch, isRemote);
    });
}

void GitCommands::newBranch()
{
    const std::string name
        = askForText(m_window, tr("New branch"), tr("Name of the branch:")).toStdString();
    if (!name.empty())
        m_store.run(tr("New branch"),
                    [name](git::Repository &repository) { return makeBranch(repository, name); });
}

void GitCommands::mergeBranch()
{
    const std::string branch
        = askForBranch(tr("Merge a branch"),
                       tr("Merge this into %1:").arg(m_store.snapshot()->branchText()))
              .toStdString();
    if (!branch.empty())
        m_store.run(tr("Merge %1").arg(gitText(branch)),
                    [branch](git::Repository &repository) { return repository.merge(branch); });
}

void GitCommands::rebase()
{
    const std::string branch = askForBranch(tr("Rebase"), tr("Onto:")).toStdString();
    if (!branch.empty())
        m_store.run(tr("Rebase onto %1").arg(gitText(branch)),
                    [branch](git::Repository &repository) { return repository.rebase(branch); });
}

void GitCommands::stash()
{
    const std::string message = askForText(m_window,
                                           tr("Stash changes"),
                                           tr("All changes are put aside. A word for it:"),
                                           tr("work in progress"))
                                    .toStdString();
    if (!message.empty())
        m_store.run(tr("Stash"), [message](git::Repository &repository) {
            return repository.stash(message, true);
        });
}

void GitCommands::tag()
{
    const std::string name
        = askForText(m_window, tr("Tag the commit"), tr("Name of the tag:")).toStdString();
    if (!name.empty())
        m_store.run(tr("Tag"),
                    [name](git::Repository &repository) { return repository.createTag(name); });
}

void GitCommands::blame()
{
    using Blamed = std::map<std::string, git::BlamedLine>;
    const std::string path = m_store.snapshot()->flowPath;
    if (path.empty())
        return;
    m_store.ask(
        m_blame,
        [path](git::Repository &repository) { return repository.blameNodes(path); },
        [this](const Outcome<Blamed> &found) {
            if (!found.value) {
                emit failed(tr("Who changed each node"),
                            theme::translated(found.error->translatableMessage()));
                return;
            }
            QStringList lines;
            for (const auto &[node, line] : *found.value)
                lines.append(
                    QStringLiteral("%1 · %2 · %3 · %4")
                        .arg(gitText(node),
                             gitText(line.author),
                             QDateTime::fromSecsSinceEpoch(line.time).date().toString(Qt::ISODate),
                             gitText(line.subject)));
            Question shown(tr("Who changed each node"),
                           tr("The newest line of each node says it."),
                           m_window);
            shown.setNames(lines);
            shown.add(Question::Button::SafeCancel, tr("Close"));
            shown.ask();
        });
}

void GitCommands::offerIgnore()
{
    if (!m_session.document() || !m_store.snapshot())
        return;
    const QString file = fileOf(".gitignore");
    try {
        Workspace &workspace = m_session.document()->workspace();
        const std::string text = QFileInfo::exists(file) ? workspace.textOf(file) : std::string();
        QStringList missing;
        for (const std::string &rule : git::missingIgnoreRules(text))
            missing.append(gitText(rule));
        Question question(tr("Ignore what needn't be committed"),
                          missing.isEmpty() ? tr("The .gitignore has all that fits flow folders.")
                                            : tr("These lines are added to .gitignore:"),
                          m_window);
        question.setNames(missing);
        const QPushButton *const meant = missing.isEmpty()
                                             ? nullptr
                                             : question.add(Question::Button::Meant, tr("Add"));
        question.add(Question::Button::Cancel, tr("Close"));
        if (question.ask() != meant || !meant)
            return;
        flow::FolderEdit edit;
        edit.label = Message(tr("Ignore files").toStdString());
        edit.files.emplace(toPath(file), TextEdits(difference(text, git::withFlowIgnores(text))));
        workspace.apply(edit);
        workspace.open(file)->save();
        m_store.refresh();
    } catch (const Error &error) {
        emit failed(tr("Nothing was ignored"), theme::translated(error.translatableMessage()));
    }
}

void GitCommands::offerSetUp()
{
    Question
        question(tr("Merge flows by node"),
                 tr("git of this repository then compares and merges flow files by their nodes, "
                    "also outside of this window: two lines of .gitattributes, to be committed, "
                    "and settings of this clone."),
                 m_window);
    const QPushButton *const meant = question.add(Question::Button::Meant, tr("Set up"));
    question.add(Question::Button::Cancel, tr("Cancel"));
    if (question.ask() != meant)
        return;
    const std::string program = commandLineProgram().toStdString();
    m_store.run(tr("Set up merging by node"), [program](git::Repository &repository) -> Task<void> {
        co_await git::setUpRepository(repository.git(), program);
    });
}

void GitCommands::ask(const QString &question, const GitStore::Answer &answer)
{
    // Asked in a window of its own, which doesn't hold up the others.
    auto *dialog = new QInputDialog(m_window);
    dialog->setObjectName("gitQuestion");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("git asks"));
    dialog->setLabelText(question.trimmed());
    // A server's words, not ours.
    for (QLabel *const label : dialog->findChildren<QLabel *>())
        label->setTextFormat(Qt::PlainText);
    const bool isSecret = question.contains(QStringLiteral("assword"))
                          || question.contains(QStringLiteral("assphrase"))
                          || question.contains(QStringLiteral("PIN"));
    dialog->setTextEchoMode(isSecret ? QLineEdit::Password : QLineEdit::Normal);
    connect(dialog, &QInputDialog::finished, dialog, [dialog, answer](int result) {
        answer(result == QDialog::Accepted ? std::optional(dialog->textValue()) : std::nullopt);
    });
    // With its window, and git would wait for ever. Only the first answer counts.
    connect(dialog, &QObject::destroyed, &m_store, [answer] { answer(std::nullopt); });
    dialog->open();
}

} // namespace postern::ide
