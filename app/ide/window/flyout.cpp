// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/flyout.h"

#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"

#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace postern::ide {

Flyout::Flyout(QWidget *window)
    : QFrame(window)
    , m_parts(new QSplitter(Qt::Vertical, this))
{
    setObjectName("flyout");
    setProperty("role", "panel");
    setAttribute(Qt::WA_StyledBackground);
    m_parts->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0); // its edge is drawn there
    layout->addWidget(m_parts);
    hide();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, const QWidget *now) {
        onFocusChanged(now);
    });
}

void Flyout::open(const QList<QDockWidget *> &docks, const QRect &area)
{
    giveBack();
    for (QDockWidget *dock : docks) {
        QWidget *const content = dock->widget();
        auto *part = new QWidget;
        auto *title = new QLabel(dock->windowTitle(), part);
        title->setProperty("role", "heading");
        theme::follow(title, [title] { title->setFixedHeight(theme::scaled(theme::kTabHeight)); });
        title->setContentsMargins(12, 0, 0, 0);
        auto *layout = new QVBoxLayout(part);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(title);
        layout->addWidget(content, 1);
        content->show();
        m_parts->addWidget(part);
        m_borrowed.insert(dock, content);
    }
    setGeometry(area);
    show();
    raise();
    m_borrowed.value(docks.first())->setFocus(Qt::ShortcutFocusReason);
}

void Flyout::giveBack()
{
    // Taken first: what loses the focus on its way back calls this once more.
    const QHash<QDockWidget *, QWidget *> borrowed = std::exchange(m_borrowed, {});
    if (borrowed.isEmpty())
        return;
    for (auto it = borrowed.cbegin(); it != borrowed.cend(); ++it)
        it.key()->setWidget(it.value());
    while (m_parts->count() > 0)
        delete m_parts->widget(0);
    hide();
}

void Flyout::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        giveBack();
    event->ignore(); // the window sends the focus back to the canvas
}

void Flyout::onFocusChanged(const QWidget *now)
{
    // Another window is no reason: a menu, a dialog, another program.
    if (isVisible() && now != nullptr && now->window() == window() && now != this
        && !isAncestorOf(now))
        giveBack();
}

} // namespace postern::ide
