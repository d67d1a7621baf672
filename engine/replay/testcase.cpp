// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/testcase.h"

#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/nearest.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::replay {

namespace {

using yaml::Node;

constexpr std::array<std::string_view, 10> kCaseKeys{"name",
                                                     "inputs",
                                                     "init",
                                                     "answers",
                                                     "environment",
                                                     "variant",
                                                     "node",
                                                     "cassette",
                                                     "simulate",
                                                     "expect"};

/// Reads the cases of one file.
class CaseReader
{
public:
    CaseReader(const yaml::Document &document, const fs::path &file)
        : m_document(document)
        , m_file(file)
        , m_name(pathText(file))
    {}

    std::vector<TestCase> read(const Node *root)
    {
        if (!root || !root->isMapping())
            throw wrong(root, tr("A file of test cases should be a mapping."));
        const Node *cases = root->find("cases");
        if (!cases)
            return {readCase(*root, fs::path(m_file).stem().string())};
        if (root->members().size() > 1)
            throw wrong(root, tr("Beside '%1' there is nothing in such a file.", "cases"));
        if (!cases->isSequence() || cases->resolved().children.empty())
            throw wrong(cases, tr("'%1' should be a list of cases.", "cases"));
        std::vector<TestCase> made;
        made.reserve(cases->resolved().children.size());
        for (const Node *one : cases->resolved().children)
            made.push_back(readCase(*one, "case " + std::to_string(made.size() + 1)));
        return made;
    }

private:
    Error wrong(const Node *node, Message what, Message hint = tr("See docs/tests.md.")) const
    {
        Place place = m_document.place(node ? node->span.begin : 0);
        place.file = m_name;
        return {ErrorCode::InvalidInput, std::move(what), std::move(hint), place};
    }

    TestCase readCase(const Node &node, std::string name) const
    {
        if (!node.isMapping())
            throw wrong(&node, tr("A test case should be a mapping."));
        TestCase made;
        made.name = std::move(name);
        made.file = m_file;
        made.line = m_document.place(node.span.begin).line;
        for (const Node::Member &member : node.members())
            take(made, member);
        if (made.expect.isEmpty())
            throw wrong(&node, tr("The test case '%1' expects nothing.", made.name));
        return made;
    }

    void take(TestCase &made, const Node::Member &member) const
    {
        const std::string &key = member.key->resolved().text;
        const Node &value = *member.value;
        if (key == "name")
            made.name = textOf(value);
        else if (key == "inputs")
            made.inputs = dictOf(value);
        else if (key == "init")
            made.init = dictOf(value);
        else if (key == "answers")
            made.answers = dictOf(value);
        else if (key == "environment")
            made.environment = dictOf(value);
        else if (key == "variant")
            made.variant = textOf(value);
        else if (key == "node")
            made.node = textOf(value);
        else if (key == "cassette")
            made.cassette = fs::path(m_file).parent_path() / textOf(value);
        else if (key == "simulate")
            made.simulate = yaml::toValue(value).truthy();
        else if (key == "expect")
            made.expect = Expectation::of(value, m_document, m_name);
        else
            throw unknownKey(*member.key, key);
    }

    Error unknownKey(const Node &node, const std::string &key) const
    {
        const std::string near = flow::nearest(key, {kCaseKeys.begin(), kCaseKeys.end()});
        return wrong(&node,
                     tr("A test case has no '%1'.", key),
                     near.empty() ? tr("See docs/tests.md.") : tr("Did you mean '%1'?", near));
    }

    std::string textOf(const Node &value) const
    {
        if (!value.isScalar() || value.isNull())
            throw wrong(&value, tr("This should be a text."));
        return value.resolved().text;
    }

    Dict dictOf(const Node &value) const
    {
        if (value.isNull())
            return {};
        if (!value.isMapping())
            throw wrong(&value, tr("This should be a mapping."));
        Dict dict;
        const Value read = yaml::toValue(value);
        for (const auto &[key, member] : read.asDict())
            dict.set(Value(py::str(key)), member);
        return dict;
    }

    const yaml::Document &m_document;
    const fs::path m_file;
    const std::string m_name;
};

} // namespace

std::vector<TestCase> parseTestCases(std::string_view text, const fs::path &file)
{
    const yaml::Document document = yaml::Document::parse(text);
    if (!document.problems().empty()) {
        const yaml::Problem &problem = document.problems().front();
        Place place = document.place(problem.span.begin);
        place.file = pathText(file);
        throw Error(ErrorCode::InvalidInput, problem.message, problem.hint, place);
    }
    try {
        return CaseReader(document, file).read(document.root());
    } catch (const Error &error) {
        if (error.place() && !error.place()->file.empty())
            throw;
        // Of a value that YAML can write and we don't take.
        throw Error(ErrorCode::InvalidInput,
                    error.translatableMessage(),
                    error.translatableHint(),
                    Place{pathText(file), error.place() ? error.place()->line : 0, 0});
    }
}

std::vector<fs::path> testFilesOf(const fs::path &flowFolder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(flowFolder / "tests", error), end; !error && entry != end;
         entry.increment(error)) {
        const fs::path extension = entry->path().extension();
        if (extension == ".yaml" || extension == ".yml")
            files.push_back(entry->path());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace postern::replay
