// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/filetabs.h"

#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QMenu>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>

namespace postern::ide {

namespace {

constexpr int kWidestTab = 200;

class FileTabBar final : public QTabBar
{
public:
    using QTabBar::QTabBar;

protected:
    QSize tabSizeHint(int index) const override
    {
        QSize size = QTabBar::tabSizeHint(index);
        size.setWidth(std::min(size.width(), theme::scaled(kWidestTab)));
        return size;
    }
    /// The bar scrolls rather than squeeze them.
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
};

} // namespace

FileTabs::FileTabs(QWidget *parent)
    : QTabWidget(parent)
    , m_list(new QToolButton(this))
{
    setTabBar(new FileTabBar(this));
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(false);
    setElideMode(Qt::ElideMiddle);
    setUsesScrollButtons(true);
    m_list->setObjectName("tabList");
    m_list->setIcon(theme::icon("more"));
    m_list->setToolTip(tr("Open files"));
    m_list->setAccessibleName(tr("Open files"));
    m_list->setPopupMode(QToolButton::InstantPopup);
    m_list->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(m_list);
    m_list->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillList(menu); });
    setCornerWidget(m_list, Qt::TopRightCorner);
    showList();
}

void FileTabs::tabInserted(int index)
{
    QTabWidget::tabInserted(index);
    showList();
}

void FileTabs::tabRemoved(int index)
{
    QTabWidget::tabRemoved(index);
    showList();
}

void FileTabs::paintEvent(QPaintEvent *)
{
    // All that it would paint is a line by the corner.
}

void FileTabs::showList()
{
    m_list->setVisible(count() > 1);
}

void FileTabs::fillList(QMenu *menu)
{
    menu->clear();
    for (int tab = 0; tab < count(); ++tab) {
        QAction *const choice = menu->addAction(tabIcon(tab), tabText(tab), this, [this, tab] {
            setCurrentIndex(tab);
            currentWidget()->setFocus(Qt::OtherFocusReason);
        });
        choice->setToolTip(tabToolTip(tab));
        choice->setCheckable(true);
        choice->setChecked(tab == currentIndex());
    }
}

} // namespace postern::ide
