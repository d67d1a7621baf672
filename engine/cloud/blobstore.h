// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/question.h"

#include <cstdint>
#include <map>
#include <string>

namespace postern::cloud {

/// What a storage service refuses, in its own form: XML, and a header with the code.
Answer blobFailure(const Question &question,
                   int status,
                   std::string_view code,
                   std::string_view text);

/// Blob storage under /account/container/blob: containers, block blobs, ranges, lists. Who may ask
/// is looked at before.
class BlobStore
{
public:
    Answer answer(const Question &question, std::int64_t now);

private:
    struct Blob
    {
        std::string bytes;
        std::string type;
        std::string etag;
        std::int64_t modified = 0;
        http::Headers metadata;
        std::map<std::string, std::string> blocks; ///< not yet put together, by id
        bool isCommitted = true;
    };
    using Container = std::map<std::string, Blob, std::less<>>;

    Answer account(const Question &question) const;
    Answer container(const Question &question, std::int64_t now);
    Answer list(const Question &question, const Container &blobs) const;
    Answer blob(const Question &question, Container &blobs, std::int64_t now);
    Answer put(const Question &question, Container &blobs, std::int64_t now);
    Answer get(const Question &question, const Blob &blob) const;
    Answer commitBlocks(const Question &question, Blob &blob);
    bool hasRoomFor(std::size_t bytes);

    std::map<std::string, Container, std::less<>> m_containers;
    std::size_t m_bytes = 0;
};

} // namespace postern::cloud
