// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/welcomepage.h"

#include "app/ide/commands/actions.h"
#include "app/ide/home/paths.h"
#include "app/ide/home/settings.h"
#include "widgets/theme/entrybutton.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/iconlabel.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace postern::ide {

namespace {

constexpr int kPageWidth = 720;
constexpr int kColumnGap = 32;
constexpr int kMark = 28;
constexpr const char *kDismissed = "firstSteps/dismissed";

struct Sample
{
    const char *folder;
    const char *about;
};
/// What the first sample, which the primary button opens, leaves to be tried.
constexpr std::array<Sample, 2> kMoreSamples{
    {{"web-page-sorting",
      QT_TRANSLATE_NOOP("postern::ide::WelcomePage", "Says what kind of page a web page is")},
     {"sorting-evaluation",
      QT_TRANSLATE_NOOP("postern::ide::WelcomePage", "Measures how well pages were sorted")}}};

QString keyOf(const Actions &actions, ActionId id)
{
    return actions[id]->shortcut().toString(QKeySequence::NativeText);
}

QVBoxLayout *column(QWidget *parent, const QString &title)
{
    auto *layout = new QVBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *heading = new QLabel(title, parent);
    heading->setProperty("role", "heading");
    layout->addWidget(heading);
    return layout;
}

theme::Prose *said(const QString &text, const char *role, QWidget *parent)
{
    auto *made = new theme::Prose(text, parent);
    made->setProperty("role", role);
    return made;
}

} // namespace

