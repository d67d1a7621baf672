// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/pyenv.h"

#include "engine/process/program.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <string_view>

namespace fs = std::filesystem;

namespace postern::python {
namespace {

constexpr std::size_t kMostRead = 4096;

std::string startOf(const fs::path &file)
{
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored))
        return {}; // a pipe would be waited for
    std::ifstream stream(file, std::ios::binary);
    std::array<char, kMostRead> buffer{};
    stream.read(buffer.data(), buffer.size());
    return {buffer.data(), static_cast<std::size_t>(stream.gcount())};
}

/// pyenv's folder as its shim names it; empty for what is no shim.
fs::path rootOf(const fs::path &program)
{
    const std::string text = startOf(program);
    constexpr std::string_view kName = "export PYENV_ROOT=\"";
    const std::size_t name = text.find(kName);
    if (!text.starts_with("#!") || name == std::string::npos)
        return {};
    const std::size_t begin = name + kName.size();
    const std::size_t end = text.find('"', begin);
    return end == std::string::npos ? fs::path() : fs::path(text.substr(begin, end - begin));
}

/// The first word that is no comment.
std::string versionIn(const fs::path &file)
{
    const std::string text = startOf(file);
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const std::size_t begin = line.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos || line[begin] == '#')
            continue;
        const std::size_t end = line.find_first_of(" \t\r#", begin);
        return std::string(line.substr(begin, end == line.npos ? end : end - begin));
    }
    return {};
}

std::string versionOf(const fs::path &root,
                      fs::path folder,
                      const std::vector<std::pair<std::string, std::string>> &environment)
{
    constexpr std::string_view kVariable = "PYENV_VERSION";
    const auto given = std::ranges::find(environment,
                                         kVariable,
                                         &std::pair<std::string, std::string>::first);
    const char *inherited = std::getenv(kVariable.data());
    const std::string named = given != environment.end() ? given->second
                              : inherited                ? inherited
                                                         : "";
    if (!named.empty())
        return named.substr(0, named.find(':'));
    std::error_code ignored;
    folder = fs::absolute(folder, ignored);
    while (true) {
        if (fs::is_regular_file(folder / ".python-version", ignored))
            return versionIn(folder / ".python-version");
        if (folder == folder.parent_path())
            return versionIn(root / "version");
        folder = folder.parent_path();
    }
}

} // namespace

fs::path behindPyenv(const fs::path &program,
                     const fs::path &folder,
                     const std::vector<std::pair<std::string, std::string>> &environment)
{
    const fs::path root = rootOf(program);
    if (root.empty())
        return program;
    const std::string version = versionOf(root, folder, environment);
    if (version.empty() || version.find('/') != std::string::npos || version.starts_with('.'))
        return program;
    fs::path real = root / "versions" / version / "bin" / program.filename();
    return process::isProgram(real) ? real : program;
}

} // namespace postern::python
