// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QAbstractItemView;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

/// A sentence in a list's or table's place for as long as it has no rows: what would be there, and
/// how it comes about.
class EmptyNote final : public QObject
{
    Q_OBJECT

public:
    /// For the model that the view has by now.
    EmptyNote(QAbstractItemView *view, const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();

    QAbstractItemView *const m_view;
    theme::Prose *const m_note; // child of the view's viewport
};

} // namespace postern::widgets
