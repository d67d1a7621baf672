// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace postern::graph {
class GraphScene;
} // namespace postern::graph

namespace postern::test {

/// Lets Graphviz answer what the scene asks for; the answer comes with the next events.
void answerByGraphviz(graph::GraphScene &scene);

} // namespace postern::test
