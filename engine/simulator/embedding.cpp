// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/embedding.h"

#include "engine/base/base64.h"
#include "engine/base/utf8.h"
#include "engine/simulator/words.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace postern::simulator {
namespace {

constexpr std::size_t kMostInputs = 2048;

/// Adds a feature to the place its hash says, with the sign its hash says.
void add(std::vector<double> &vector, std::string_view feature, double weight)
{
    const std::uint64_t hash = hashOf(feature);
    vector[(hash >> 1) % vector.size()] += (hash & 1) ? weight : -weight;
}

Value encoded(const std::vector<float> &vector, bool asBase64)
{
    if (!asBase64) {
        List numbers;
        numbers.reserve(vector.size());
        for (const float number : vector)
            numbers.emplace_back(static_cast<double>(number));
        return numbers;
    }
    std::string bytes;
    bytes.reserve(vector.size() * 4);
    for (const float number : vector) {
        const auto bits = std::bit_cast<std::uint32_t>(number);
        for (int shift = 0; shift < 32; shift += 8)
            bytes += static_cast<char>(bits >> shift & 0xFF);
    }
    return toBase64(bytes);
}

/// Texts, or arrays of tokens as their numbers in words.
std::vector<std::string> readInputs(const Call &call)
{
    const Value *input = call.body.find("input");
    std::vector<std::string> texts;
    if (input && input->isString()) {
        texts.push_back(input->asString());
    } else if (input && input->isList() && !input->asList().empty()) {
        if (input->asList().front().isInt())
            return {toJson(*input)};
        for (const Value &item : input->asList())
            texts.push_back(item.isString() ? item.asString() : toJson(item));
    }
    if (texts.empty() || texts.size() > kMostInputs) {
        throw Refusal{400,
                      "",
                      "'$.input' is invalid. Please check the API reference: "
                      "https://platform.openai.com/docs/api-reference.",
                      "invalid_request_error",
                      "input"};
    }
    return texts;
}

} // namespace

std::vector<float> embeddingOf(std::string_view text, std::size_t dimensions)
{
    std::vector<double> sums(dimensions);
    for (const std::string &word : significantWords(text))
        add(sums, word, 2);
    std::string lower = ' ' + lowered(text) + ' ';
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < lower.size(); utf8::next(lower, at))
        starts.push_back(at);
    starts.push_back(lower.size());
    for (std::size_t i = 0; i + 3 < starts.size(); ++i)
        add(sums, std::string_view(lower).substr(starts[i], starts[i + 3] - starts[i]), 0.5);

    double square = 0;
    for (const double sum : sums)
        square += sum * sum;
    std::vector<float> vector(dimensions);
    if (square == 0) { // features may cancel out
        vector.front() = 1;
        return vector;
    }
    for (std::size_t i = 0; i < dimensions; ++i)
        vector[i] = static_cast<float>(sums[i] / std::sqrt(square));
    return vector;
}

SimulatedAnswer embeddingAnswer(const Call &call)
{
    const bool large = call.model.find("3-large") != std::string::npos;
    const auto dimensions = static_cast<std::size_t>(
        integerParameter(call, "dimensions", large ? 3072 : 1536, 1, large ? 3072 : 1536));
    const Value *format = call.body.find("encoding_format");
    const bool asBase64 = format && *format == Value("base64");
    std::int64_t tokens = 0;
    List data;
    for (const std::string &text : readInputs(call)) {
        tokens += countTokens(text);
        const auto index = static_cast<std::int64_t>(data.size());
        data.emplace_back(Dict{{"object", "embedding"},
                               {"index", index},
                               {"embedding", encoded(embeddingOf(text, dimensions), asBase64)}});
    }
    const Dict usage{{"prompt_tokens", tokens}, {"total_tokens", tokens}};
    return jsonAnswer(200,
                      Dict{{"object", "list"},
                           {"data", std::move(data)},
                           {"model", call.model},
                           {"usage", usage}});
}

} // namespace postern::simulator
