// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/datacheck.h"

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <span>

namespace postern::evaluate {

namespace {

constexpr std::array<std::string_view, 6> kQuestions{"question",
                                                     "query",
                                                     "input",
                                                     "chat_input",
                                                     "user_input",
                                                     "prompt"};
constexpr std::array<std::string_view, 5> kContexts{"context",
                                                    "contexts",
                                                    "documents",
                                                    "passages",
                                                    "sources"};
constexpr std::array<std::string_view, 8> kGroundTruths{"ground_truth",
                                                        "groundtruth",
                                                        "expected_answer",
                                                        "expected",
                                                        "reference_answer",
                                                        "answer",
                                                        "label",
                                                        "category"};
constexpr std::array<std::string_view, 4> kProvenances{"provenance",
                                                       "source",
                                                       "origin",
                                                       "written_by"};
/// What a provenance says of a row that no person wrote.
constexpr std::array<std::string_view, 9> kModels{"model",
                                                  "synthetic",
                                                  "generated",
                                                  "llm",
                                                  "gpt",
                                                  "simulator",
                                                  "ai",
                                                  "claude",
                                                  "augmented"};
/// Shorter texts stand anywhere.
constexpr std::size_t kShortestLeak = 24;
constexpr std::size_t kRowsNamed = 5;

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

/// The text in one line, without a difference of case or spaces.
std::string normalized(const Value *value)
{
    if (value == nullptr || value->isNull())
        return {};
    std::string made;
    for (const char c : lowered(py::str(*value))) {
        const bool isSpace = c == ' ' || (c >= '\t' && c <= '\r');
        if (!isSpace)
            made += c;
        else if (!made.empty() && made.back() != ' ')
            made += ' ';
    }
    if (made.ends_with(' '))
        made.pop_back();
    return made;
}

std::string columnOf(const std::vector<Dict> &rows,
                     const std::string &given,
                     std::span<const std::string_view> usual)
{
    if (!given.empty())
        return given;
    std::map<std::string, std::string> columns;
    for (const Dict &row : rows) {
        for (const auto &[name, value] : row)
            columns.emplace(lowered(py::str(name)), py::str(name));
    }
    for (const std::string_view name : usual) {
        if (const auto found = columns.find(std::string(name)); found != columns.end())
            return found->second;
    }
    return {};
}

std::string rowList(const std::vector<std::size_t> &rows)
{
    std::string text;
    for (std::size_t at = 0; at < std::min(rows.size(), kRowsNamed); ++at)
        text += (at == 0 ? "" : ", ") + std::to_string(rows[at] + 1);
    return rows.size() > kRowsNamed ? text + " ..." : text;
}

/// Collects what is found of the data.
class DataCheck
{
public:
    DataCheck(const std::vector<Dict> &rows, const DataRules &rules)
        : m_rows(rows)
        , m_rules(rules)
        , m_columns(columnsIn(rows, rules))
    {}

    std::vector<Gate> check(const std::vector<PromptText> &prompts)
    {
        checkSize();
        checkColumn("question", m_columns.question);
        checkColumn("context", m_columns.context);
        checkColumn("ground_truth", m_columns.groundTruth);
        checkProvenance();
        checkDuplicates();
        checkLeakage(prompts);
        checkBalance();
        return std::move(m_gates);
    }

private:
    void add(std::string name, Verdict verdict, Message text)
    {
        Gate gate;
        gate.name = "data " + std::move(name);
        gate.verdict = verdict;
        gate.text = std::move(text);
        m_gates.push_back(std::move(gate));
    }

    void checkSize()
    {
        const std::size_t count = m_rows.size();
        if (count < m_rules.minRows)
            add("rows",
                Verdict::Fail,
                tr("The data has %1 rows, fewer than %2: a gate on it says little.",
                   count,
                   m_rules.minRows));
        else if (count < m_rules.warnRows)
            add("rows",
                Verdict::Warn,
                tr("The data has %1 rows; from %2 on a gate is sound.", count, m_rules.warnRows));
        else
            add("rows", Verdict::Pass, tr("The data has %1 rows.", count));
    }

    void checkColumn(const std::string &role, const std::string &column)
    {
        const bool isRequired = std::ranges::find(m_rules.required, role) != m_rules.required.end();
        if (!isRequired)
            return;
        if (column.empty()) {
            add(role, Verdict::Fail, tr("No column of the data is the %1.", role));
            return;
        }
        std::vector<std::size_t> lacking;
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            if (normalized(m_rows[row].find(column)).empty())
                lacking.push_back(row);
        }
        if (lacking.empty())
            add(role, Verdict::Pass, tr("Every row has '%1'.", column));
        else
            add(role,
                Verdict::Fail,
                tr("'%1' is missing in %2 rows: %3.", column, lacking.size(), rowList(lacking)));
    }

