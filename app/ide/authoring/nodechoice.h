// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/graph/graphmodel.h"

#include <QString>

#include <vector>

namespace postern::ide {

/// An input that a reference can be bound to.
struct ChoiceInput
{
    QString name;
    graph::PortType type = graph::PortType::Unknown;
    bool isRequired = false;

    bool operator==(const ChoiceInput &other) const = default;
};

/// Something that can be added to a flow as a node.
struct NodeChoice
{
    enum class Section { Tools, Prompts, Python };

    Section section = Section::Tools;
    graph::NodeKind kind = graph::NodeKind::Package;
    QString title;      ///< "Embedding", "New LLM node", "rerank"
    QString note;       ///< where it comes from: "in this folder"
    QString otherTitle; ///< it is found by this too
    QString type;       ///< of the node: "llm"
    QString sourceType; ///< "code", "package", "package_with_prompt"
    QString tool;       ///< id of a package's
    QString path;       ///< of a file that is there; empty: a new one is made, or none is needed
    QString name;       ///< that its node gets where it is free
    std::vector<ChoiceInput> inputs;
    /// A new template comes with it, which takes whatever it is given.
    bool isTemplate = false;

    /// Whether it is the same thing, which may take other inputs by now.
    bool operator==(const NodeChoice &other) const
    {
        return type == other.type && tool == other.tool && path == other.path
               && sourceType == other.sourceType && title == other.title;
    }
};

/// Whether a value of that type can go into an input of this: what isn't known is let through.
bool takes(graph::PortType input, graph::PortType value);
/// The input that a wire of that type fills: the first that has to be given, else the first that
/// can be. Null when there is none.
const ChoiceInput *inputFor(const NodeChoice &choice, graph::PortType value);

/// What the node's file or tool takes, and the node doesn't give it.
std::vector<ChoiceInput> freeInputs(const std::vector<NodeChoice> &choices, const flow::Node &node);

} // namespace postern::ide
