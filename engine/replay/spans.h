// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"

#include <string>
#include <vector>

namespace postern::replay {

/// The spans of what was told of runs, as OTLP's JSON (ExportTraceServiceRequest): one trace a line of
/// a run, a span for the line, for each attempt of a node, for each attempt of a request, and for
/// each function that Python code traced; flows that code calls stand below their node.
///
/// Attributes are those of OpenTelemetry's conventions for generative AI (`gen_ai.*`) and for HTTP, and
/// prompt flow's own (`framework`, `span_type`, `inputs`, `output`, `node_name`, `llm.usage.*`):
/// docs/tests.md. Without secrets. `flow` names the root.
Value otlpSpans(const std::vector<run::RunEvent> &events, const std::string &flow);

/// Keeps what is told of a run for otlpSpans().
class SpanCollector final : public run::RunObserver
{
public:
    void onEvent(const run::RunEvent &event) override;
    Value spans(const std::string &flow) const { return otlpSpans(m_events, flow); }

private:
    std::vector<run::RunEvent> m_events;
};

} // namespace postern::replay
