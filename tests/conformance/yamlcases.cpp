// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/conformance/yamlcases.h"

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/yaml/document.h"
#include "engine/yaml/node.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace postern::conformance {

namespace {

/// The value with its type written out, as the record has it.
Value typed(const Value &value)
{
    Dict wrapped;
    if (value.isDict()) {
        List pairs;
        for (const auto &[key, member] : value.asDict())
            pairs.emplace_back(List{typed(key), typed(member)});
        wrapped.append("dict", Value(std::move(pairs)));
        return wrapped;
    }
    if (value.isList()) {
        List items;
        for (const Value &item : value.asList())
            items.push_back(typed(item));
        return items;
    }
    if (value.isDouble())
        wrapped.append("float", py::repr(value));
    else if (value.isInt() || value.kind() == Value::Kind::BigInt)
        wrapped.append("int", py::repr(value));
    else if (value.kind() == Value::Kind::DateTime)
        wrapped.append("time", true);
    else
        return value;
    return wrapped;
}

std::string difference(const Value &test)
{
    const yaml::Document document = yaml::Document::parse(test.find("text")->asString());
    std::string refusal = document.problems().empty()
                              ? ""
                              : document.problems().front().message.english();
    Value actual;
    if (refusal.empty()) {
        try {
            actual = typed(yaml::toValue(*document.root()));
        } catch (const Error &error) {
            refusal = error.message();
        }
    }
    const Value *expected = test.find("expected");
    // To read more than ruamel.yaml does harms no flow.
    if (expected == nullptr)
        return {};
    if (!refusal.empty())
        return "refused: " + refusal + " Not " + json::write(*expected);
    return actual == *expected ? "" : json::write(actual) + " is not " + json::write(*expected);
}

} // namespace

int runYaml(const std::vector<std::string> &files)
{
    int passed = 0;
    int failed = 0;
    for (const std::string &path : files) {
        std::ifstream file(path);
        if (!file)
            throw std::runtime_error("can't read " + path);
        for (std::string line; std::getline(file, line);) {
            const Value test = json::parse(line);
            const std::string why = difference(test);
            ++(why.empty() ? passed : failed);
            if (!why.empty())
                std::printf("FAIL %s: %s\n", test.find("id")->asString().c_str(), why.c_str());
        }
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}

} // namespace postern::conformance
