// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/sourcefolder.h"
#include "widgets/graph/arrangement.h"

#include <QString>

namespace postern::ide {

/// What `.postern/layout.json` in a flow's folder says of the canvas of a flow file there: nothing
/// when there is no such file. Throws Error: InvalidInput when it can't be understood, Refused when
/// it leads out of a restricted folder or is a later version's, FileUnreadable.
graph::Arrangement readLayout(const flow::SourceFolder &folder, const QString &flowFile);

/// Writes it there, and leaves all else that stands there as it is. A file that can't be understood
/// is put aside under another name before. Throws Error as readLayout(), and FileUnwritable.
void writeLayout(const flow::SourceFolder &folder,
                 const QString &flowFile,
                 const graph::Arrangement &arrangement);

} // namespace postern::ide
