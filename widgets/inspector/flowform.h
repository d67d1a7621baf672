// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/inspector/formfield.h"

#include <vector>

namespace postern::widgets {

/// The flow's environment variables, and a last field that adds one: "NAME=value".
std::vector<FormField> environmentFields(const flow::Flow &flow);

/// The files and folders that the flow takes from elsewhere, and a last field that adds one.
std::vector<FormField> includeFields(const flow::Flow &flow);

} // namespace postern::widgets
