// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLayout>
#include <QList>

#include <memory>
#include <vector>

class QLabel;

namespace postern::widgets {

/// Lays out a strip for the width there is: all in a line where that fits, otherwise the text under
/// its title, and the buttons beside them or, where even that is too narrow, under them. It asks for
/// no width of its own.
class StripLayout final : public QLayout
{
    Q_OBJECT

public:
    StripLayout(QLabel *icon, QLabel *title, QLabel *text, QWidget *strip);
    ~StripLayout() override;

    /// How wide the texts are when each stands on a line of its own.
    void setTextWidths(int title, int text);

    void addItem(QLayoutItem *item) override;
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    int count() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &place) override;

private:
    /// Returns the height; moves the widgets when `isMeant`.
    int arrange(const QRect &place, bool isMeant) const;
    int arrangeWords(const QRect &place, int height, bool isInLine, bool isMeant) const;
    int arrangeButtons(const QRect &place, bool isMeant) const;
    QList<QLayoutItem *> buttons() const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items; ///< icon, title, text, buttons
    int m_titleWidth = 0;
    int m_textWidth = 0;
};

} // namespace postern::widgets
