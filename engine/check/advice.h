// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/check/retiredmodels.h"
#include "engine/flow/flowdocument.h"

namespace postern::check {

/// What flow::validate() asks about what is allowed and yet hardly meant: inputs and nodes that
/// nothing takes, nodes that never run, models that are retired, parameters that do nothing,
/// requirements without a version, answers without a limit, names and imports that only look right.
/// Hints, and never an error: prompt flow runs such a flow. The document and the list must outlive
/// the checker.
flow::Checker adviceChecker(const flow::FlowDocument &document,
                            const RetiredModels &retired = RetiredModels::installed());

/// The text in ASCII where all of it that isn't looks like something that is; else empty: "Оutput"
/// with a Cyrillic first letter is "Output".
std::string asciiTwin(std::string_view name);

} // namespace postern::check
