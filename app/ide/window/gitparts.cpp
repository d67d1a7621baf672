// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/gitparts.h"

#include "app/ide/commands/actions.h"
#include "app/ide/git/gitstore.h"
#include "app/ide/panes/gitchangespane.h"
#include "app/ide/panes/gitcommitpane.h"
#include "app/ide/panes/gitdiffpane.h"
#include "app/ide/panes/githunkview.h"
#include "app/ide/panes/gitlogpane.h"
#include "app/ide/panes/gitmergepane.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/session/session.h"
#include "app/ide/window/gitcommands.h"
#include "app/ide/window/gitreview.h"
#include "widgets/graph/graphview.h"
#include "widgets/theme/translated.h"

#include <algorithm>
#include <utility>

namespace postern::ide {

GitParts::GitParts(Session &session, const Actions &actions, GraphPane *graph, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_store(session.git())
    , m_actions(actions)
    , m_graph(graph)
    , m_changes(new GitChangesPane(m_store, actions, window))
    , m_commit(new GitCommitPane(m_store, actions, window))
    , m_merge(new GitMergePane)
    , m_diff(new GitDiffPane(m_store, actions, m_merge, window))
    , m_log(new GitLogPane(m_store, window))
    , m_commands(new GitCommands(session, actions, {m_changes, m_commit}, window))
{
    connectPanes();
    connectHunks();
    // What was read may be of another language, or of a flow that isn't open any more.
    m_store.refresh();
}

void GitParts::connectPanes()
{
    connect(&m_store, &GitStore::changed, this, &GitParts::look);
    connect(m_changes, &GitChangesPane::fileChosen, this, [this] {
        m_commitView.reset();
        lookAtFile();
        showGraph();
    });
    connect(m_changes, &GitChangesPane::openWanted, this, [this](const std::string &path) {
        emit fileWanted(pathBelow(m_store.snapshot()->root, path));
    });
    connect(m_commit, &GitCommitPane::commitChosen, this, &GitParts::showCommit);
    connect(m_diff, &GitDiffPane::changesWanted, this, [this] {
        m_commitView.reset();
        look();
    });
    connect(m_diff, &GitDiffPane::branchChosen, m_commands, &GitCommands::switchTo);
    connect(m_commands, &GitCommands::failed, this, [this](const QString &what, const QString &why) {
        m_diff->showFailure(what, why, {});
        emit failed(what, why);
    });
    const auto *review = new GitReview(m_session, m_actions, m_diff->window());
    connect(review, &GitReview::failed, this, [this](const QString &what, const QString &why) {
        m_diff->showFailure(what, why, {});
    });
    connect(review, &GitReview::told, this, &GitParts::failed); // a strip that stays until read
    connect(m_commands, &GitCommands::cloned, this, &GitParts::folderWanted);
    connect(&m_store, &GitStore::failed, this, [this](const QString &what, const QString &why) {
        if (!m_isActive)
            emit failed(what, why);
    });
    connect(m_graph, &GraphPane::overlayChosen, this, [this](int choice) {
        if (!m_isActive)
            return; // of a comparison of runs
        if (isMerging())
            m_mergeSide = choice;
        else
            m_side = static_cast<DiffSide>(choice);
        showGraph();
    });
    connect(m_graph->view(), &graph::GraphView::nodeSelected, this, [this](const QString &id) {
        if (!m_isActive || id.isEmpty())
            return;
        m_diff->showNode(id.toStdString());
        m_merge->showNode(id.toStdString());
    });
}

void GitParts::connectHunks()
{
    const auto stage = [this](const GitHunk &hunk) {
        if (m_diff->file())
            m_commands->stageHunk(m_diff->file()->path, hunk);
    };
    connect(m_diff, &GitDiffPane::stageWanted, this, stage);
    connect(m_diff,
            &GitDiffPane::nodeWanted,
            this,
            [this](const GitHunk &hunk, const std::string &node) {
                m_commands->stageNode(m_diff->file()->path, node, hunk.isStaged);
            });
    connect(m_diff, &GitDiffPane::discardWanted, this, [this](const GitHunk &hunk) {
        const GitFileDiffPointer file = m_diff->file();
        m_commands->discardHunk(file->path, hunk, file->staged, file->working);
    });
    m_actions.on(ActionId::GitStageHunk, this, [this, stage] {
        if (const GitHunkView *const hunk = m_diff->currentHunk())
            stage(hunk->hunk());
    });
    m_actions.on(ActionId::GitStageNode, this, &GitParts::stageChosenNode);
    connect(m_merge, &GitMergePane::choicesChanged, this, &GitParts::showGraph);
    connect(m_merge, &GitMergePane::nodeChosen, this, [this](const std::string &node) {
        m_graph->view()->selectNode(gitText(node));
    });
    connect(m_merge, &GitMergePane::settleWanted, m_commands, &GitCommands::settle);
    connect(m_merge, &GitMergePane::wholeWanted, this, [this](const std::string &path, bool isOurs) {
        const MergeSides &sides = m_merge->file()->sides();
        m_commands->settleWhole(path,
                                isOurs,
                                isOurs ? sides.ours.has_value() : sides.theirs.has_value());
    });
}

void GitParts::stageChosenNode()
{
    const QString node = m_graph->view()->selectedNode();
    const auto &snapshot = m_store.snapshot();
    if (!m_isActive || node.isEmpty() || !snapshot || snapshot->flowPath.empty())
        return;
    const std::string name = node.toStdString();
    bool isStaged = false;
    if (const GitFileDiffPointer file = m_diff->file(); file && file->path == snapshot->flowPath) {
        const auto isAbout = [&name](const GitHunk &hunk) {
            return std::ranges::find(hunk.hunk.nodes, name) != hunk.hunk.nodes.end();
        };
        const auto found = std::ranges::find_if(file->hunks, isAbout);
        isStaged = found != file->hunks.end() && found->isStaged;
    }
    m_commands->stageNode(snapshot->flowPath, name, isStaged);
}

void GitParts::setActive(bool isActive)
{
    if (m_isActive == isActive)
        return;
    m_isActive = isActive;
    if (!isActive) {
        m_graph->setOverlay(std::nullopt);
        return;
    }
    m_store.refresh();
    look();
}

bool GitParts::isMerging() const
{
    return m_isActive && !m_commitView && m_changes->isCurrentConflict();
}

void GitParts::look()
{
    if (!m_isActive)
        return;
    if (Document *const document = m_session.document())
        m_changes->setUnsaved(document->workspace().unsaved().size());
    if (!m_store.snapshot()) {
        m_texts.reset();
        m_diff->showNothing();
        m_graph->setOverlay(std::nullopt);
        return;
    }
    lookAtFile();
    lookAtFlow();
}

void GitParts::lookAtFile()
{
    if (!m_isActive || !m_store.snapshot() || m_commitView)
        return;
    if (isMerging())
        return lookAtMerge();
    m_merge->clear();
    const std::string path = m_changes->currentPath();
    if (path.empty())
        return m_diff->showNothing();
    m_store.ask(
        m_fileTask,
        [path](git::Repository &repository) { return readFileDiff(repository, path); },
        [this](const Outcome<GitFileDiffPointer> &found) {
            if (found.value && !m_commitView && !isMerging())
                m_diff->showFile(*found.value);
            else if (found.error)
                m_diff->showFailure(tr("The file's changes"),
                                    theme::translated(found.error->translatableMessage()),
                                    {});
        });
}

void GitParts::lookAtMerge()
{
    const std::string path = m_changes->currentPath();
    const bool isFlow = path.ends_with("flow.dag.yaml") || path == m_store.snapshot()->flowPath;
    m_store.ask(
        m_mergeTask,
        [path, isFlow](git::Repository &repository) {
            return readMergeSides(repository, path, isFlow);
        },
        [this](const Outcome<MergeSidesPointer> &found) {
            if (!found.value || !isMerging())
                return;
            m_merge->showFile(*found.value);
            m_diff->showMerge();
            showGraph();
        });
}

void GitParts::lookAtFlow()
{
    const std::string path = m_store.snapshot()->flowPath;
    const Document *const document = m_session.document();
    if (path.empty() || !document || !document->isDag())
        return;
    m_store.ask(
        m_flowTask,
        [path](git::Repository &repository) { return readFlowTexts(repository, path); },
        [this](const Outcome<GitFlowTextsPointer> &found) {
            m_texts = found.value.value_or(nullptr);
            showGraph();
        });
}

void GitParts::showCommit(const std::string &id)
{
    if (!m_store.snapshot())
        return;
    m_store.ask(
        m_commitTask,
        [id, path = m_store.snapshot()->flowPath](git::Repository &repository) {
            return readCommit(repository, id, path);
        },
        [this](const Outcome<GitCommitViewPointer> &found) {
            if (!found.value) {
                m_diff->showFailure(tr("The commit"),
                                    theme::translated(found.error->translatableMessage()),
                                    {});
                return;
            }
            m_commitView = *found.value;
            m_diff->showCommit(m_commitView);
            showGraph();
        });
}

void GitParts::showGraph()
{
    if (!m_isActive)
        return;
    if (isMerging() && m_merge->file() && m_merge->file()->sides().isFlow) {
        GraphOverlay overlay = m_merge->file()->overlay(m_mergeSide);
        overlay.choices = QStringList{tr("Base"), tr("Ours"), tr("Theirs"), tr("Result")};
        overlay.choice = m_mergeSide;
        m_graph->setOverlay(std::move(overlay));
        return;
    }
    const GitFlowTextsPointer texts = m_commitView ? m_commitView->flow : m_texts;
    if (!texts || !texts->unread.isEmpty()) {
        m_graph->setOverlay(std::nullopt);
        return;
    }
    GraphOverlay overlay = overlayOf(texts->before, texts->after, texts->diff, m_side);
    overlay.choices = QStringList{tr("Before"), tr("After"), tr("Both")};
    overlay.choice = static_cast<int>(m_side);
    overlay.title = m_commitView ? tr("Commit %1").arg(gitText(m_commitView->id).left(7))
                                 : tr("HEAD to working tree");
    m_graph->setOverlay(std::move(overlay));
}

} // namespace postern::ide
