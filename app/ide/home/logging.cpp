// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/logging.h"

namespace postern::ide {

Q_LOGGING_CATEGORY(logSession, "ide.session", QtWarningMsg)
Q_LOGGING_CATEGORY(logRun, "ide.run", QtWarningMsg)

} // namespace postern::ide
