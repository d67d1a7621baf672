// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/authoring/nodechoice.h"
#include "engine/base/value.h"

#include <string_view>
#include <vector>

namespace postern::ide {

/// Nodes that are made from our templates: LLM, prompt, Python.
std::vector<NodeChoice> newNodes();
/// Package tools, as manifests tell of them: {id: manifest}.
std::vector<NodeChoice> toolChoices(const Dict &manifests);
/// The type of a port by prompt flow's word for it. What takes anything is unknown.
graph::PortType inputType(std::string_view type);

} // namespace postern::ide
