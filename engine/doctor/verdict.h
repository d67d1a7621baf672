// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connectiontype.h"
#include "engine/doctor/finding.h"
#include "engine/http/message.h"

#include <string>
#include <string_view>

namespace postern::doctor {

/// What was asked, for a verdict on its answer.
struct Asked
{
    connection::ConnectionKind kind = connection::ConnectionKind::Unknown;
    std::string host;
    std::string resource; ///< deployment or index; empty: none was named
    std::string request;  ///< "GET /openai/models?api-version=..."
    std::string identity; ///< who asked by a token; empty: a key
    bool isToken = false;
    bool isPublicAddress = false; ///< the name led to a public address
    std::string privateZone;      ///< "privatelink.openai.azure.com"; empty: none is known
};

/// What an answer means: which step it fails, why, who can mend it, what to ask.
struct Verdict
{
    std::string step; ///< empty: it is an answer as it should be
    std::string finding;
    std::string cause;
    std::string who;
    std::string ask;
};
Verdict verdictOn(const Asked &asked, const http::Response &response);

/// The role that lets an identity use such a service: "Search Index Data Reader".
std::string_view roleFor(connection::ConnectionKind kind);
/// "Azure OpenAI", "Azure AI Search".
std::string_view serviceName(connection::ConnectionKind kind);
/// The private zone that an Azure host's name belongs to; empty for other hosts.
std::string privateZoneOf(std::string_view host);

} // namespace postern::doctor
