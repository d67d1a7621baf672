// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/trustreview.h"

#include "app/ide/editing/document.h"
#include "app/ide/editing/folderfiles.h"
#include "widgets/theme/dialogsize.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <functional>
#include <set>

namespace postern::ide {

namespace {

constexpr int kMostReviewed = 500;

bool isReviewed(const QString &name)
{
    return name.endsWith(QLatin1String(".py")) || name.startsWith(QLatin1String("requirements"));
}

void addGroup(QTreeWidget &tree, const QString &title, const QStringList &rows)
{
    auto *group = new QTreeWidgetItem(&tree,
                                      {QStringLiteral("%1 (%2)").arg(title).arg(rows.size())});
    for (const QString &row : rows)
        new QTreeWidgetItem(group, {row});
    group->setExpanded(true);
}

QStringList unique(const flow::Flow &flow, const std::function<std::string(const flow::Node &)> &of)
{
    std::set<std::string> names;
    for (const flow::Node &node : flow.nodes) {
        if (const std::string name = of(node); !name.empty())
            names.insert(name);
    }
    QStringList list;
    for (const std::string &name : names)
        list.append(QString::fromStdString(name));
    return list;
}

} // namespace

TrustReview::TrustReview(const Document &document, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Review folder"));
    theme::sizeDialog(*this, {560, 460});
    auto *question
        = new theme::Prose(tr("If you trust %1, a run may execute these files and reach these "
                              "connections.")
                               .arg(QDir::toNativeSeparators(document.folder())),
                           this);
    auto *tree = new QTreeWidget(this);
    tree->setHeaderHidden(true);
    tree->setAccessibleName(tr("Contents of the folder"));
    QStringList files;
    const QDir root(document.folder());
    for (const QString &path : filesBelow(document.folder(), kMostReviewed, isReviewed))
        files.append(root.relativeFilePath(path));
    const flow::Flow &flow = document.shownFlow();
    addGroup(*tree, tr("Python files and requirements"), files);
    addGroup(*tree, tr("Connections"), unique(flow, [](const auto &node) {
        return node.connection;
    }));
    addGroup(*tree, tr("Package tools"), unique(flow, [](const auto &node) {
        return node.source.tool;
    }));

    auto *buttons = new QDialogButtonBox(this);
    auto *keep = buttons->addButton(tr("Keep restricted"), QDialogButtonBox::RejectRole);
    buttons->addButton(tr("Trust folder"), QDialogButtonBox::AcceptRole)->setAutoDefault(false);
    keep->setDefault(true);
    keep->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(question);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
}

} // namespace postern::ide
