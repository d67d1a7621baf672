// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/thresholds.h"

#include "engine/base/error.h"
#include "engine/flow/nearest.h"
#include "engine/yaml/document.h"

#include <array>
#include <cmath>
#include <span>

namespace postern::evaluate {

namespace {

using yaml::Node;

constexpr std::array<std::string_view, 5> kFileKeys{"metrics",
                                                    "data",
                                                    "seed",
                                                    "draws",
                                                    "failed_share"};
constexpr std::array<std::string_view, 5> kMetricKeys{"min",
                                                      "max",
                                                      "max_drop",
                                                      "max_rise",
                                                      "significance"};
constexpr std::array<std::string_view, 10> kDataKeys{"min_rows",
                                                     "warn_rows",
                                                     "question",
                                                     "context",
                                                     "ground_truth",
                                                     "required",
                                                     "provenance",
                                                     "golden",
                                                     "label",
                                                     "largest_class"};

/// Reads a file of thresholds.
class ThresholdReader
{
public:
    ThresholdReader(const yaml::Document &document, const std::string &file)
        : m_document(document)
        , m_file(file)
    {}

    Thresholds read()
    {
        const Node *root = m_document.root();
        if (root == nullptr || !root->isMapping())
            throw wrong(root, tr("A file of thresholds should be a mapping."));
        for (const Node::Member &member : root->members()) {
            const std::string key = known(*member.key, kFileKeys);
            const Node &value = *member.value;
            if (key == "metrics")
                readMetrics(value);
            else if (key == "data")
                readData(value);
            else if (key == "seed")
                m_made.seed = count(value);
            else if (key == "draws")
                m_made.draws = count(value);
            else
                m_made.failedShare = number(value);
        }
        return std::move(m_made);
    }

private:
    Error wrong(const Node *node, Message what, Message hint = tr("See docs/cli.md.")) const
    {
        Place place = m_document.place(node != nullptr ? node->span.begin : 0);
        place.file = m_file;
        return {ErrorCode::InvalidInput, std::move(what), std::move(hint), place};
    }

    std::string known(const Node &key, std::span<const std::string_view> keys) const
    {
        const std::string &text = key.resolved().text;
        for (const std::string_view one : keys) {
            if (one == text)
                return text;
        }
        const std::string near = flow::nearest(text, {keys.begin(), keys.end()});
        throw wrong(&key,
                    tr("Thresholds have no '%1' here.", text),
                    near.empty() ? tr("See docs/cli.md.") : tr("Did you mean '%1'?", near));
    }

    double number(const Node &node) const
    {
        const Value value = yaml::toValue(node);
        if (value.isInt())
            return static_cast<double>(value.asInt());
        if (!value.isDouble() || !std::isfinite(value.asDouble()))
            throw wrong(&node, tr("This should be a number."));
        return value.asDouble();
    }

    std::size_t count(const Node &node) const
    {
        const Value value = yaml::toValue(node);
        if (!value.isInt() || value.asInt() < 0 || value.asInt() > 1'000'000'000)
            throw wrong(&node, tr("This should be a whole number that isn't negative."));
        return static_cast<std::size_t>(value.asInt());
    }

    std::string text(const Node &node) const
    {
        if (!node.isScalar() || node.isNull())
            throw wrong(&node, tr("This should be a text."));
        return node.resolved().text;
    }

    void readMetrics(const Node &metrics)
    {
        if (!metrics.isMapping())
            throw wrong(&metrics, tr("'%1' should be a mapping.", "metrics"));
        for (const Node::Member &member : metrics.members())
            m_made.metrics.push_back(readMetric(*member.key, *member.value));
    }

    MetricThreshold readMetric(const Node &name, const Node &value) const
    {
        MetricThreshold made;
        made.metric = name.resolved().text;
        made.line = m_document.place(name.span.begin).line;
        if (!value.isMapping())
            throw wrong(&value, tr("'%1' should be a mapping.", made.metric));
        for (const Node::Member &member : value.members()) {
            const std::string key = known(*member.key, kMetricKeys);
            const double limit = number(*member.value);
            (key == "min"        ? made.min
             : key == "max"      ? made.max
             : key == "max_drop" ? made.maxDrop
             : key == "max_rise" ? made.maxRise
                                 : made.significance)
                = limit;
        }
        if (!made.min && !made.max && !made.maxDrop && !made.maxRise)
            throw wrong(&name,
                        tr("Nothing is asked of '%1'.", made.metric),
                        tr("Give it one of min, max, max_drop and max_rise."));
        return made;
    }

    void readData(const Node &data)
    {
        if (!data.isMapping())
            throw wrong(&data, tr("'%1' should be a mapping.", "data"));
        DataRules &rules = m_made.data;
        for (const Node::Member &member : data.members()) {
            const std::string key = known(*member.key, kDataKeys);
            const Node &value = *member.value;
            if (key == "min_rows")
                rules.minRows = count(value);
            else if (key == "warn_rows")
                rules.warnRows = count(value);
            else if (key == "largest_class")
                rules.largestClass = number(value);
            else if (key == "golden")
                rules.isGolden = yaml::toValue(value).truthy();
            else if (key == "required")
                readRequired(value);
            else
                (key == "question"     ? rules.question
                 : key == "context"    ? rules.context
                 : key == "provenance" ? rules.provenance
                 : key == "label"      ? rules.label
                                       : rules.groundTruth)
                    = text(value);
        }
    }

    void readRequired(const Node &list)
    {
        if (!list.isSequence())
            throw wrong(&list, tr("'%1' should be a list.", "required"));
        static constexpr std::array<std::string_view, 3> kRoles{"question",
                                                                "context",
                                                                "ground_truth"};
        m_made.data.required.clear();
        for (const Node *one : list.resolved().children)
            m_made.data.required.push_back(known(*one, kRoles));
    }

    const yaml::Document &m_document;
    const std::string &m_file;
    Thresholds m_made;
};

} // namespace

Thresholds Thresholds::parse(std::string_view text, const std::string &file)
{
    const yaml::Document document = yaml::Document::parse(text);
    if (!document.problems().empty()) {
        const yaml::Problem &problem = document.problems().front();
        Place place = document.place(problem.span.begin);
        place.file = file;
        throw Error(ErrorCode::InvalidInput, problem.message, tr("See docs/cli.md."), place);
    }
    return ThresholdReader(document, file).read();
}

} // namespace postern::evaluate
