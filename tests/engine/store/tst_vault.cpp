// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/store/atomicfile.h"
#include "engine/store/vault.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

namespace postern::store {
namespace {

namespace fs = std::filesystem;

/// A home folder of its own, without a session bus, so that the key is a file.
class VaultTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ::unsetenv("POSTERN_VAULT_KEY");
        ::unsetenv("DBUS_SESSION_BUS_ADDRESS");
        ::unsetenv("XDG_RUNTIME_DIR");
        std::string name = (fs::temp_directory_path() / "postern-vault-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        m_home = name;
    }
    void TearDown() override
    {
        ::unsetenv("POSTERN_VAULT_KEY");
        fs::remove_all(m_home);
    }

    void store(const std::string &key, const std::string &value) const
    {
        Vault(m_home).update([&](Dict &dict) { dict.set(key, value); });
    }

    fs::path m_home;
};

TEST_F(VaultTest, GivesBackWhatWasStored)
{
    EXPECT_TRUE(Vault(m_home).read().empty());
    EXPECT_FALSE(fs::exists(m_home / "vault.key")) << "reading nothing makes nothing";
    store("aoai", "secret-number-one");
    store("other", "é");
    const Dict dict = Vault(m_home).read();
    EXPECT_EQ(*dict.find("aoai"), Value("secret-number-one"));
    EXPECT_EQ(*dict.find("other"), Value("é"));
}

TEST_F(VaultTest, HoldsNoSecretInTheClearAndIsTheUsersAlone)
{
    store("aoai", "secret-number-one");
    EXPECT_EQ(readFile(m_home / "vault").find("secret-number-one"), std::string::npos);
    for (const char *name : {"vault", "vault.key"}) {
        struct stat info = {};
        ASSERT_EQ(::stat((m_home / name).c_str(), &info), 0);
        EXPECT_EQ(info.st_mode & 0777U, 0600U) << name;
    }
}

TEST_F(VaultTest, TakesBackWhatOthersMayDo)
{
    store("aoai", "secret-number-one");
    fs::permissions(m_home, fs::perms::all);
    for (const char *name : {"vault", "vault.key"})
        fs::permissions(m_home / name, fs::perms::all);
    store("more", "x");
    const auto modeOf = [](const fs::path &path) {
        struct stat info = {};
        ::stat(path.c_str(), &info);
        return info.st_mode & 0777U;
    };
    EXPECT_EQ(modeOf(m_home), 0700U);
    EXPECT_EQ(modeOf(m_home / "vault"), 0600U);
    EXPECT_EQ(modeOf(m_home / "vault.key"), 0600U);
    fs::permissions(m_home / "vault", fs::perms::all);
    EXPECT_EQ(Vault(m_home).read().size(), 2U); // reading is enough
    EXPECT_EQ(modeOf(m_home / "vault"), 0600U);
}

TEST_F(VaultTest, SweepsWhatAKilledWriteLeft)
{
    store("aoai", "secret-number-one");
    std::ofstream(m_home / ".vault.Ab12Cd") << "sealed";
    std::ofstream(m_home / ".vault.other-file") << "another's";
    store("more", "x");
    EXPECT_FALSE(fs::exists(m_home / ".vault.Ab12Cd"));
    EXPECT_TRUE(fs::exists(m_home / ".vault.other-file"));
}

TEST_F(VaultTest, OpensWithAPassphraseAndRefusesAnother)
{
    ::setenv("POSTERN_VAULT_KEY", "correct horse", 1);
    Vault vault(m_home);
    vault.update([](Dict &dict) { dict.set("a", 1); });
    EXPECT_EQ(vault.keyOrigin(), KeyOrigin::Environment);
    EXPECT_FALSE(fs::exists(m_home / "vault.key"));
    EXPECT_EQ(Vault(m_home).read().size(), 1U);
    ::setenv("POSTERN_VAULT_KEY", "wrong horse", 1);
    EXPECT_THROW(Vault(m_home).read(), Error);
    EXPECT_THROW(store("b", "2"), Error) << "a vault that can't be read isn't overwritten";
    ::setenv("POSTERN_VAULT_KEY", "correct horse", 1);
    EXPECT_EQ(Vault(m_home).read().size(), 1U);
}

TEST_F(VaultTest, SaysWhenTheKeyIsLost)
{
    store("a", "1");
    fs::remove(m_home / "vault.key");
    EXPECT_THROW(Vault(m_home).read(), Error);
    EXPECT_FALSE(fs::exists(m_home / "vault.key")) << "no new key for an old vault";
}

TEST_F(VaultTest, NoticesEveryChangedByte)
{
    store("a", "1");
    const std::string good = readFile(m_home / "vault");
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        writeFile(m_home / "vault", bad);
        EXPECT_THROW(Vault(m_home).read(), Error) << "byte " << at;
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{10}, good.size() - 1}) {
        writeFile(m_home / "vault", good.substr(0, size));
        EXPECT_THROW(Vault(m_home).read(), Error) << "cut to " << size;
    }
}

