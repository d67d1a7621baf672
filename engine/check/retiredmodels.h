// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::check {

/// A model that its service no longer serves.
struct RetiredModel
{
    std::string name;
    std::string date;    ///< since when, "2025-10-15"; may be empty
    std::string instead; ///< what takes its place; may be empty
};

/// The list in resources/models/retired.yaml, which may be edited.
class RetiredModels
{
public:
    /// From the text of the file. Entries without a name are left out; a text that is no such list is
    /// an empty one.
    explicit RetiredModels(std::string_view yaml);
    /// That of the installation, read once; empty when it can't be read.
    static const RetiredModels &installed();

    /// The model of that name, in any case and with or without the dot of 3.5; null for others.
    const RetiredModel *find(std::string_view name) const;

private:
    std::vector<RetiredModel> m_models;
};

} // namespace postern::check
