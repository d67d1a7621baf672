// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/question.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace postern::cloud {

/// A key vault's secrets: versions, attributes, deletion and recovery. Who may ask is looked at
/// before.
class KeyVault
{
public:
    Answer answer(const Question &question, std::int64_t now);
    /// A new version of a secret.
    void put(const std::string &name, const std::string &value, std::int64_t now);

private:
    struct Version
    {
        std::string id;
        std::string value;
        std::string contentType;
        Value tags;
        bool enabled = true;
        std::int64_t notBefore = 0; ///< 0: none
        std::int64_t expires = 0;   ///< 0: never
        std::int64_t created = 0;
        std::int64_t updated = 0;
    };
    using Versions = std::vector<Version>; // the newest is the last

    Answer secrets(const Question &question, std::int64_t now);
    Answer set(const Question &question, std::int64_t now);
    Answer get(const Question &question);
    Answer update(const Question &question, std::int64_t now);
    Answer list(const Question &question) const;
    Answer remove(const Question &question, std::int64_t now);
    Answer deleted(const Question &question, std::int64_t now);
    Version &versionOf(std::string_view name, std::string_view version);
    static Dict bundle(const std::string &base, const std::string &name, const Version &version);
    static Dict deletedBundle(const std::string &base,
                              const std::string &name,
                              const Version &version,
                              std::int64_t now);
    static void readAttributes(const Value &body, Version &version);

    std::map<std::string, Versions, std::less<>> m_secrets;
    std::map<std::string, Versions, std::less<>> m_deleted;
};

} // namespace postern::cloud
