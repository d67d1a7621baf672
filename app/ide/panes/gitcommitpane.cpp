// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/gitcommitpane.h"

#include "app/ide/commands/actions.h"
#include "app/ide/git/gitstore.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace postern::ide {

namespace {

constexpr qsizetype kLongestSubject = 72;

/// "2 h", "3 d", else the date.
QString gitAge(const QString &isoDate)
{
    const QDateTime then = QDateTime::fromString(isoDate, Qt::ISODate);
    const qint64 minutes = then.secsTo(QDateTime::currentDateTime()) / 60;
    if (minutes < 1)
        return GitCommitPane::tr("just now");
    if (minutes < 60)
        return GitCommitPane::tr("%1 min ago").arg(minutes);
    if (minutes < 24 * 60)
        return GitCommitPane::tr("%1 h ago").arg(minutes / 60);
    return QLocale().toString(then.toLocalTime().date(), QLocale::ShortFormat);
}

} // namespace

GitCommitPane::GitCommitPane(GitStore &store, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_subject(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_body(new QPlainTextEdit(this))
    , m_scan(new QPushButton(this))
    , m_amend(new QCheckBox(tr("Amend last commit"), this))
    , m_why(new theme::Prose(this))
    , m_commit(new QPushButton(this))
    , m_commits(new QListWidget(this))
{
    setObjectName("gitCommit");
    m_subject->setObjectName("commitSubject");
    m_subject->setPlaceholderText(tr("What the commit does"));
    m_subject->setAccessibleName(tr("Subject of the commit"));
    m_count->setProperty("role", "meta");
    m_count->setAlignment(Qt::AlignRight);
    m_body->setObjectName("commitBody");
    m_body->setProperty("role", "input");
    m_body->setPlaceholderText(tr("Why, if it isn't plain"));
    m_body->setAccessibleName(tr("Body of the commit's message"));
    m_body->setTabChangesFocus(true);
    theme::follow(m_body, [this] { m_body->setFixedHeight(theme::scaled(78)); });
    m_scan->setObjectName("secretScan");
    m_scan->setFlat(true);
    m_amend->setObjectName("amend");
    m_why->setProperty("role", "secondary");
    m_commit->setObjectName("commitButton");
    m_commit->setProperty("role", "primary");
    m_commit->setIcon(theme::icon("tick", &theme::Tokens::onAccent));
    m_commits->setObjectName("commitList");
    m_commits->setAccessibleName(tr("Recent commits"));
    m_commits->setFrameShape(QFrame::NoFrame);
    new widgets::EmptyNote(m_commits, tr("No commit yet."));
    auto *form = new QVBoxLayout;
    form->setContentsMargins(8, 8, 8, 8);
    form->setSpacing(6);
    for (QWidget *const part : {static_cast<QWidget *>(m_subject),
                                static_cast<QWidget *>(m_count),
                                static_cast<QWidget *>(m_body)})
        form->addWidget(part);
    form->addWidget(m_scan, 0, Qt::AlignLeft);
    form->addWidget(m_amend);
    form->addWidget(m_why);
    form->addWidget(m_commit, 0, Qt::AlignLeft);
    auto *heading = new QLabel(tr("Recent commits"), this);
    heading->setProperty("role", "heading");
    heading->setContentsMargins(8, 4, 8, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(form);
    layout->addWidget(heading);
    layout->addWidget(m_commits, 1);
    setFocusProxy(m_subject);
    m_subject->installEventFilter(this);
    m_body->installEventFilter(this);
    connect(m_subject, &QLineEdit::textChanged, this, &GitCommitPane::showButton);
    connect(m_amend, &QCheckBox::toggled, this, &GitCommitPane::showAmended);
    connect(m_commit, &QPushButton::clicked, actions[ActionId::GitCommit], &QAction::trigger);
    connect(m_scan, &QPushButton::clicked, this, &GitCommitPane::secretsWanted);
    connect(actions[ActionId::GitAmend], &QAction::toggled, m_amend, &QCheckBox::setChecked);
    connect(m_amend, &QCheckBox::toggled, actions[ActionId::GitAmend], &QAction::setChecked);
    const auto choose = [this] {
        if (const std::string id = currentCommit(); !id.empty())
            emit commitChosen(id);
    };
    connect(m_commits, &QListWidget::itemActivated, this, choose);
    connect(m_commits, &QListWidget::itemClicked, this, choose);
    connect(&store, &GitStore::changed, this, &GitCommitPane::showStore);
    connect(&store, &GitStore::busyChanged, this, &GitCommitPane::showButton);
    showStore();
}

void GitCommitPane::showStore()
{
    showScan();
    showCommits();
    showButton();
}

void GitCommitPane::showScan()
{
    const auto &snapshot = m_store.snapshot();
    const bool hasStaged = snapshot && snapshot->hasStaged();
    m_scan->setVisible(hasStaged);
    if (!hasStaged)
        return;
    const std::size_t found = snapshot->secrets.found.size();
    m_scan->setText(found == 0 ? tr("No keys or secrets found")
                               : tr("%1 keys or secrets found…").arg(found));
    m_scan->setIcon(found == 0 ? theme::icon("tick", &theme::Tokens::ok)
                               : theme::icon("error", &theme::Tokens::err));
    m_scan->setEnabled(found > 0);
}

void GitCommitPane::showCommits()
{
    const auto &snapshot = m_store.snapshot();
    QString listed;
    if (snapshot) {
        for (const git::Commit &commit : snapshot->log)
            listed += gitText(commit.id);
    }
    if (listed == m_listed && m_commits->count() > 0)
        return;
    m_listed = listed;
    m_commits->clear();
    if (!snapshot)
        return;
    for (const git::Commit &commit : snapshot->log) {
        const QString about = QStringLiteral("%1 · %2").arg(gitText(commit.author),
                                                            gitAge(gitText(commit.date)));
        auto *item = new QListWidgetItem(theme::icon("git"),
                                         gitText(commit.subject) + u'\n' + about,
                                         m_commits);
        item->setData(Qt::UserRole, QByteArray::fromStdString(commit.id));
        item->setToolTip(gitText(commit.id).left(10) + u'\n' + gitText(commit.subject));
        item->setData(Qt::AccessibleTextRole,
                      QStringLiteral("%1, %2").arg(gitText(commit.subject), about));
    }
}

void GitCommitPane::showAmended()
{
    const auto &snapshot = m_store.snapshot();
    if (m_amend->isChecked() && snapshot && !snapshot->log.empty()) {
        m_kept = message();
        m_subject->setText(gitText(snapshot->log.front().subject));
        m_body->setPlainText(gitText(snapshot->log.front().body).trimmed());
    } else if (!m_amend->isChecked()) {
        m_subject->setText(m_kept.section(QStringLiteral("\n\n"), 0, 0));
        m_body->setPlainText(m_kept.section(QStringLiteral("\n\n"), 1));
        m_kept.clear();
    }
    showButton();
}

QString GitCommitPane::blocker() const
{
    const auto &snapshot = m_store.snapshot();
    if (!snapshot)
        return m_store.problem();
    if (const std::size_t conflicts = snapshot->conflictCount(); conflicts > 0)
        return conflicts == 1 ? tr("1 file in conflict is to be settled first.")
                              : tr("%1 files in conflict are to be settled first.").arg(conflicts);
    if (m_store.isBusy())
        return m_store.doing();
    const bool isMerging = snapshot->status.operation == "merge";
    if (!snapshot->hasStaged() && !m_amend->isChecked() && !isMerging)
        return tr("Nothing is staged: tick a file, or stage a hunk.");
    return m_subject->text().trimmed().isEmpty() ? tr("A commit needs a subject.") : QString();
}

void GitCommitPane::showButton()
{
    const auto &snapshot = m_store.snapshot();
    const qsizetype length = m_subject->text().size();
    m_count->setText(QStringLiteral("%1 / %2").arg(length).arg(kLongestSubject));
    theme::setStyled(*m_count,
                     "state",
                     length > kLongestSubject ? QStringLiteral("warn") : QString());
    const QString why = blocker();
    const std::size_t staged = snapshot ? snapshot->stagedCount() : 0;
    m_commit->setText(snapshot && snapshot->status.operation == "merge" ? tr("Commit merge")
                      : m_amend->isChecked()                            ? tr("Amend commit")
                      : staged == 1                                     ? tr("Commit 1 file")
                                    : tr("Commit %1 files").arg(staged));
    m_commit->setEnabled(why.isEmpty());
    m_actions[ActionId::GitCommit]->setEnabled(why.isEmpty());
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_amend->setEnabled(snapshot && !snapshot->log.empty());
}

bool GitCommitPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers().testFlag(Qt::ControlModifier)) {
            event->accept(); // of the window it would be another command
            if (event->type() == QEvent::KeyPress)
                m_actions[ActionId::GitCommit]->trigger();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QString GitCommitPane::message() const
{
    const QString body = m_body->toPlainText().trimmed();
    const QString subject = m_subject->text().trimmed();
    return body.isEmpty() ? subject : subject + QStringLiteral("\n\n") + body;
}

bool GitCommitPane::isAmending() const
{
    return m_amend->isChecked();
}

void GitCommitPane::clear()
{
    m_kept.clear();
    m_amend->setChecked(false);
    m_subject->clear();
    m_body->clear();
}

void GitCommitPane::focusSubject()
{
    m_subject->setFocus();
}

std::string GitCommitPane::currentCommit() const
{
    const QListWidgetItem *const item = m_commits->currentItem();
    return item ? item->data(Qt::UserRole).toByteArray().toStdString() : std::string();
}

} // namespace postern::ide
