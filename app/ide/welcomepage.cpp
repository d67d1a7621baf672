// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/welcomepage.h"

#include "app/ide/actions.h"
#include "app/ide/paths.h"
#include "app/ide/settings.h"
#include "widgets/theme/icon.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace postern::ide {

namespace {

constexpr int kColumnWidth = 420;

QPushButton *button(QAction *action, QWidget *parent)
{
    auto *made = new QPushButton(action->icon(), action->text(), parent);
    made->setEnabled(action->isEnabled());
    QObject::connect(made, &QPushButton::clicked, action, &QAction::trigger);
    return made;
}

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

} // namespace

WelcomePage::WelcomePage(const Actions &actions, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
{
    const QStringList recentFolders = settings.allRecentFolders();
    setProperty("role", "canvas");
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QWidget(this);
    column->setFixedWidth(kColumnWidth);
    auto *title = new QLabel(tr("Open a flow folder to see its graph and run it."), column);
    title->setProperty("role", "metric");
    title->setWordWrap(true);
    auto *offline = new QLabel(tr("Offline: ready. The sample runs against the built-in simulator, "
                                  "without keys or network."),
                               column);
    offline->setProperty("role", "secondary");
    offline->setWordWrap(true);
    auto *sample = button(actions[ActionId::OpenSample], column);
    sample->setProperty("role", "primary");
    sample->setIcon({});
    sample->setObjectName("openSample");
    auto *open = button(actions[ActionId::OpenFolder], column);
    open->setObjectName("openFolder");

    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(offline);
    layout->addWidget(sample);
    layout->addWidget(open);
    if (const QString samples = samplesFolder(); !samples.isEmpty()) {
        addHeading(*layout, tr("More samples"));
        for (const Sample &more : kMoreSamples)
            addFolder(*layout, samples + '/' + QLatin1String(more.folder), tr(more.about));
    }
    if (!recentFolders.isEmpty())
        addHeading(*layout, tr("Recent"));
    for (const QString &folder : recentFolders)
        addRecent(*layout, folder);
    auto *page = new QVBoxLayout(this);
    page->addStretch(2);
    page->addWidget(column, 0, Qt::AlignHCenter);
    page->addStretch(3);
}

void WelcomePage::addHeading(QBoxLayout &column, const QString &text)
{
    auto *heading = new QLabel(text, column.parentWidget());
    heading->setProperty("role", "heading");
    column.addSpacing(12);
    column.addWidget(heading);
}

QHBoxLayout *WelcomePage::addFolder(QBoxLayout &column, const QString &folder, const QString &about)
{
    auto *link = new QPushButton(QFileInfo(folder).fileName(), column.parentWidget());
    link->setObjectName("open:" + folder);
    link->setAccessibleDescription(about);
    link->setFlat(true);
    auto *said = new QLabel(about, column.parentWidget());
    said->setProperty("role", "meta");
    said->setToolTip(about);
    said->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout;
    row->addWidget(link);
    row->addWidget(said, 1);
    column.addLayout(row);
    connect(link, &QPushButton::clicked, this, [this, folder] { emit folderChosen(folder); });
    return row;
}

void WelcomePage::addRecent(QBoxLayout &column, const QString &folder)
{
    const bool isThere = QFileInfo::exists(folder);
    auto *row = new QWidget(column.parentWidget());
    auto *rowLayout = new QVBoxLayout(row);
    rowLayout->setContentsMargins(0, 0, 0, 0);
    const QString path = QDir::toNativeSeparators(folder);
    QHBoxLayout *const line = addFolder(*rowLayout,
                                        folder,
                                        isThere ? path : tr("%1 (not there)").arg(path));
    qobject_cast<QPushButton *>(line->itemAt(0)->widget())->setEnabled(isThere);
    auto *remove = new QToolButton(row);
    remove->setIcon(theme::icon("close"));
    remove->setToolTip(tr("Remove from the list"));
    remove->setAccessibleName(tr("Remove %1 from the list").arg(folder));
    line->addWidget(remove);
    connect(remove, &QToolButton::clicked, row, [this, folder, row] {
        m_settings.removeRecentFolder(folder);
        row->hide();
    });
    column.addWidget(row);
}

} // namespace postern::ide
