// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/gitreview.h"

#include "app/ide/commands/actions.h"
#include "app/ide/home/paths.h"
#include "app/ide/session/session.h"
#include "app/request/runrequest.h"
#include "engine/git/parcel.h"
#include "engine/githost/pullrequest.h"
#include "engine/http/curltransport.h"
#include "widgets/theme/dialogsize.h"
#include "widgets/theme/filedialog.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace postern::ide {

namespace {

struct RequestMade
{
    githost::PullRequest request;
};

/// Pushes the branch where the remote hasn't it as it is, then opens the request.
Task<void> pushAndOpen(git::Repository &repository,
                       githost::PullRequestPlan plan,
                       std::shared_ptr<http::Client> client,
                       std::shared_ptr<RequestMade> made)
{
    if (!plan.isPushed) {
        std::string remote = plan.remote;
        std::string branch = plan.draft.source;
        co_await repository.push(std::move(remote), std::move(branch), true);
    }
    made->request
        = co_await githost::openPlanned(repository.git(), std::move(plan), std::nullopt, *client);
}

QString outcomeText(const git::ParcelResult &result)
{
    const QString at = gitText(result.at);
    switch (result.outcome) {
    case git::ParcelResult::Outcome::Created:
        return GitReview::tr("The branch %1 is new here.").arg(at);
    case git::ParcelResult::Outcome::Forwarded:
        return GitReview::tr("The branch %1 has its commits now.").arg(at);
    case git::ParcelResult::Outcome::Unchanged:
        return GitReview::tr("All of it was here already.");
    case git::ParcelResult::Outcome::Beside:
        break;
    }
    return GitReview::tr("The branch went on here, too: the commits are at %1, to be merged.")
        .arg(at);
}

} // namespace

