// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/crashreport.h"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <thread>

using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

namespace {

constexpr auto kSecret = "sk-secret-of-the-test";

class CrashReport : public testing::Test
{
protected:
    CrashReport()
    {
        std::string pattern = (fs::temp_directory_path() / "tst_crash-XXXXXX").string();
        m_home = fs::path(::mkdtemp(pattern.data())) / "a" / "home";
    }
    ~CrashReport() override
    {
        std::error_code ignored;
        fs::remove_all(m_home.parent_path().parent_path(), ignored);
    }

    /// Runs it in a child with reports on; returns the signal that ended the child, or 0.
    int crash(const std::function<void()> &act) const
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit none{0, 0};
            ::setrlimit(RLIMIT_CORE, &none);
            ::setenv("POSTERN_HOME", m_home.c_str(), 1);
            ::setenv("OPENAI_API_KEY", kSecret, 1);
            postern::store::installCrashReport("tester");
            act();
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    }

    /// The texts of the reports.
    std::vector<std::string> reports() const
    {
        std::vector<std::string> texts;
        std::error_code none;
        for (const auto &entry : fs::directory_iterator(m_home / "crashes", none)) {
            std::ifstream stream(entry.path());
            texts.emplace_back(std::istreambuf_iterator<char>(stream),
                               std::istreambuf_iterator<char>());
        }
        return texts;
    }

    const fs::path &home() const { return m_home; }

private:
    fs::path m_home;
};

} // namespace

TEST_F(CrashReport, everyFatalSignalLeavesOneAndStillEndsTheProcess)
{
    std::size_t count = 0;
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL}) {
        EXPECT_EQ(crash([signal] { ::raise(signal); }), signal);
        EXPECT_EQ(reports().size(), ++count);
    }
    EXPECT_THAT(reports(),
                testing::Contains(HasSubstr("tester " POSTERN_VERSION "\nsignal: SIGBUS")));
    EXPECT_THAT(reports(), testing::Each(HasSubstr("[0x")));
}

TEST_F(CrashReport, anExceptionThatNobodyCatchesLeavesOneWithoutItsText)
{
    EXPECT_EQ(crash([] { std::thread([] { throw std::runtime_error(kSecret); }).join(); }), SIGABRT);
    ASSERT_EQ(reports().size(), 1U);
    EXPECT_THAT(reports().front(), HasSubstr("SIGABRT"));
    EXPECT_THAT(reports().front(), Not(HasSubstr(kSecret)));
}

TEST_F(CrashReport, aStackThatOverflowsLeavesOne)
{
    std::function<int(int)> deeper = [&](int depth) { return deeper(depth + 1) + depth; };
    EXPECT_EQ(crash([&] { ::_exit(deeper(0)); }), SIGSEGV);
    EXPECT_EQ(reports().size(), 1U);
}

TEST_F(CrashReport, withoutACrashNothingIsWritten)
{
    EXPECT_EQ(crash([] {}), 0);
    EXPECT_FALSE(fs::exists(home()));
}

TEST_F(CrashReport, onlyTheNewestStay)
{
    fs::create_directories(home() / "crashes");
    for (int i = 10; i < 40; ++i)
        std::ofstream(home() / "crashes" / ("20200101T0000" + std::to_string(i) + "Z-1.txt")) << i;
    EXPECT_EQ(crash([] { ::raise(SIGSEGV); }), SIGSEGV);
    EXPECT_EQ(reports().size(), 20U);
    EXPECT_THAT(reports(), testing::Contains("39"));
    EXPECT_THAT(reports(), Not(testing::Contains("20")));
}
