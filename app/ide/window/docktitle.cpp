// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/docktitle.h"

#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"

#include <QAction>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace postern::ide {

namespace {

QToolButton *button(const char *icon, const QString &name, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setIcon(theme::icon(QString::fromLatin1(icon)));
    theme::follow(made, [made] { made->setIconSize({theme::scaled(12), theme::scaled(12)}); });
    made->setToolTip(name);
    made->setAccessibleName(name);
    return made;
}

} // namespace

DockTitle::DockTitle(QDockWidget *dock)
    : QWidget(dock)
    , m_remark(new QLabel(this))
{
    setProperty("role", "header");
    setAttribute(Qt::WA_StyledBackground);
    theme::follow(this, [this] { setFixedHeight(theme::scaled(theme::kTabHeight)); });
    auto *name = new QLabel(dock->windowTitle(), this);
    name->setProperty("role", "heading");
    m_remark->setProperty("role", "secondary");
    auto *floats = button("split", tr("Float %1").arg(dock->windowTitle()), this);
    auto *close = button("close", tr("Close %1").arg(dock->windowTitle()), this);
    auto *layout = new QHBoxLayout(this);
    m_layout = layout;
    layout->setContentsMargins(12, 0, 2, 0);
    layout->setSpacing(0);
    layout->addWidget(name);
    layout->addSpacing(8);
    layout->addWidget(m_remark, 1);
    layout->addWidget(floats);
    layout->addWidget(close);
    connect(floats, &QToolButton::clicked, dock, [dock] { dock->setFloating(!dock->isFloating()); });
    connect(close, &QToolButton::clicked, dock, &QWidget::close);
}

QSize DockTitle::sizeHint() const
{
    return {QWidget::sizeHint().width(), theme::scaled(theme::kTabHeight)};
}

void DockTitle::addAction(QAction *action)
{
    QToolButton *const made = button("plus", action->text(), this);
    if (!action->icon().isNull())
        made->setIcon(action->icon()); // one without adds something
    made->setObjectName(action->objectName() + QStringLiteral("Button"));
    made->setEnabled(action->isEnabled());
    connect(made, &QToolButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, made, [made, action] {
        made->setEnabled(action->isEnabled());
        made->setToolTip(action->toolTip());
    });
    constexpr int kAfterRemark = 3;
    m_layout->insertWidget(kAfterRemark, made);
}

void DockTitle::setRemark(const QString &text)
{
    m_remark->setText(text);
}

} // namespace postern::ide
