// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/commands/palettemodel.h"

#include <QFrame>

#include <utility>
#include <vector>

class QLineEdit;
class QTreeView;

namespace postern::ide {

/// Finds a command or a place by its name and goes for it. A popup: it goes away when something
/// else is clicked.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    using Entry = PaletteEntry;

    CommandPalette(std::vector<Entry> entries, const QString &prompt, QWidget *parent);

    /// See PaletteModel.
    void setTyped(PaletteModel::Typed made) { m_matches->setTyped(std::move(made)); }
    /// More entries are to come: who presses Return ahead of them gets the best once they are there.
    void expectMore() { m_expectsMore = true; }
    /// They have come; what is chosen by now stays so.
    void addLast(std::vector<Entry> entries);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void chooseCurrent();

    void step(int rows);

    QLineEdit *const m_field;      // child of this
    QTreeView *const m_list;       // child of this
    PaletteModel *const m_matches; // child of this
    bool m_expectsMore = false;
    bool m_isDue = false; ///< Return was pressed while there was nothing yet
};

} // namespace postern::ide
