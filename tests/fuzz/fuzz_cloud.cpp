// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/cloud.h"
#include "engine/cloud/odatafilter.h"

#include <cstdint>
#include <cstdlib>
#include <optional>

namespace {

using postern::cloud::Cloud;

/// What services are asked: each with its key, so that what is read comes after who may ask.
const char *const kTargets[]
    = {"/simulator/c/blob?comp=blocklist",
       "/secrets/name/version?api-version=7.4",
       "/indexes?api-version=2024-07-01",
       "/indexes('aa')/docs/search.index?api-version=2024-07-01",
       "/indexes('aa')/docs/search.post.search?api-version=2024-07-01",
       "/contentsafety/text:analyze?api-version=2024-09-01",
       "/documentintelligence/documentModels/prebuilt-read:analyze?api-version=1",
       "/openai/v1/responses",
       "/t/oauth2/v2.0/token",
       "/subscriptions/s/x?api-version=1"};

} // namespace

// Any body and any path is answered, never by a crash, nor by what only a bug could throw.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string bytes(reinterpret_cast<const char *>(data + 1), size - 1);
    postern::cloud::CloudOptions options;
    options.models.apiKey = "key";
    options.tenant = "t";
    static Cloud cloud(options, "https://127.0.0.1");
    const bool isPath = data[0] >= 0xC0;
    constexpr std::size_t kCount = std::size(kTargets);
    const auto ask = [&](std::string target, std::string body) {
        postern::http::Headers headers{{"Host", "127.0.0.1"},
                                       {"api-key", "key"},
                                       {"Ocp-Apim-Subscription-Key", "key"},
                                       {"Content-Type", "application/json"}};
        const auto question = postern::cloud::readQuestion("POST",
                                                           std::move(target),
                                                           std::move(headers),
                                                           std::move(body),
                                                           "https");
        return cloud.answer(question);
    };
    ask("/indexes?api-version=1",
        R"({"name":"aa","fields":[{"name":"id","type":"Edm.String","key":true},)"
        R"({"name":"c","type":"Edm.String","searchable":true}]})");
    if (ask(isPath ? bytes : kTargets[data[0] % kCount], isPath ? std::string() : bytes).head.status
        == 0)
        std::abort();
    try {
        static_cast<void>(postern::cloud::ODataFilter::parse(bytes).matches(postern::Dict()));
    } catch (const postern::cloud::Failure &) { // it is no filter
    }
    return 0;
}
