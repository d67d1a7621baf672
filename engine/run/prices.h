// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/tokenusage.h"
#include "engine/http/watch.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::run {

/// What tokens of a model cost: list prices from a file, never asked for over a network.
///
/// resources/models/prices.json has what was published; the user's own, homeFolder()/prices.json,
/// stands over it, model by model, and names the models of deployments. What neither has is an
/// unknown price, and never nothing.
class PriceList
{
public:
    /// Both files. Throws Error InvalidInput, with the place, for a file that says something else,
    /// and FileUnreadable.
    static PriceList load();
    /// The user's own, whether it is there or not.
    static std::filesystem::path userFile();
    /// Takes over what a file says. `name` is the file's.
    void add(std::string_view text, const std::string &name);

    /// By the model's name as its answers have it, with or without its date, or by its deployment's.
    std::optional<double> costOf(std::string_view model, const TokenUsage &usage) const;
    /// "USD"
    const std::string &currency() const { return m_currency; }
    /// When the prices that ship were looked up: "2026-06".
    const std::string &date() const { return m_date; }
    bool isEmpty() const { return m_models.empty(); }

private:
    struct Price
    {
        double input = 0; ///< of a million tokens
        double output = 0;
    };

    const Price *find(std::string_view model) const;

    std::map<std::string, Price, std::less<>> m_models;
    std::map<std::string, std::string, std::less<>> m_deployments;
    std::string m_currency = "USD";
    std::string m_date;
};

/// The model that an attempt of a request was answered by: as the answer names it, else its
/// deployment, else as the request does. Empty where none of them does. Needs the bodies.
std::string modelOf(const http::Attempt &attempt);

/// What a request took of a model.
struct ModelUse
{
    std::string model;
    TokenUsage usage;
};

/// Of all of them; nothing when the price of one that took tokens is unknown, or when `whole`, what a
/// node or a run took, is more: then a client of Python's own asked, too.
std::optional<double> costOf(const PriceList &prices,
                             const std::vector<ModelUse> &uses,
                             const TokenUsage &whole = {});

} // namespace postern::run
