// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/conformance/flows.h"

#include "tests/conformance/differences.h"
#include "tests/conformance/fakeserver.h"
#include "tests/conformance/flowcase.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace fs = std::filesystem;

namespace postern::conformance {

namespace {

constexpr std::chrono::seconds kTimeout{20};

struct Arguments
{
    std::vector<fs::path> cases;
    FlowOptions options;
    fs::path fake;
    std::size_t jobs = 2;
    int floor = -1; ///< so many passed runs are enough; negative: all
};

Arguments parse(const std::vector<std::string> &words)
{
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string &word = words[i];
        const auto next = [&]() -> const std::string & {
            if (i + 1 == words.size())
                throw std::runtime_error(word + " needs a value");
            return words[++i];
        };
        if (word == "--python")
            arguments.options.python = fs::absolute(next());
        else if (word == "--keep")
            arguments.options.keep = fs::absolute(next());
        else if (word == "--fake")
            arguments.fake = fs::absolute(next());
        else if (word == "--jobs")
            arguments.jobs = std::stoul(next());
        else if (word == "--floor")
            arguments.floor = std::stoi(next());
        else if (word == "--nodes")
            arguments.options.nodes = true;
        else if (word == "--messages")
            arguments.options.messages = true;
        else if (word.starts_with("--"))
            throw std::runtime_error("unknown option " + word);
        else
            arguments.cases.push_back(fs::absolute(word).lexically_normal());
    }
    return arguments;
}

/// Cases may be named one by one or by a folder of them.
std::vector<fs::path> allCases(const std::vector<fs::path> &named)
{
    std::vector<fs::path> cases;
    for (const fs::path &path : named) {
        const fs::path folder = path.has_filename() ? path : path.parent_path();
        if (fs::is_regular_file(folder / "case.json")) {
            cases.push_back(folder);
            continue;
        }
        for (const fs::directory_entry &entry : fs::directory_iterator(folder)) {
            if (fs::is_regular_file(entry.path() / "case.json"))
                cases.push_back(entry.path());
        }
    }
    std::ranges::sort(cases);
    return cases;
}

/// The script of the fake model server; empty where there is none: our own cases ask no model.
fs::path findFake(const Arguments &arguments, const std::vector<fs::path> &cases)
{
    std::vector<fs::path> places{arguments.fake};
    if (!cases.empty())
        places.push_back(cases.front().parent_path().parent_path() / "fake_aoai.py");
    places.push_back(fs::path(POSTERN_SOURCE_DIR) / "../shared/conformance/fake_aoai.py");
    for (const fs::path &place : places) {
        if (fs::is_regular_file(place))
            return place;
    }
    if (!arguments.fake.empty())
        throw std::runtime_error(arguments.fake.string() + " isn't there");
    return {};
}

std::string oneLine(const std::vector<std::string> &differences)
{
    std::string text;
    for (const std::string &difference : differences)
        text += (text.empty() ? "" : "; ") + difference;
    std::ranges::replace(text, '\n', ' ');
    return text;
}

/// A case under way in a process of its own, so that a crash or a hang can't spoil the next.
struct Child
{
    pid_t process;
    fs::path folder;
    fs::path scratch;
    std::chrono::steady_clock::time_point start;
};

Child startCase(const fs::path &folder, const FlowOptions &options)
{
    std::string pattern = (fs::temp_directory_path() / "conformance-XXXXXX").string();
    Child child{-1, folder, ::mkdtemp(pattern.data()), std::chrono::steady_clock::now()};
    std::fflush(nullptr);
    child.process = ::fork();
    if (child.process != 0)
        return child;
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    fs::current_path(child.scratch);
    std::ofstream verdicts(child.scratch / "verdicts");
    try {
        for (const RunVerdict &verdict : runCase(folder, options))
            verdicts << verdict.id << '\t' << oneLine(verdict.differences) << '\n';
        verdicts.close();
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s: %s\n", folder.filename().c_str(), error.what());
        ::_exit(1);
    }
    ::_exit(0);
}

bool isMessage(const std::string &difference)
{
    return difference.starts_with("error.message: ");
}

class Tally
{
public:
    explicit Tally(bool messages)
        : m_messages(messages)
    {}

