// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace postern::ide {

/// Lives while the application is made. Without a display that can be used Qt would abort then,
/// which is no crash: this ends the process instead, with one sentence on standard error and exit
/// code 1.
class DisplayNeeded final
{
public:
    DisplayNeeded();
    ~DisplayNeeded();
    DisplayNeeded(const DisplayNeeded &) = delete;
    DisplayNeeded &operator=(const DisplayNeeded &) = delete;
};

} // namespace postern::ide
