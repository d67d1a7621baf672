// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/base/task.h"
#include "engine/base/value.h"

#include <array>
#include <string>

namespace postern::azure {

/// Questions to Azure's resource manager, as the identity of a connection.
class ResourceManager
{
public:
    /// Both must outlive it.
    ResourceManager(Channels &channels, const connection::Connection &connection)
        : m_channels(channels)
        , m_connection(connection)
    {}

    /// What it answers to a path, "/subscriptions/...". Throws Error ConnectionFailed with what it
    /// says of a refusal.
    Task<Value> ask(std::string method, std::string path, std::string apiVersion, Value body = {});

private:
    Channels &m_channels;
    const connection::Connection &m_connection;
};

/// The two keys of a resource of Cognitive Services (Azure OpenAI too) or of AI Search.
class ResourceKeys
{
public:
    /// `resource` is its ID. Throws Error InvalidInput for an ID of none of these.
    ResourceKeys(ResourceManager &manager, std::string resource);

    Task<std::array<std::string, 2>> list();
    /// Makes the first (0) or second (1) anew; gives it.
    Task<std::string> regenerate(std::size_t which);

private:
    ResourceManager &m_manager;
    std::string m_resource;
    bool m_isSearch = false;
};

} // namespace postern::azure
