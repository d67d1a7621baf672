// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/chiprow.h"

#include "widgets/theme/icon.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QToolButton>

#include <algorithm>
#include <utility>

namespace postern::widgets {

namespace {
constexpr int kChipGap = 4;
constexpr int kBelowChips = 8;
constexpr qsizetype kLongestChip = 28;
} // namespace

ChipRow::ChipRow(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChipRow::setNames(const QStringList &names)
{
    if (std::exchange(m_names, names) == names)
        return;
    for (QToolButton *const chip : std::exchange(m_chips, {})) {
        chip->hide();
        chip->deleteLater(); // it may be the one that was clicked
    }
    for (const QString &name : names) {
        auto *chip = new QToolButton(this);
        chip->setProperty("role", "chip");
        chip->setText(theme::shortened(name, kLongestChip));
        chip->setIcon(theme::icon("close"));
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft
                                                                      : Qt::LeftToRight);
        chip->setToolTip(tr("Take %1 out of the selection").arg(name));
        chip->setAccessibleName(chip->toolTip());
        connect(chip, &QToolButton::clicked, this, [this, name] { emit taken(name); });
        m_chips.append(chip);
        chip->show();
    }
    updateGeometry();
    arrange(width(), true);
}

int ChipRow::arrange(int width, bool isMoving) const
{
    const int gap = theme::scaled(kChipGap);
    int left = 0;
    int top = 0;
    int line = 0;
    for (QToolButton *const chip : m_chips) {
        const QSize size = chip->sizeHint().boundedTo({width, QWIDGETSIZE_MAX});
        if (left > 0 && left + size.width() > width) {
            left = 0;
            top += line + gap;
            line = 0;
        }
        if (isMoving)
            chip->setGeometry(left, top, size.width(), size.height());
        left += size.width() + gap;
        line = std::max(line, size.height());
    }
    return top + line + theme::scaled(kBelowChips);
}

int ChipRow::heightForWidth(int width) const
{
    return arrange(width, false);
}

QSize ChipRow::sizeHint() const
{
    return {0, heightForWidth(std::max(width(), 1))};
}

void ChipRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width(), true);
}

} // namespace postern::widgets
