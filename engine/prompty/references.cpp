// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/prompty/references.h"

#include "engine/base/json.h"
#include "engine/base/nearpath.h"
#include "engine/base/textencoding.h"
#include "engine/tool/prompttemplate.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace fs = std::filesystem;

namespace postern::prompty {

namespace {

std::string lowerSuffix(const fs::path &file)
{
    std::string suffix = file.extension().string();
    std::ranges::transform(suffix, suffix.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
    });
    return suffix;
}

Value jsonOf(std::string_view text, const std::string &name)
{
    try {
        return json::parse(text);
    } catch (const Error &error) {
        Place place = error.place().value_or(Place());
        place.file = name;
        Error named(error.code(),
                    tr("The file '%1': %2", name, error.translatableMessage()),
                    error.translatableHint(),
                    std::move(place));
        if (!error.promptflow())
            throw Error(std::move(named));
        const std::string &message = error.promptflow()->message;
        throw std::move(named).as({"SystemError", "JSONDecodeError"}, message);
    }
}

Value yamlOf(const std::string &text, const std::string &name)
{
    const yaml::Document document = yaml::Document::parse(text);
    if (!document.problems().empty()) {
        const yaml::Problem &problem = document.problems().front();
        Place place = document.place(problem.span.begin);
        place.file = name;
        throw Error(ErrorCode::InvalidInput, problem.message, problem.hint, std::move(place))
            .as({"SystemError", problem.pythonClass}, problem.message.english());
    }
    return document.root() ? yaml::toValue(*document.root()) : Value();
}

/// As Python reads a text file: every line ends with \n.
std::string withUnixLines(std::string_view text)
{
    std::string unix;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            unix += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            unix += '\n';
    }
    return unix;
}

Value resolvedText(const Value &value,
                   const flow::SourceFolder &folder,
                   const connection::Environment &environment)
{
    // prompt flow's pattern looks at the first line and takes its last brace.
    const std::string_view text
        = std::string_view(value.asString()).substr(0, value.asString().find('\n'));
    const std::size_t end = text.rfind('}');
    if (end == std::string_view::npos)
        return value;
    if (text.starts_with("${env:")) {
        const auto found = variableOf(environment, std::string(text.substr(6, end - 6)));
        return found ? Value(*found) : value;
    }
    if (!text.starts_with("${file:"))
        return value;
    const std::string name(text.substr(7, end - 7));
    const fs::path file = folder.path / name;
    std::error_code unknown;
    if (!flow::hasFile(folder, file) && !fs::exists(file, unknown)) {
        throw Error(ErrorCode::InvalidFlow,
                    tr("The file '%1' of ${file:%2} doesn't exist.", name, name),
                    nearestPathHint(
                        folder.path,
                        name,
                        tr("Correct the path after ${file:. It starts from the flow's folder.")))
            .as({"UserError"}, "Cannot find the reference file " + name + ".");
    }
    return readDataFile(folder, file, name);
}

} // namespace

std::optional<std::string> variableOf(const connection::Environment &environment,
                                      const std::string &name)
{
    if (const std::string *own = connection::findVariable(environment, name))
        return *own;
    if (const char *value = std::getenv(name.c_str())) {
        requireUtf8(value, tr("The environment variable %1", name));
        return value;
    }
    // Prompties of the second form write ${env:NAME:default}.
    const std::size_t colon = name.find(':');
    if (colon == std::string::npos)
        return std::nullopt;
    const auto named = variableOf(environment, name.substr(0, colon));
    return named && !named->empty() ? named : name.substr(colon + 1);
}

Value resolveReferences(const Value &value,
                        const flow::SourceFolder &folder,
                        const connection::Environment &environment)
{
    if (value.isString())
        return resolvedText(value, folder, environment);
    if (value.isList()) {
        List list;
        for (const Value &item : value.asList())
            list.push_back(resolveReferences(item, folder, environment));
        return list;
    }
    if (value.isDict()) {
        Dict dict;
        for (const auto &[key, member] : value.asDict())
            dict.append(key, resolveReferences(member, folder, environment));
        return dict;
    }
    return value;
}

Value dataWithSample(const flow::FlowDocument &document,
                     flow::Trust trust,
                     const connection::Environment &environment)
{
    const Value &raw = document.flow().raw;
    const Value *sample = raw.find("sample");
    if (!sample || trust == flow::Trust::Restricted)
        return raw;
    Dict data = raw.asDict();
    data.set("sample", resolveReferences(*sample, document.sources(trust), environment));
    return data;
}

Value readDataFile(const flow::SourceFolder &folder, const fs::path &file, const std::string &name)
{
    const std::string text = tool::readTemplate(folder, file, name);
    const std::string suffix = lowerSuffix(file);
    if (suffix == ".json")
        return jsonOf(text, name);
    if (suffix == ".yaml" || suffix == ".yml")
        return yamlOf(text, name);
    return withUnixLines(text);
}

} // namespace postern::prompty
