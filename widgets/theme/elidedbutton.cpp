// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/elidedbutton.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>

#include <algorithm>

namespace postern::theme {

namespace {
constexpr auto kLeastText = "W…W";
} // namespace

ElidedButton::ElidedButton(QWidget *parent)
    : QToolButton(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidedButton::minimumSizeHint() const
{
    const QSize whole = QToolButton::sizeHint();
    const int text = fontMetrics().horizontalAdvance(this->text());
    const int least = fontMetrics().horizontalAdvance(QString::fromUtf8(kLeastText));
    return {whole.width() - std::max(0, text - least), whole.height()};
}

void ElidedButton::paintEvent(QPaintEvent * /*event*/)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    const int besideText = sizeHint().width() - fontMetrics().horizontalAdvance(text());
    // Widths are counted in whole pixels, and letters of another font may take a part of one more.
    constexpr int kRounding = 1;
    option.text = fontMetrics().elidedText(text(),
                                           Qt::ElideMiddle,
                                           std::max(0, width() - besideText) + kRounding);
    QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
}

} // namespace postern::theme
