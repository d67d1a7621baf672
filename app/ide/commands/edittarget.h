// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QWidget;

namespace postern::ide {

/// What can be done to what has the keyboard.
struct PossibleEdits
{
    bool cut = false;
    bool copy = false;
    bool paste = false;
    bool all = false;
};

/// What Cut, Copy and Paste of the Edit menu do in a widget that shows no text. Belongs to it.
class EditTarget : public QObject
{
    Q_OBJECT

public:
    explicit EditTarget(QWidget *widget);
    /// Null for a widget that has none.
    static EditTarget *of(const QWidget *widget);

    virtual PossibleEdits possible() const = 0;
    virtual void cut() = 0;
    virtual void copy() = 0;
    virtual void paste() = 0;
    virtual void selectAll() = 0;

signals:
    /// Something else is possible.
    void changed();
};

} // namespace postern::ide