    void take(const Child &child, const std::string &end)
    {
        std::map<std::string, std::string> verdicts;
        std::ifstream stream(child.scratch / "verdicts");
        for (std::string line; std::getline(stream, line);) {
            const std::size_t tab = line.find('\t');
            if (tab != std::string::npos)
                verdicts[line.substr(0, tab)] = line.substr(tab + 1);
        }
        const std::string name = child.folder.filename().string();
        for (const std::string &run : countedRuns(child.folder)) {
            if (documentedDifferences().contains("flows/" + name + "/" + run)) {
                ++m_skipped;
                continue;
            }
            const auto verdict = verdicts.find(run);
            count(name, run, verdict == verdicts.end() ? end : verdict->second);
        }
        std::error_code ignored;
        fs::remove_all(child.scratch, ignored);
    }

    int report(int floor) const
    {
        int passed = 0;
        int failed = 0;
        for (const auto &[prefix, counts] : m_counts) {
            std::printf("%-16s %4d passed %4d failed\n",
                        prefix.c_str(),
                        counts.first,
                        counts.second);
            passed += counts.first;
            failed += counts.second;
        }
        if (m_skipped > 0)
            std::printf("%d left out: docs/differences.md names them\n", m_skipped);
        if (m_messages)
            std::printf("%d passed, %d failed by outputs, states and error classes\n",
                        passed + m_onlyMessage,
                        failed - m_onlyMessage);
        std::printf("%d passed, %d failed\n", passed, failed);
        return failed == 0 || (floor >= 0 && passed >= floor) ? 0 : 1;
    }

private:
    void count(const std::string &name, const std::string &run, const std::string &differences)
    {
        std::pair<int, int> &counts = m_counts[name.substr(0, name.find("__"))];
        if (differences.empty()) {
            ++counts.first;
            return;
        }
        ++counts.second;
        m_onlyMessage += isMessage(differences) ? 1 : 0;
        std::printf("FAIL %s %s: %s\n", name.c_str(), run.c_str(), differences.c_str());
        std::fflush(stdout);
    }

    const bool m_messages;
    std::map<std::string, std::pair<int, int>> m_counts;
    int m_skipped = 0;
    int m_onlyMessage = 0; ///< failed ones where nothing but the error's message differs
};

/// Waits until one of the children has ended or is over its time, and counts it.
void reapOne(std::vector<Child> &children, Tally &tally)
{
    for (;;) {
        for (auto child = children.begin(); child != children.end(); ++child) {
            int status = 0;
            const bool ended = ::waitpid(child->process, &status, WNOHANG) == child->process;
            const bool late = std::chrono::steady_clock::now() - child->start > kTimeout;
            if (!ended && !late)
                continue;
            ::kill(-child->process, SIGKILL);
            if (!ended)
                ::waitpid(child->process, &status, 0);
            tally.take(*child, late && !ended ? "time-out" : "crash");
            children.erase(child);
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

} // namespace

int runFlows(const std::vector<std::string> &words)
{
    Arguments arguments = parse(words);
    const std::vector<fs::path> cases = allCases(arguments.cases);
    const fs::path venv = fs::path(POSTERN_SOURCE_DIR) / "build/venv/bin/python3";
    if (arguments.options.python.empty() && fs::exists(venv))
        arguments.options.python = venv;
    if (!arguments.options.keep.empty())
        fs::create_directories(arguments.options.keep);
    std::optional<FakeServer> server;
    if (const fs::path fake = findFake(arguments, cases); !fake.empty())
        server.emplace(fake);
    arguments.options.server = server ? server->address() : "127.0.0.1:9";
    Tally tally(arguments.options.messages);
    std::vector<Child> running;
    for (const fs::path &folder : cases) {
        running.push_back(startCase(folder, arguments.options));
        if (running.size() >= arguments.jobs)
            reapOne(running, tally);
    }
    while (!running.empty())
        reapOne(running, tally);
    return tally.report(arguments.floor);
}

} // namespace postern::conformance