GitReview::GitReview(Session &session, const Actions &actions, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_store(session.git())
    , m_actions(actions)
    , m_window(window)
{
    actions.on(ActionId::GitPullRequest, this, &GitReview::planRequest);
    actions.on(ActionId::GitExport, this, &GitReview::exportCommits);
    actions.on(ActionId::GitImport, this, &GitReview::importCommits);
    connect(&m_store, &GitStore::changed, this, &GitReview::refresh);
    connect(&m_store, &GitStore::busyChanged, this, &GitReview::refresh);
    refresh();
}

void GitReview::refresh()
{
    const auto &snapshot = m_store.snapshot();
    const bool isFree = snapshot && !m_store.isBusy();
    const bool hasBranch = isFree && !snapshot->status.commit.empty()
                           && !snapshot->status.isDetached();
    m_actions[ActionId::GitPullRequest]->setEnabled(hasBranch && !snapshot->remotes.empty()
                                                    && m_store.trust() == flow::Trust::Trusted);
    m_actions[ActionId::GitExport]->setEnabled(hasBranch);
    m_actions[ActionId::GitImport]->setEnabled(isFree);
}

void GitReview::planRequest()
{
    m_store.ask(
        m_plan,
        [](git::Repository &repository) { return githost::planPullRequest(repository, {}); },
        [this](const Outcome<githost::PullRequestPlan> &found) {
            if (found.value)
                askForRequest(*found.value);
            else
                emit failed(tr("No pull request"),
                            theme::translated(found.error->translatableMessage()) + u' '
                                + theme::translated(found.error->translatableHint()));
        });
}

void GitReview::askForRequest(const githost::PullRequestPlan &plan)
{
    QDialog dialog(m_window);
    dialog.setObjectName("pullRequest");
    dialog.setWindowTitle(tr("Open a pull request"));
    // Where it goes is what the repository's remote says, so it is said here.
    const std::string place = plan.place.host() + '/' + plan.place.name();
    auto *branches = new QLabel(QStringLiteral("%1: %2 → %3")
                                    .arg(gitText(place),
                                         gitText(plan.draft.source),
                                         gitText(plan.draft.target)),
                                &dialog);
    branches->setTextFormat(Qt::PlainText);
    auto *title = new QLineEdit(gitText(plan.draft.title), &dialog);
    title->setObjectName("requestTitle");
    auto *text = new QPlainTextEdit(gitText(plan.draft.description), &dialog);
    text->setObjectName("requestText");
    text->setProperty("role", "input");
    text->setTabChangesFocus(true);
    auto *form = new QFormLayout;
    form->addRow(tr("Branches"), branches);
    form->addRow(tr("Title"), title);
    form->addRow(tr("Description"), text);
    auto *buttons = new QDialogButtonBox(&dialog);
    QPushButton *const open = buttons->addButton(plan.isPushed ? tr("Open") : tr("Push and open"),
                                                 QDialogButtonBox::AcceptRole);
    open->setProperty("role", "primary");
    QPushButton *const copy = buttons->addButton(tr("Copy the page's address"),
                                                 QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(copy, &QPushButton::clicked, &dialog, [&plan] {
        QApplication::clipboard()->setText(gitText(plan.manualPage));
    });
    connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(&dialog);
    layout->addLayout(form, 1);
    layout->addWidget(buttons);
    theme::sizeDialog(dialog, {640, 480});
    if (dialog.exec() != QDialog::Accepted)
        return;
    githost::PullRequestPlan wanted = plan;
    wanted.draft.title = title->text().trimmed().toStdString();
    wanted.draft.description = text->toPlainText().toStdString();
    openRequest(wanted);
}

void GitReview::openRequest(const githost::PullRequestPlan &plan)
{
    run::Network network;
    try {
        network = request::userNetwork();
    } catch (const Error &error) {
        emit failed(tr("No pull request"), theme::translated(error.translatableMessage()));
        return;
    }
    const auto made = std::make_shared<RequestMade>();
    const auto work = [plan,
                       network,
                       made,
                       engine = m_session.engine().executor(),
                       ledger = m_session.egress().ledger()](git::Repository &repository) {
        // Of the engine's thread, as all that it does.
        auto client = std::make_shared<http::Client>(std::make_shared<http::CurlTransport>(engine),
                                                     ledger);
        client->setRoute(network.route);
        return pushAndOpen(repository, plan, std::move(client), made);
    };
    m_store.run(tr("Open pull request"), work, [self = QPointer(this), made] {
        if (self)
            self->tellOpened(gitText(made->request.page), made->request.wasThere);
    });
}

void GitReview::tellOpened(const QString &page, bool wasThere)
{
    QApplication::clipboard()->setText(page);
    QDesktopServices::openUrl(QUrl(page));
    emit told(wasThere ? tr("The pull request was open already") : tr("The pull request is open"),
              tr("%1 (copied)").arg(page));
}

void GitReview::exportCommits()
{
    const QString branch = m_store.snapshot()->branchText();
    QString name = branch;
    name.replace(u'/', u'-');
    const QString file = theme::FileDialog::newFile(m_window,
                                                    tr("Export commits"),
                                                    name + QStringLiteral(".postern-commits.zip"));
    if (file.isEmpty())
        return;
    const auto written = std::make_shared<git::Parcel>();
    const auto work = [path = toPath(file), written](git::Repository &repository) -> Task<void> {
        git::ParcelWishes wishes;
        *written = co_await git::writeParcel(repository, path, std::move(wishes));
    };
    m_store.run(tr("Export commits"), work, [self = QPointer(this), written, file] {
        if (self)
            emit self->told(tr("%1 commits are exported").arg(written->commits.size()),
                            tr("%1 · SHA-256 %2")
                                .arg(QDir::toNativeSeparators(file), gitText(written->sha256)));
    });
}

void GitReview::importCommits()
{
    const QString file = theme::FileDialog::file(m_window,
                                                 tr("Import commits"),
                                                 tr("Commits (*.zip);;All files (*)"));
    if (file.isEmpty())
        return;
    const auto taken = std::make_shared<git::ParcelResult>();
    const auto work = [path = toPath(file), taken](git::Repository &repository) -> Task<void> {
        *taken = co_await git::takeParcel(repository, path);
    };
    m_store.run(tr("Import commits"), work, [self = QPointer(this), taken] {
        if (self)
            emit self->told(tr("%1 commits are imported").arg(taken->parcel.commits.size()),
                            outcomeText(*taken));
    });
}

} // namespace postern::ide