    static bool isOfModel(const std::string &provenance)
    {
        std::string word;
        for (const char c : provenance + " ") {
            if (c >= 'a' && c <= 'z') {
                word += c;
                continue;
            }
            if (std::ranges::find(kModels, word) != kModels.end())
                return true;
            word.clear();
        }
        return false;
    }

    void checkProvenance()
    {
        if (m_columns.provenance.empty()) {
            add("provenance",
                Verdict::Warn,
                tr("No column says where rows come from; 'provenance' would."));
            return;
        }
        std::vector<std::size_t> generated;
        std::vector<std::size_t> unknown;
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            const std::string said = normalized(m_rows[row].find(m_columns.provenance));
            if (said.empty())
                unknown.push_back(row);
            else if (isOfModel(said))
                generated.push_back(row);
        }
        if (!generated.empty())
            add("provenance",
                m_rules.isGolden ? Verdict::Fail : Verdict::Warn,
                tr("%1 rows were written by a model: %2.", generated.size(), rowList(generated)));
        else if (!unknown.empty())
            add("provenance",
                Verdict::Warn,
                tr("%1 rows don't say where they come from: %2.", unknown.size(), rowList(unknown)));
        else
            add("provenance", Verdict::Pass, tr("Every row says where it comes from."));
    }

    void checkDuplicates()
    {
        if (m_columns.question.empty())
            return;
        std::map<std::string, std::size_t> seen;
        std::vector<std::size_t> twice;
        std::vector<std::size_t> differing;
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            // The same question on another context is another row.
            const std::string question = normalized(m_rows[row].find(m_columns.question)) + "\n"
                                         + normalized(m_rows[row].find(m_columns.context));
            const auto [known, isNew] = seen.emplace(question, row);
            if (isNew || question == "\n")
                continue;
            const bool isSame = normalized(m_rows[row].find(m_columns.groundTruth))
                                == normalized(m_rows[known->second].find(m_columns.groundTruth));
            (isSame ? twice : differing).push_back(row);
        }
        if (!differing.empty())
            add("duplicates",
                Verdict::Fail,
                tr("%1 rows ask what an earlier row asks and expect something else: %2.",
                   differing.size(),
                   rowList(differing)));
        else if (!twice.empty())
            add("duplicates",
                Verdict::Fail,
                tr("%1 rows are there twice: %2.", twice.size(), rowList(twice)));
        else
            add("duplicates", Verdict::Pass, tr("No row is there twice."));
    }

    void checkLeakage(const std::vector<PromptText> &prompts)
    {
        for (const auto &[name, text] : prompts) {
            const Value held(text);
            const std::string prompt = normalized(&held);
            std::vector<std::size_t> leaked;
            for (std::size_t row = 0; row < m_rows.size(); ++row) {
                for (const std::string &column : {m_columns.question, m_columns.groundTruth}) {
                    const std::string value = normalized(m_rows[row].find(column));
                    if (value.size() >= kShortestLeak && prompt.find(value) != std::string::npos) {
                        leaked.push_back(row);
                        break;
                    }
                }
            }
            if (!leaked.empty())
                add("leakage",
                    Verdict::Fail,
                    tr("'%1' has the words of %2 rows: %3.", name, leaked.size(), rowList(leaked)));
        }
        const bool hasLeak = std::ranges::any_of(m_gates, [](const Gate &gate) {
            return gate.name == "data leakage";
        });
        if (!prompts.empty() && !hasLeak)
            add("leakage", Verdict::Pass, tr("No row stands in a prompt of the flow."));
    }

    void checkBalance()
    {
        if (m_rules.label.empty() || m_rows.empty())
            return;
        std::map<std::string, std::size_t> classes;
        for (const Dict &row : m_rows)
            ++classes[normalized(row.find(m_rules.label))];
        const auto largest = std::ranges::max_element(classes, {}, [](const auto &one) {
            return one.second;
        });
        const double share = static_cast<double>(largest->second)
                             / static_cast<double>(m_rows.size());
        const std::string percent = fmt::format("{:.0f} %", share * 100);
        if (share > m_rules.largestClass)
            add("balance",
                Verdict::Warn,
                tr("%1 of the rows are of the class '%2'.", percent, largest->first));
        else
            add("balance",
                Verdict::Pass,
                tr("%1 classes, the largest with %2 of the rows.", classes.size(), percent));
    }

    const std::vector<Dict> &m_rows;
    const DataRules &m_rules;
    const DataColumns m_columns;
    std::vector<Gate> m_gates;
};

} // namespace

DataColumns columnsIn(const std::vector<Dict> &rows, const DataRules &rules)
{
    return {columnOf(rows, rules.question, kQuestions),
            columnOf(rows, rules.context, kContexts),
            columnOf(rows, rules.groundTruth, kGroundTruths),
            columnOf(rows, rules.provenance, kProvenances)};
}

std::vector<Gate> checkData(const std::vector<Dict> &rows,
                            const DataRules &rules,
                            const std::vector<PromptText> &prompts)
{
    return DataCheck(rows, rules).check(prompts);
}

} // namespace postern::evaluate
