// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/chatpage.h"

#include "engine/base/error.h"
#include "engine/serve/answers.h"
#include "engine/store/atomicfile.h"
#include "engine/store/resources.h"

#include <array>

namespace postern::serve {

namespace {

constexpr std::string_view kPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; "
                                     "connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
                                     "form-action 'none'; frame-ancestors 'none'";

struct PageFile
{
    std::string_view path;
    std::string_view file;
    std::string_view type;
};

constexpr std::array<PageFile, 3> kFiles{
    {{"/", "chat.html", "text/html; charset=utf-8"},
     {"/chat.css", "chat.css", "text/css; charset=utf-8"},
     {"/chat.js", "chat.js", "text/javascript; charset=utf-8"}}};

} // namespace

std::optional<http::Response> pageFile(std::string_view path)
{
    for (const PageFile &file : kFiles) {
        if (file.path != path)
            continue;
        http::Response response;
        try {
            response = textAnswer(store::readFile(store::resourcesFolder() / "serve" / file.file),
                                  200,
                                  file.type);
        } catch (const Error &) { // an installation without its pages serves its flow all the same
            return textAnswer("This flow answers at /score.\n", 200);
        }
        response.head.headers.emplace_back("Content-Security-Policy", kPolicy);
        response.head.headers.emplace_back("X-Content-Type-Options", "nosniff");
        response.head.headers.emplace_back("Referrer-Policy", "no-referrer");
        return response;
    }
    return std::nullopt;
}

} // namespace postern::serve
