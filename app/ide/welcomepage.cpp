// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/welcomepage.h"

#include "app/ide/actions.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

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

} // namespace

WelcomePage::WelcomePage(const Actions &actions, const QStringList &recentFolders, QWidget *parent)
    : QWidget(parent)
{
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
    if (!recentFolders.isEmpty()) {
        auto *recent = new QLabel(tr("Recent"), column);
        recent->setProperty("role", "heading");
        layout->addSpacing(12);
        layout->addWidget(recent);
    }
    for (const QString &folder : recentFolders) {
        auto *link = new QPushButton(QFileInfo(folder).fileName(), column);
        link->setFlat(true);
        auto *path = new QLabel(QDir::toNativeSeparators(folder), column);
        path->setProperty("role", "meta");
        auto *row = new QHBoxLayout;
        row->addWidget(link);
        row->addWidget(path, 1);
        layout->addLayout(row);
        connect(link, &QPushButton::clicked, this, [this, folder] { emit folderChosen(folder); });
    }
    auto *page = new QVBoxLayout(this);
    page->addStretch(2);
    page->addWidget(column, 0, Qt::AlignHCenter);
    page->addStretch(3);
}

} // namespace postern::ide
