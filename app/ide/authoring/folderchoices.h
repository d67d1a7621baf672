// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/authoring/nodechoice.h"
#include "engine/flow/sourcefolder.h"

#include <vector>

namespace postern::flow {
class PythonReader;
} // namespace postern::flow

namespace postern::ide {

/// The templates and the Python tools of a flow's folder, unsaved ones too. Nothing of it is run.
std::vector<NodeChoice> folderChoices(const flow::SourceFolder &folder, flow::PythonReader &reader);

} // namespace postern::ide
