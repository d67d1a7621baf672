// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/conformance/flows.h"
#include "tests/conformance/jinjacases.h"
#include "tests/conformance/yamlcases.h"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        if (!arguments.empty() && arguments.front() == "flows")
            return postern::conformance::runFlows({arguments.begin() + 1, arguments.end()});
        if (!arguments.empty() && arguments.front() == "jinja")
            return postern::conformance::runJinja({arguments.begin() + 1, arguments.end()});
        if (!arguments.empty() && arguments.front() == "yaml")
            return postern::conformance::runYaml({arguments.begin() + 1, arguments.end()});
    } catch (const std::exception &error) {
        std::fprintf(stderr, "postern-conformance: %s\n", error.what());
        return 2;
    }
    std::fputs(
        "Usage: postern-conformance flows CASE_DIR... [--python PATH] [--nodes] [--messages]\n"
        "           [--keep DIR] [--fake PATH] [--jobs N] [--floor N]\n"
        "       postern-conformance jinja CASES.jsonl... [--messages]\n"
        "       postern-conformance yaml CASES.jsonl...\n",
        stderr);
    return 2;
}