TEST_F(VaultTest, AFailedChangeLeavesItAsItWas)
{
    store("a", "1");
    EXPECT_THROW(Vault(m_home).update([](Dict &dict) {
        dict.set("b", 2);
        throw Error(ErrorCode::Usage, "no");
    }),
                 Error);
    EXPECT_EQ(Vault(m_home).read().size(), 1U);
}

/// A program that stores keys one after the other and tells each one that is confirmed.
[[noreturn]] void writeUntilKilled(const fs::path &home, const std::string &prefix, int confirmed)
{
    for (int number = 0;; ++number) {
        Vault(home).update([&](Dict &dict) { dict.set(prefix, number); });
        if (::write(confirmed, &number, sizeof number) != sizeof number)
            ::_exit(1);
    }
}

struct Writer
{
    pid_t process = -1;
    int confirmed = -1;

    Writer(const fs::path &home, const std::string &prefix)
    {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0)
            throw std::runtime_error("pipe");
        process = ::fork();
        if (process == 0) {
            ::close(ends[0]);
            writeUntilKilled(home, prefix, ends[1]);
        }
        ::close(ends[1]);
        confirmed = ends[0];
    }

    /// Waits for the first confirmed key, kills, and answers the last one confirmed.
    int killAfter(std::chrono::microseconds delay) const
    {
        int last = -1;
        if (::read(confirmed, &last, sizeof last) != sizeof last)
            return -1;
        std::this_thread::sleep_for(delay); // where the kill falls is what is tried, not waited for
        ::kill(process, SIGKILL);
        int number = 0;
        while (::read(confirmed, &number, sizeof number) == sizeof number)
            last = number;
        ::close(confirmed);
        ::waitpid(process, nullptr, 0);
        return last;
    }
};

TEST_F(VaultTest, TwoProgramsKilledWhileWritingLoseNothingConfirmed)
{
    const char *wanted = std::getenv("POSTERN_SOAK_KILLS");
    const int rounds = wanted ? std::atoi(wanted) / 2 : 5;
    std::mt19937 random(20261123);
    for (int round = 0; round < rounds; ++round) {
        Vault(m_home).update([](Dict &dict) { dict = Dict(); });
        const Writer first(m_home, "a");
        const Writer second(m_home, "b");
        const int lastA = first.killAfter(std::chrono::microseconds(random() % 3'000));
        const int lastB = second.killAfter(std::chrono::microseconds(random() % 3'000));
        ASSERT_GE(lastA, 0);
        ASSERT_GE(lastB, 0);
        const Dict dict = Vault(m_home).read();
        // What was confirmed is there, or a later one that was killed before it could tell.
        ASSERT_TRUE(dict.find("a") && dict.find("b"));
        EXPECT_GE(dict.find("a")->asInt(), lastA);
        EXPECT_GE(dict.find("b")->asInt(), lastB);
    }
}

TEST_F(VaultTest, SaysThatAFolderCantBeWritten)
{
    writeFile(m_home / "file", "x");
    EXPECT_THROW(Vault(m_home / "file" / "below").update([](Dict &) {}), Error);
}

} // namespace
} // namespace postern::store
