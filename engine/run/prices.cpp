// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/prices.h"

#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"
#include "engine/store/resources.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::run {

namespace {

Error wrongPrices(const std::string &name, Message what)
{
    return {ErrorCode::InvalidInput,
            tr("The prices in '%1' can't be read: %2", name, std::move(what)),
            tr("Write them as resources/models/prices.json has them, or remove the file."),
            Place{name, 0, 0}};
}

double priceIn(const Value &price, const char *key, const std::string &name, const Value &model)
{
    const Value *value = price.find(key);
    if (!value)
        return 0;
    const double number = value->isInt()      ? static_cast<double>(value->asInt())
                          : value->isDouble() ? value->asDouble()
                                              : -1;
    const bool isPrice = std::isfinite(number) && number >= 0;
    if (!isPrice)
        throw wrongPrices(name, tr("'%1' of '%2' is no price.", key, py::str(model)));
    return number;
}

/// "gpt-4o-2024-08-06" without its date.
std::string_view withoutDate(std::string_view model)
{
    constexpr std::string_view kForm = "-dddd-dd-dd";
    if (model.size() <= kForm.size())
        return model;
    const std::string_view tail = model.substr(model.size() - kForm.size());
    const bool isDate = std::ranges::equal(tail, kForm, [](char c, char form) {
        return form == 'd' ? std::isdigit(static_cast<unsigned char>(c)) != 0 : c == form;
    });
    return isDate ? model.substr(0, model.size() - kForm.size()) : model;
}

std::string namedModel(const http::SharedBody &body)
{
    if (!body)
        return {};
    std::string_view text = *body;
    constexpr std::string_view kEvent = "data: {";
    if (const std::size_t event = text.find(kEvent); event != std::string_view::npos) {
        text.remove_prefix(event + kEvent.size() - 1);
        text = text.substr(0, text.find('\n'));
    }
    if (!text.starts_with('{'))
        return {};
    try {
        const Value answer = json::parse(text);
        const Value *model = answer.find("model");
        return model && model->isString() ? model->asString() : std::string();
    } catch (const Error &) { // cut off, or something else
        return {};
    }
}

} // namespace

fs::path PriceList::userFile()
{
    return store::homeFolder() / "prices.json";
}

PriceList PriceList::load()
{
    PriceList prices;
    const fs::path shipped = store::resourcesFolder() / "models" / "prices.json";
    prices.add(store::readFile(shipped), pathText(shipped));
    const fs::path own = userFile();
    std::error_code ignored;
    if (fs::exists(own, ignored))
        prices.add(store::readFile(own), pathText(own));
    return prices;
}

void PriceList::add(std::string_view text, const std::string &name)
{
    Value file;
    try {
        file = json::parse(text);
    } catch (const Error &error) {
        throw wrongPrices(name, error.translatableMessage());
    }
    if (!file.isDict())
        throw wrongPrices(name, tr("It should be an object."));
    if (const Value *currency = file.find("currency"); currency && currency->isString())
        m_currency = currency->asString();
    if (const Value *date = file.find("date"); date && date->isString())
        m_date = date->asString();
    const Value *models = file.find("models");
    for (const auto &[model, price] : models && models->isDict() ? models->asDict() : Dict()) {
        if (!price.isDict())
            throw wrongPrices(name, tr("'%1' should be an object.", py::str(model)));
        m_models[py::str(model)] = {priceIn(price, "input", name, model),
                                    priceIn(price, "output", name, model)};
    }
    const Value *deployments = file.find("deployments");
    for (const auto &[deployment, model] :
         deployments && deployments->isDict() ? deployments->asDict() : Dict())
        m_deployments[py::str(deployment)] = py::str(model);
}

const PriceList::Price *PriceList::find(std::string_view model) const
{
    if (const auto known = m_deployments.find(model); known != m_deployments.end())
        model = known->second;
    for (const std::string_view name : {model, withoutDate(model)}) {
        if (const auto found = m_models.find(name); found != m_models.end())
            return &found->second;
    }
    return nullptr;
}

std::optional<double> PriceList::costOf(std::string_view model, const TokenUsage &usage) const
{
    constexpr double kMillion = 1e6;
    const Price *price = find(model);
    if (!price)
        return std::nullopt;
    return (static_cast<double>(usage.prompt) * price->input
            + static_cast<double>(usage.completion) * price->output)
           / kMillion;
}

std::string modelOf(const http::Attempt &attempt)
{
    if (std::string model = namedModel(attempt.received); !model.empty())
        return model;
    constexpr std::string_view kDeployments = "/deployments/";
    if (const std::size_t at = attempt.target.find(kDeployments); at != std::string::npos) {
        const std::size_t begin = at + kDeployments.size();
        return attempt.target.substr(begin, attempt.target.find_first_of("/?", begin) - begin);
    }
    return namedModel(attempt.sent);
}

std::optional<double> costOf(const PriceList &prices,
                             const std::vector<ModelUse> &uses,
                             const TokenUsage &whole)
{
    double sum = 0;
    std::int64_t tokens = 0;
    for (const ModelUse &use : uses) {
        if (use.usage.total == 0 && use.usage.prompt == 0 && use.usage.completion == 0)
            continue;
        const std::optional<double> cost = prices.costOf(use.model, use.usage);
        if (!cost)
            return std::nullopt;
        sum += *cost;
        tokens += use.usage.total;
    }
    return tokens < whole.total ? std::nullopt : std::optional<double>(sum);
}

} // namespace postern::run
