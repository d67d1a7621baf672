// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"
#include "engine/store/settings.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

using namespace postern;
using namespace postern::store;
using namespace postern::test;
namespace fs = std::filesystem;

namespace {

unsigned modeOf(const fs::path &file)
{
    return static_cast<unsigned>(fs::status(file).permissions()) & 0777U;
}

class Files : public testing::Test
{
protected:
    /// Everything in the folder, but what is named.
    std::vector<std::string> others(const std::string &name) const
    {
        std::vector<std::string> found;
        for (const auto &entry : fs::directory_iterator(m_folder.path())) {
            if (entry.path().filename() != name)
                found.push_back(entry.path().filename());
        }
        return found;
    }

    const TemporaryFolder m_folder;
};

TEST_F(Files, areReadAsTheyWereWritten)
{
    for (const std::string &contents :
         {std::string(), std::string("a\r\nb\0c\xFF", 7), std::string(3'000'000, 'x')}) {
        writeFile(m_folder.path() / "deep/er/file", contents);
        EXPECT_EQ(readFile(m_folder.path() / "deep/er/file"), contents);
    }
}

TEST_F(Files, leaveNothingBehindInTheirFolder)
{
    for (int i = 0; i < 5; ++i)
        writeFile(m_folder.path() / "file", std::to_string(i));
    EXPECT_TRUE(others("file").empty());
    const auto error = failureOf([this] { writeFile(m_folder.path() / "file/in/a/file", "x"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::FileUnwritable);
    EXPECT_TRUE(others("file").empty());
    EXPECT_EQ(readFile(m_folder.path() / "file"), "4");
}

TEST_F(Files, keepTheirModeAndGetTheOneGivenWhenTheyAreNew)
{
    const fs::path file = m_folder.path() / "file";
    writeFile(file, "1", 0600);
    EXPECT_EQ(modeOf(file), 0600U);
    fs::permissions(file, fs::perms(0640));
    writeFile(file, "2", 0644);
    EXPECT_EQ(modeOf(file), 0640U);
    WriteOptions options;
    options.mode = 0600;
    options.forcesMode = true;
    writeFile(file, "3", options);
    EXPECT_EQ(modeOf(file), 0600U);
}

TEST_F(Files, areWrittenThroughALinkUnlessItIsToBeReplaced)
{
    m_folder.write("real", "old");
    fs::create_symlink("real", m_folder.path() / "link");
    writeFile(m_folder.path() / "link", "new");
    EXPECT_TRUE(fs::is_symlink(m_folder.path() / "link"));
    EXPECT_EQ(m_folder.read("real"), "new");
    WriteOptions options;
    options.replacesLink = true;
    writeFile(m_folder.path() / "link", "own", options);
    EXPECT_FALSE(fs::is_symlink(m_folder.path() / "link"));
    EXPECT_EQ(m_folder.read("real"), "new");
    EXPECT_EQ(m_folder.read("link"), "own");
}

TEST_F(Files, areReadUpToALimit)
{
    m_folder.write("file", "12345");
    EXPECT_EQ(readFile(m_folder.path() / "file", 5), "12345");
    const auto error = failureOf([&] { readFile(m_folder.path() / "file", 4); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::LimitExceeded);
}

TEST_F(Files, thatAreNoneAreSaidToBe)
{
    const auto error = failureOf([&] { readFile(m_folder.path() / "none"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::FileUnreadable);
    EXPECT_NE(error->message().find("No such file"), std::string::npos) << error->message();
    EXPECT_EQ(failureOf([this] { readFile(m_folder.path()); })->code(), ErrorCode::FileUnreadable);
}

TEST_F(Files, thatKeepOneWaitingAreNotOpened)
{
    const fs::path pipe = m_folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    for (const fs::path &file : {pipe, fs::path("/dev/zero"), m_folder.path()})
        EXPECT_EQ(failureOf([&] { readFile(file); })->code(), ErrorCode::FileUnreadable) << file;
}

TEST_F(Files, areLockedForOneAtATime)
{
    std::atomic<int> inside = 0;
    std::atomic<bool> overlapped = false;
    std::atomic<int> rounds = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, file = m_folder.path() / "lock"] {
            for (int round = 0; round < 50; ++round) {
                const FileLock lock(file);
                if (++inside != 1)
                    overlapped = true;
                ++rounds;
                --inside;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_FALSE(overlapped);
    EXPECT_EQ(rounds, 200);
}

TEST_F(Files, ofTheUserAloneAreMadeSo)
{
    const fs::path folder = m_folder.path() / "private";
    securePrivateFolder(folder);
    EXPECT_EQ(modeOf(folder), 0700U);
    fs::permissions(folder, fs::perms(0755));
    securePrivateFolder(folder);
    EXPECT_EQ(modeOf(folder), 0700U);
    securePrivateFile(folder / "none"); // may be missing
    EXPECT_FALSE(fs::exists(folder / "none"));
    writeFile(folder / "file", "x");
    securePrivateFile(folder / "file");
    EXPECT_EQ(modeOf(folder / "file"), 0600U);
}

class SettingsOfAHome : public testing::Test
{
protected:
    SettingsOfAHome() { ::setenv("POSTERN_HOME", m_home.path().c_str(), 1); }
    ~SettingsOfAHome() override { ::unsetenv("POSTERN_HOME"); }

    const TemporaryFolder m_home;
};

TEST_F(SettingsOfAHome, areNoneWithoutAFile)
{
    EXPECT_EQ(homeFolder(), m_home.path());
    EXPECT_TRUE(Settings::load().values().empty());
    EXPECT_FALSE(fs::exists(Settings::file()));
    EXPECT_FALSE(Settings::load().http2());
    EXPECT_TRUE(Settings::load().egressAllow().empty());
}

TEST_F(SettingsOfAHome, areKeptInTheOrderOfTheirKeys)
{
    Settings::update({{"network.proxy", "http://p:1"}, {"egress.allow", "b.com, *.a.com:443 ,"}});
    const Settings settings = Settings::load();
    EXPECT_EQ(json::write(Value(settings.values())),
              R"({"egress.allow": "b.com, *.a.com:443 ,", "network.proxy": "http://p:1"})");
    EXPECT_EQ(settings.egressAllow(), (std::vector<std::string>{"b.com", "*.a.com:443"}));
    EXPECT_EQ(settings.proxy(), "http://p:1");
}

TEST_F(SettingsOfAHome, areTakenBackByAnEmptyValue)
{
    Settings::update({{"network.http2", "true"}, {"network.proxy", "-"}});
    EXPECT_TRUE(Settings::load().http2());
    const Settings left = Settings::update({{"network.http2", ""}});
    EXPECT_FALSE(left.http2());
    EXPECT_EQ(left.proxy(), "-");
    EXPECT_FALSE(Settings::load().values().contains("network.http2"));
}

TEST_F(SettingsOfAHome, areChangedAllOrNone)
{
    Settings::update({{"network.proxy", "-"}});
    const std::string before = m_home.read("settings.json");
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"no.such", "x"},
        {"network.http2", "yes"},
        {"network.proxy", "http://user:password@p:1"},
        {"network.proxy", "a\nb"},
        {"network.ca_file", "/no/such/file"},
        {"connections.file", "none.yaml"},
        {"python.interpreter", "/no/such/python"},
    };
    for (const auto &change : wrong) {
        const auto error = failureOf([&] { Settings::update({{"egress.allow", "a.com"}, change}); });
        ASSERT_TRUE(error) << change.first;
        EXPECT_EQ(error->code(), ErrorCode::Usage) << change.first;
        EXPECT_FALSE(error->hint().empty()) << change.first;
        EXPECT_EQ(m_home.read("settings.json"), before) << change.first;
    }
}

TEST_F(SettingsOfAHome, keepPathsAsTheyAreMeantFromAnywhere)
{
    const fs::path file = m_home.write("c.yaml", "");
    const fs::path here = fs::current_path();
    fs::current_path(m_home.path());
    Settings::update({{"connections.file", "./c.yaml"}, {"python.interpreter", "python3"}});
    fs::current_path(here);
    EXPECT_EQ(Settings::load().connectionsFile(), file);
    EXPECT_EQ(Settings::load().pythonInterpreter(), "python3"); // on PATH
}

TEST_F(SettingsOfAHome, thatAreDamagedSayWhere)
{
    const std::vector<std::pair<const char *, int>> cases{
        {"{\"network.proxy\": \"-\",\n}", 2},
        {"", 1},
        {"[]", 0},
        {"null", 0},
        {"{\"network.proxy\": 7}", 0},
        {"{\"no.such\": \"x\"}", 0},
    };
    for (const auto &[text, line] : cases) {
        m_home.write("settings.json", text);
        const auto error = failureOf([] { Settings::load(); });
        ASSERT_TRUE(error) << text;
        EXPECT_EQ(error->code(), ErrorCode::InvalidInput) << text;
        EXPECT_EQ(error->place()->file, Settings::file()) << text;
        EXPECT_EQ(error->place()->line, line) << text;
    }
}

TEST_F(SettingsOfAHome, loseNothingWhenSeveralWriteAtOnce)
{
    const std::vector<std::string> keys{"egress.allow", "network.proxy", "network.http2"};
    std::vector<std::thread> threads;
    for (const std::string &key : keys) {
        threads.emplace_back([key] {
            for (int i = 0; i < 20; ++i)
                Settings::update(
                    {{key, key == "network.http2" ? "true" : "value" + std::to_string(i)}});
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(Settings::load().values().size(), 3U);
    EXPECT_EQ(Settings::load().proxy(), "value19");
}

TEST(Home, isWhereTheVariablesSay)
{
    ::unsetenv("POSTERN_HOME");
    ::setenv("XDG_DATA_HOME", "/data", 1);
    EXPECT_EQ(homeFolder(), "/data/postern");
    ::unsetenv("XDG_DATA_HOME");
    ::setenv("HOME", "/home/a", 1);
    EXPECT_EQ(homeFolder(), "/home/a/.local/share/postern");
    ::setenv("POSTERN_HOME", "/own", 1);
    EXPECT_EQ(homeFolder(), "/own");
    ::unsetenv("POSTERN_HOME");
}

} // namespace
