// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/referencespane.h"

#include "app/ide/home/paths.h"
#include "widgets/editor/placelist.h"
#include "widgets/run/emptynote.h"

#include <QDir>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::ide {

ReferencesPane::ReferencesPane(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_list(new widgets::PlaceList(this))
{
    setObjectName("referencesPane");
    m_title->setObjectName("referencesTitle");
    m_title->setTextFormat(Qt::PlainText);
    m_title->setContentsMargins(12, 4, 12, 4);
    m_title->hide();
    m_list->setObjectName("references");
    m_list->setAccessibleName(tr("References"));
    new widgets::EmptyNote(m_list,
                           tr("Nothing was looked for yet. Put the caret on a node, an input or a "
                              "variable and press Shift+F12."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_list, 1);
    setFocusProxy(m_list);
    connect(m_list, &widgets::PlaceList::placeChosen, this, &ReferencesPane::placeChosen);
}

void ReferencesPane::show(const QString &what,
                          const QString &folder,
                          const std::vector<flow::SymbolUse> &uses)
{
    m_shown = {what, folder, uses};
    std::vector<widgets::PlaceGroup> groups;
    for (const flow::SymbolUse &use : uses) {
        const QString path = fromPath(use.file);
        auto group = std::ranges::find(groups, path, &widgets::PlaceGroup::path);
        if (group == groups.end())
            group = groups.insert(groups.end(), {QDir(folder).relativeFilePath(path), path, {}});
        const auto begin = static_cast<qsizetype>(use.column);
        const auto length = static_cast<qsizetype>(use.span.end - use.span.begin);
        const QByteArray line = QByteArray::fromStdString(use.lineText);
        widgets::ListedPlace place;
        place.line = use.line;
        place.text = QString::fromUtf8(line);
        place.begin = QString::fromUtf8(line.left(begin)).size();
        place.length = QString::fromUtf8(line.mid(begin, length)).size();
        if (use.isDefinition)
            place.note = tr("definition");
        else if (!use.holder.empty())
            place.note = tr("in %1").arg(QString::fromStdString(use.holder));
        group->places.push_back(std::move(place));
    }
    m_title->setText(tr("References of %1: %2").arg(what, QString::number(uses.size())));
    m_title->show();
    m_list->show(std::move(groups));
}

void ReferencesPane::takeOver(const ReferencesPane &old)
{
    if (!old.m_shown.what.isEmpty())
        show(old.m_shown.what, old.m_shown.folder, old.m_shown.uses);
}

void ReferencesPane::clear()
{
    m_shown = {};
    m_title->hide();
    m_list->show({});
}

} // namespace postern::ide
