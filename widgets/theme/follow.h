// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>

namespace postern::theme {

/// Does `fit` now, and again after every apply() for as long as `owner` lives: for lengths that
/// grow with the words beside them, and for colours and fonts that were put into a document.
void follow(QObject *owner, const std::function<void()> &fit);

/// For apply() alone.
class Followed final : public QObject
{
    Q_OBJECT

public:
    static Followed &instance();

signals:
    /// Another scheme or text size holds; the style sheet has arrived already.
    void applied();
};

} // namespace postern::theme