WelcomePage::WelcomePage(const Actions &actions, Settings &settings, QWidget *parent)
    : QScrollArea(parent)
    , m_actions(actions)
    , m_settings(settings)
{
    setObjectName("welcome");
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void WelcomePage::showEvent(QShowEvent *event)
{
    if (!widget()) {
        fill();
        emit filled();
    }
    QScrollArea::showEvent(event);
}

void WelcomePage::fill()
{
    auto *ground = new QWidget;
    ground->setProperty("role", "canvas");
    ground->setAttribute(Qt::WA_StyledBackground);
    auto *content = new QWidget(ground);
    theme::follow(content, [content] { content->setMaximumWidth(theme::scaled(kPageWidth)); });
    auto *columns = new QHBoxLayout;
    columns->setSpacing(kColumnGap);
    columns->addWidget(makeStart(), 1);
    columns->addWidget(makeRecent(), 1);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    layout->addWidget(makeHead());
    layout->addLayout(columns);
    if (QWidget *const steps = makeFirstSteps())
        layout->addWidget(steps);
    layout->addWidget(
        said(tr("%1 finds every command, %2 a file or a node of the open flow. A "
                "folder may also be dropped here.")
                 .arg(keyOf(m_actions, ActionId::Commands), keyOf(m_actions, ActionId::GoToPlace)),
             "secondary",
             content));
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(content, 1000);
    middle->addStretch(1);
    auto *page = new QVBoxLayout(ground);
    page->setContentsMargins(24, 24, 24, 24);
    page->addStretch(2);
    page->addLayout(middle);
    page->addStretch(3);
    setWidget(ground);
}

QWidget *WelcomePage::makeHead()
{
    auto *head = new QWidget;
    auto *mark = new theme::IconLabel(QStringLiteral("flow"), kMark, head, &theme::Tokens::accent);
    auto *title = said(tr("Open a flow folder to see its graph and run it."), "metric", head);
    auto *shield = new theme::IconLabel(QStringLiteral("shield-tick"), 16, head, &theme::Tokens::ok);
    auto *offline = said(tr("Offline: ready. The samples run against the built-in simulator, "
                            "without keys or network."),
                         "secondary",
                         head);
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->addWidget(mark, 0, 0, Qt::AlignCenter);
    grid->addWidget(title, 0, 1);
    grid->addWidget(shield, 1, 0, Qt::AlignHCenter | Qt::AlignTop);
    grid->addWidget(offline, 1, 1);
    grid->setColumnStretch(1, 1);
    return head;
}

QWidget *WelcomePage::makeStart()
{
    auto *start = new QWidget;
    QVBoxLayout *const layout = column(start, tr("Start"));
    QAction *const openSample = m_actions[ActionId::OpenSample];
    auto *sample = new QPushButton(openSample->text(), start);
    sample->setObjectName("openSample");
    sample->setProperty("role", "primary");
    sample->setEnabled(openSample->isEnabled());
    sample->setToolTip(tr("An assistant that answers from documents and tickets"));
    connect(sample, &QPushButton::clicked, openSample, &QAction::trigger);
    layout->addWidget(sample);
    setFocusProxy(sample);
    auto *open = new theme::EntryButton(m_actions[ActionId::OpenFolder]->text(),
                                        keyOf(m_actions, ActionId::OpenFolder),
                                        start);
    open->setObjectName("openFolder");
    connect(open, &QPushButton::clicked, m_actions[ActionId::OpenFolder], &QAction::trigger);
    layout->addWidget(open);
    auto *zip = new theme::EntryButton(m_actions[ActionId::OpenZip]->text(),
                                       keyOf(m_actions, ActionId::OpenZip),
                                       start);
    zip->setObjectName("openZip");
    connect(zip, &QPushButton::clicked, m_actions[ActionId::OpenZip], &QAction::trigger);
    layout->addWidget(zip);
    auto *clone = new theme::EntryButton(m_actions[ActionId::GitClone]->text(), {}, start);
    clone->setObjectName("cloneRepository");
    connect(clone, &QPushButton::clicked, m_actions[ActionId::GitClone], &QAction::trigger);
    layout->addWidget(clone);
    if (const QString samples = samplesFolder(); !samples.isEmpty()) {
        auto *heading = new QLabel(tr("More samples"), start);
        heading->setProperty("role", "heading");
        layout->addSpacing(8);
        layout->addWidget(heading);
        for (const Sample &more : kMoreSamples) {
            const QString folder = samples + '/' + QLatin1String(more.folder);
            auto *entry = new theme::EntryButton(QLatin1String(more.folder), {}, start);
            entry->setObjectName("open:" + folder);
            entry->setAbout(tr(more.about));
            connect(entry, &QPushButton::clicked, this, [this, folder] {
                emit folderChosen(folder);
            });
            layout->addWidget(entry);
        }
    }
    layout->addStretch();
    return start;
}

QWidget *WelcomePage::makeRecent()
{
    auto *recent = new QWidget;
    QVBoxLayout *const layout = column(recent, tr("Recent"));
    const QStringList folders = m_settings.allRecentFolders();
    for (const QString &folder : folders)
        addRecent(*layout, folder);
    if (folders.isEmpty())
        layout->addWidget(said(tr("Folders that you open are listed here."), "secondary", recent));
    layout->addStretch();
    return recent;
}

void WelcomePage::addRecent(QVBoxLayout &column, const QString &folder)
{
    const bool isThere = QFileInfo::exists(folder);
    auto *row = new QWidget(column.parentWidget());
    auto *entry = new theme::EntryButton(QFileInfo(folder).fileName(), {}, row);
    const QString path = QDir::toNativeSeparators(folder);
    entry->setObjectName("open:" + folder);
    entry->setPath(isThere ? path : tr("%1 (not there)").arg(path));
    entry->setEnabled(isThere);
    connect(entry, &QPushButton::clicked, this, [this, folder] { emit folderChosen(folder); });
    auto *copy = new QAction(theme::icon("copy"), tr("Duplicate this flow…"), entry);
    connect(copy, &QAction::triggered, this, [this, folder] { emit copyWanted(folder); });
    entry->addAction(copy);
    entry->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *remove = new QToolButton(row);
    remove->setIcon(theme::icon("close"));
    remove->setToolTip(tr("Remove from the list"));
    remove->setAccessibleName(tr("Remove %1 from the list").arg(folder));
    connect(remove, &QToolButton::clicked, row, [this, folder, row] {
        m_settings.removeRecentFolder(folder);
        row->hide();
    });
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(entry, 1);
    // Aligned, or a row could be no higher than the least of what is in it.
    layout->addWidget(remove, 0, Qt::AlignVCenter);
    column.addWidget(row);
}

QWidget *WelcomePage::makeFirstSteps()
{
    if (m_settings.value(kDismissed).toBool())
        return nullptr;
    const std::array<std::pair<QString, bool>, 3> steps{
        {{tr("Open the sample, or a flow folder of your own"),
          !m_settings.allRecentFolders().isEmpty()},
         {tr("Run it on the simulator: %1").arg(keyOf(m_actions, ActionId::Run)),
          m_settings.value(kHasRun).toBool()},
         {tr("See what a node got and gave: %1").arg(keyOf(m_actions, ActionId::ModeDebug)),
          m_settings.value(kHasDebugged).toBool()}}};
    auto *card = new QFrame;
    card->setObjectName("firstSteps");
    card->setProperty("role", "card");
    auto *heading = new QLabel(tr("First steps"), card);
    heading->setProperty("role", "heading");
    auto *dismiss = new QPushButton(tr("Dismiss"), card);
    dismiss->setObjectName("dismissFirstSteps");
    dismiss->setFlat(true);
    connect(dismiss, &QPushButton::clicked, card, [this, card] {
        m_settings.setValue(kDismissed, true);
        card->hide();
    });
    auto *head = new QHBoxLayout;
    head->addWidget(heading, 1);
    head->addWidget(dismiss);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 8, 8, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    for (const auto &[text, isTaken] : steps) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(
            new theme::IconLabel(isTaken ? QStringLiteral("tick") : QStringLiteral("chevron-right"),
                                 16,
                                 card,
                                 isTaken ? &theme::Tokens::ok : &theme::Tokens::text3));
        theme::Prose *const step = said(text, isTaken ? "field" : "", card);
        step->setAccessibleName(isTaken ? tr("%1: done").arg(text) : text);
        row->addWidget(step, 1);
        layout->addLayout(row);
    }
    return card;
}

} // namespace postern::ide
