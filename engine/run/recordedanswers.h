// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flowdocument.h"

namespace postern::run {

/// The values of nodes that lie beside a flow for its simulated runs, by the nodes' names: what
/// .postern/answers.json says, else .postern/answers.yaml. Throws as readDataFile(), InvalidInput
/// for what is no mapping, Refused for a file outside a restricted folder.
Dict recordedAnswers(const flow::SourceFolder &folder);

/// What flow::validate() asks about them: a hint for each node that they answer, and a warning when
/// they can't be read. Places are in their file.
flow::Checker recordedAnswersChecker();

} // namespace postern::run
