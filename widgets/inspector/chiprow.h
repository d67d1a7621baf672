// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

class QToolButton;

namespace postern::widgets {

/// Names that can be taken out one by one, in as many lines as they need.
class ChipRow final : public QWidget
{
    Q_OBJECT

public:
    explicit ChipRow(QWidget *parent = nullptr);

    void setNames(const QStringList &names);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

signals:
    void taken(const QString &name);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Puts the chips into lines of that width, if `isMoving`; their height.
    int arrange(int width, bool isMoving) const;

    QList<QToolButton *> m_chips; // children of this
    QStringList m_names;
};

} // namespace postern::widgets
