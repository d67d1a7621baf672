// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/connection/environment.h"
#include "engine/flow/flowdocument.h"

#include <filesystem>
#include <string>

namespace postern::prompty {

/// A .prompty file made ready: references followed, the model's configuration checked.
struct Prompty
{
    std::string name;
    std::string api = "chat";         ///< or "completion"
    std::string deployment;           ///< or model
    Dict configuration;               ///< of the model: where it is and how to get in
    Place modelPlace;                 ///< of the configuration in the file
    Dict parameters;                  ///< of the request, verbatim
    bool wantsFirst = true;           ///< false: the whole answer
    std::vector<std::string> outputs; ///< keys of a JSON answer that count; empty: all
    Value sample;
    std::string templateText;
    flow::SourceFolder folder; ///< what relative paths start from
};

/// What code gives Prompty.load as `model`.
struct ModelOverrides
{
    Dict settings;                      ///< over the file's own, member by member
    bool replacesConfiguration = false; ///< their `configuration` stands for the file's whole one
};

/// The prompty with settings of its front matter set anew, dicts member by member.
flow::FlowDocument withSettings(const flow::FlowDocument &document, const Dict &settings);

/// What a run tells of a prompty by: the name that it gives itself, else its file's.
std::string promptyName(const flow::FlowDocument &document);

/// Reads a prompty. `${env:NAME}` is taken from `environment`, else from the process, `${file:PATH}`
/// from the file; both stay text in a restricted folder.
/// Throws Error InvalidFlow with the class that Python raises in prompt flow.
Prompty readPrompty(const flow::FlowDocument &document,
                    const connection::Environment &environment,
                    flow::Trust trust,
                    const ModelOverrides &overrides = {});

/// The inputs of a prompty's sample: inline, or of the JSON file that it names.
/// Throws Error InvalidFlow (InvalidSampleError), and Refused for a file outside a restricted folder.
Dict sampleInputs(const Value &sample, const flow::SourceFolder &folder);

/// The connection of the model: the one named, else made from the configuration, else from the
/// usual environment variables. Throws Error ConnectionMissing or InvalidFlow.
connection::Connection connectionOf(const Prompty &prompty,
                                    const connection::ConnectionSet &connections,
                                    const connection::Environment &environment);

/// Throws Error InvalidFlow when the configuration names no connection and is of a type that
/// connectionOf() makes none of. A reference to a variable that isn't set may be of any.
void checkModelType(const Prompty &prompty);

/// An error about the connection that connectionOf() made, which has no name of its own, in words
/// of the prompty, as are settings that a node would have.
Error inTermsOf(const Prompty &prompty, const Error &error);

} // namespace postern::prompty
