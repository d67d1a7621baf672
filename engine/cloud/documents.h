// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/question.h"

#include <cstdint>
#include <map>
#include <string>

namespace postern::cloud {

/// Document Intelligence: an analysis is begun, asked for, and done the second time it is asked
/// for. It reads plain text and the plain texts of a PDF; of other documents it says their size.
class Documents
{
public:
    Answer answer(const Question &question, std::int64_t now);

private:
    struct Analysis
    {
        std::string model;
        std::string text;
        std::string version;
        std::int64_t began = 0;
        int pollsLeft = 1;
    };

    Answer begin(const Question &question, std::int64_t now);
    Answer result(const Question &question, std::int64_t now);

    std::map<std::string, Analysis, std::less<>> m_analyses;
};

/// What a document says, as far as it can be read without more.
std::string documentText(const std::string &bytes);

} // namespace postern::cloud
