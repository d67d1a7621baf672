// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"
#include "engine/run/preparedflow.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::batch {

/// Where an input of a flow comes from: `${data.column}`, `${run.outputs.column}`,
/// `${run.inputs.column}`, or a value for every line.
class ColumnMapping
{
public:
    /// `given` is what the user says, by input. An input that it leaves out and that has no default
    /// is taken from the data's column of its name, as in prompt flow.
    ColumnMapping(const Dict &given, const std::vector<run::LineInput> &inputs);

    /// A row of one source: "data", "run.outputs" or "run.inputs".
    using SourceRow = std::pair<std::string_view, const Dict *>;

    struct Applied
    {
        Dict inputs;
        std::vector<std::string> missing; ///< references that no row has
    };
    Applied apply(const std::vector<SourceRow> &rows) const;

    /// The columns of a source that are asked for, as far as it is named.
    static std::pair<std::string, std::string> splitReference(std::string_view reference,
                                                              const std::vector<SourceRow> &rows);

    const Dict &entries() const { return m_entries; }

private:
    Dict m_entries;
};

/// What stands between `${` and `}` of a text that is a reference as a whole; empty for any other.
std::string_view referenceIn(const Value &value);

/// Throws prompt flow's error for a mapping of literals alone: every line would be the same.
void requireReference(const Dict &mapping);

/// The error for references that no column answers; `columns` are offered.
Error missingColumns(const std::vector<std::string> &references,
                     const std::vector<std::string> &columns);

} // namespace postern::batch
