// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/follow.h"

namespace postern::theme {

Followed &Followed::instance()
{
    static Followed followed;
    return followed;
}

void follow(QObject *owner, const std::function<void()> &fit)
{
    fit();
    QObject::connect(&Followed::instance(), &Followed::applied, owner, fit);
}

} // namespace postern::theme
