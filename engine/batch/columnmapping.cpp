// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/columnmapping.h"

#include <algorithm>

namespace postern::batch {

namespace {

constexpr std::string_view kLineNumber = "line_number";

std::string listOf(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// The value that a reference names, at the shortest source that has it.
const Value *columnValue(std::string_view reference,
                         const std::vector<ColumnMapping::SourceRow> &rows)
{
    for (std::size_t dot = reference.find('.'); dot != std::string_view::npos;
         dot = reference.find('.', dot + 1)) {
        const std::string_view source = reference.substr(0, dot);
        const std::string_view column = reference.substr(dot + 1);
        const auto row = std::ranges::find(rows, source, &ColumnMapping::SourceRow::first);
        if (row == rows.end())
            continue;
        if (const Value *value = row->second->find(column))
            return value;
    }
    return nullptr;
}

} // namespace

std::string_view referenceIn(const Value &value)
{
    if (!value.isString())
        return {};
    std::string_view text = value.asString();
    if (!text.starts_with("${") || !text.ends_with('}'))
        return {};
    text = text.substr(2, text.size() - 3);
    return text.find_first_of("{}") == std::string_view::npos ? text : std::string_view();
}

ColumnMapping::ColumnMapping(const Dict &given, const std::vector<run::LineInput> &inputs)
{
    for (const run::LineInput &input : inputs) {
        if (!input.hasDefault && !given.contains(input.name))
            m_entries.append(Value(input.name), Value("${data." + input.name + "}"));
    }
    for (const auto &[input, source] : given) {
        if (input != Value(kLineNumber))
            m_entries.set(input, source);
    }
}

ColumnMapping::Applied ColumnMapping::apply(const std::vector<SourceRow> &rows) const
{
    Applied applied;
    for (const auto &[input, source] : m_entries) {
        const std::string_view reference = referenceIn(source);
        if (reference.empty()) {
            applied.inputs.append(input, source);
        } else if (const Value *value = columnValue(reference, rows)) {
            applied.inputs.append(input, *value);
        } else {
            applied.inputs.append(input, Value());
            applied.missing.emplace_back(reference);
        }
    }
    return applied;
}

std::pair<std::string, std::string> ColumnMapping::splitReference(std::string_view reference,
                                                                  const std::vector<SourceRow> &rows)
{
    for (std::size_t dot = reference.find('.'); dot != std::string_view::npos;
         dot = reference.find('.', dot + 1)) {
        if (std::ranges::find(rows, reference.substr(0, dot), &SourceRow::first) != rows.end())
            return {std::string(reference.substr(0, dot)), std::string(reference.substr(dot + 1))};
    }
    return {};
}

void requireReference(const Dict &mapping)
{
    const auto isReference = [](const Dict::Member &member) {
        return member.second.isString() && member.second.asString().starts_with('$');
    };
    if (mapping.empty() || std::ranges::any_of(mapping, isReference))
        return;
    Error error(ErrorCode::Usage,
                tr("The column mapping takes nothing from the data: every line would be the same."),
                tr("Map at least one input to a column: question=${data.question}"));
    throw std::move(error).as({"UserError", "ValidationError"},
                              "Column mapping must contain at least one mapping binding, current "
                              "column mapping contains all static values.");
}

Error missingColumns(const std::vector<std::string> &references,
                     const std::vector<std::string> &columns)
{
    std::vector<std::string> whole;
    whole.reserve(references.size());
    for (const std::string &reference : references)
        whole.push_back("${" + reference + "}");
    const std::string relations = listOf(whole);
    Error error(ErrorCode::InvalidInput,
                tr("The data has no column for %1.", relations),
                columns.empty() ? tr("Say with --column-mapping where the inputs come from.")
                                : tr("Say with --column-mapping where the inputs come from; there "
                                     "are the columns %1.",
                                     listOf(columns)));
    return std::move(error)
        .as({"UserError", "ValidationError", "InputMappingError", "ApplyInputMappingError"},
            "The input for batch run is incorrect. Couldn't find these mapping relations: "
                + relations
                + ". Please make sure your input mapping keys and values match your YAML input "
                  "section and input data. For more information, refer to the following "
                  "documentation: https://aka.ms/pf/column-mapping");
}

} // namespace postern::batch
