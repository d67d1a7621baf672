// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/request/keyvalues.h"

#include "engine/base/json.h"
#include "engine/base/nearpath.h"
#include "engine/base/textencoding.h"
#include "engine/store/atomicfile.h"
#include "engine/yaml/document.h"

#include <algorithm>

namespace fs = std::filesystem;

namespace postern::request {

namespace {

Value readYaml(const fs::path &file, const std::string &text)
{
    const yaml::Document document = yaml::Document::parse(text);
    if (!document.problems().empty()) {
        const yaml::Problem &problem = document.problems().front();
        Place place = document.place(problem.span.begin);
        place.file = file.string();
        throw Error(ErrorCode::InvalidInput, problem.message, problem.hint, place);
    }
    return yaml::toValue(*document.root());
}

std::string_view firstLine(std::string_view text)
{
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (line.find_first_not_of(" \t\r") != std::string_view::npos)
            return line;
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return text;
}

Value readJson(const fs::path &file, std::string_view text)
{
    try {
        return json::parse(text);
    } catch (const Error &error) {
        Place place = error.place().value_or(Place());
        place.file = file.string();
        throw Error(error.code(), error.translatableMessage(), tr("Correct the JSON."), place);
    }
}

Dict readInputFile(const fs::path &file)
{
    const std::string text = readNamedFile(file);
    const std::string suffix = file.extension().string();
    Value value;
    if (suffix == ".json")
        value = readJson(file, text);
    else if (suffix == ".jsonl")
        value = readJson(file, firstLine(text));
    else if (suffix == ".yaml" || suffix == ".yml")
        value = readYaml(file, text);
    else
        throw Error(ErrorCode::Usage,
                    tr("'%1' is neither KEY=VALUE nor a .json, .jsonl or .yaml file.",
                       file.string()),
                    tr("Give inputs as KEY=VALUE, or name a file."));
    if (!value.isDict()) {
        throw Error(ErrorCode::InvalidInput,
                    tr("The file '%1' holds a %2 instead of an object with the inputs.",
                       file.string(),
                       value.typeName()),
                    tr("Write an object with one member for every input."));
    }
    return value.asDict();
}

} // namespace

/// Without one pair of quotes around it.
static std::string unquoted(std::string_view text)
{
    const bool isQuoted = text.size() > 1 && text.front() == text.back()
                          && (text.front() == '"' || text.front() == '\'');
    return std::string(isQuoted ? text.substr(1, text.size() - 2) : text);
}

std::string readNamedFile(const fs::path &file)
{
    try {
        return decodeText(store::readFile(file));
    } catch (const Error &error) {
        if (error.code() != ErrorCode::FileUnreadable)
            throw;
        throw Error(error.code(),
                    error.translatableMessage(),
                    nearestPathHint(fs::current_path(),
                                    file.string(),
                                    tr("Check the path; values are given as KEY=VALUE.")));
    }
}

std::vector<std::pair<std::string, std::string>> readPairs(const std::vector<std::string> &words,
                                                           std::string_view what)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string &given : words) {
        const std::string word = unquoted(given);
        const std::size_t equals = word.find('=');
        if (equals == 0 || equals == std::string::npos) {
            throw Error(ErrorCode::Usage,
                        tr("'%1' is no KEY=VALUE.", word),
                        tr("Give %1 as KEY=VALUE, in quotes where there are blanks.",
                           std::string(what)));
        }
        pairs.emplace_back(word.substr(0, equals),
                           unquoted(std::string_view(word).substr(equals + 1)));
    }
    return pairs;
}

Dict readInputs(const std::vector<std::string> &words)
{
    if (words.size() == 1 && words.front().find('=') == std::string::npos)
        return readInputFile(words.front());
    Dict inputs;
    for (const auto &[key, value] : readPairs(words, "inputs"))
        inputs.set(Value(key), Value(value));
    return inputs;
}

} // namespace postern::request
