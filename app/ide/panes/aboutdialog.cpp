// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/aboutdialog.h"

#include "widgets/theme/dialogsize.h"
#include "widgets/theme/iconlabel.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QTreeWidget>

namespace postern::ide {

namespace {

struct Part
{
    const char *name;
    const char *licence;
};
constexpr Part kParts[]{
    {"Qt", "LGPL-3.0-only"},
    {"QScintilla", "GPL-3.0-only"},
    {"Boost", "BSL-1.0"},
    {"curl", "curl"},
    {"fmt", "MIT"},
    {"Graphviz", "EPL-1.0"},
    {"ICU", "Unicode-3.0"},
    {"libsecret", "LGPL-2.1-or-later"},
    {"libsodium", "ISC"},
    {"OpenSSL", "Apache-2.0"},
    {"PCRE2", "BSD-3-Clause"},
    {"spdlog", "MIT"},
    {"yaml-cpp", "MIT"},
    {"Inter", "OFL-1.1"},
    {"JetBrains Mono", "OFL-1.1"},
    {"Noto Sans CJK", "OFL-1.1"},
};

QString versions()
{
    return QStringLiteral("Postern %1 · Qt %2 · %3")
        .arg(QStringLiteral(POSTERN_VERSION),
             QString::fromLatin1(qVersion()),
             QSysInfo::prettyProductName());
}

QTreeWidget *makeParts(QWidget *parent)
{
    auto *parts = new QTreeWidget(parent);
    parts->setObjectName("licences");
    parts->setRootIsDecorated(false);
    parts->setUniformRowHeights(true);
    parts->setHeaderLabels({AboutDialog::tr("Software of others"), AboutDialog::tr("Licence")});
    parts->setAccessibleName(AboutDialog::tr("Software of others"));
    for (const Part &part : kParts)
        parts->addTopLevelItem(new QTreeWidgetItem(
            {QString::fromLatin1(part.name), QString::fromLatin1(part.licence)}));
    parts->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    parts->header()->setStretchLastSection(true);
    parts->setCurrentItem(parts->topLevelItem(0));
    return parts;
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName("about");
    setWindowTitle(tr("About Postern"));
    theme::sizeDialog(*this, {480, 460});
    auto *mark = new theme::IconLabel(QStringLiteral("flow"), 40, this, &theme::Tokens::accent);
    auto *name = new QLabel(QStringLiteral("Postern ") + QStringLiteral(POSTERN_VERSION), this);
    name->setProperty("role", "metric");
    auto *about = new theme::Prose(tr("A native home for prompt flow folders."), this);
    auto *licence = new theme::Prose(tr("The window is free software under the GNU GPL, version 3 "
                                        "or later; the engine and the command line are under the "
                                        "Apache License 2.0. There is no warranty."),
                                     this);
    licence->setProperty("role", "secondary");
    auto *texts = new theme::Prose(tr("A package holds the texts of all licences in its folder "
                                      "third-party, and a bill of materials beside it."),
                                   this);
    texts->setProperty("role", "secondary");
    auto *buttons = new QDialogButtonBox(this);
    auto *copy = buttons->addButton(tr("Copy versions"), QDialogButtonBox::ActionRole);
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    copy->setAutoDefault(false);
    close->setDefault(true);
    close->setFocus();
    connect(copy, &QPushButton::clicked, this, [] {
        QApplication::clipboard()->setText(versions());
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 16, 16, 16);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->addWidget(mark, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(name, 0, 1);
    grid->addWidget(about, 1, 1);
    grid->addWidget(licence, 2, 0, 1, 2);
    grid->addWidget(makeParts(this), 3, 0, 1, 2);
    grid->addWidget(texts, 4, 0, 1, 2);
    grid->addWidget(buttons, 5, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(3, 1);
}

} // namespace postern::ide
