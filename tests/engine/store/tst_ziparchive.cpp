// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/ziparchive.h"
#include "engine/store/zipnames.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"
#include "tests/support/zipbytes.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>

#include <map>

using namespace postern;
using namespace postern::store;
using namespace postern::test;
using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

namespace {

class Zip : public testing::Test
{
protected:
    fs::path written(const std::vector<ZipEntry> &entries) const
    {
        return m_folder.write("sent.zip", zipBytes(entries));
    }
    std::optional<Error> refusal(const std::vector<ZipEntry> &entries) const
    {
        const fs::path file = written(entries);
        return failureOf([&] { ZipArchive(file, {20, 100'000}).unpackTo(m_folder.path() / "out"); });
    }
    std::vector<std::string> pathsOf(const std::vector<ZipEntry> &entries) const
    {
        std::vector<std::string> paths;
        const ZipArchive archive(written(entries));
        for (const ZipArchive::File &file : archive.files())
            paths.push_back(file.path);
        return paths;
    }
    /// Names in the test's folder beside the archive.
    std::vector<std::string> leftovers() const
    {
        std::vector<std::string> found;
        for (const auto &entry : fs::directory_iterator(m_folder.path())) {
            if (entry.path().filename() != "sent.zip")
                found.push_back(entry.path().filename());
        }
        return found;
    }

    TemporaryFolder m_folder;
};

} // namespace

TEST_F(Zip, unpacksAFolderAsItWasPacked)
{
    const fs::path file = written(
        {{"flow.dag.yaml", "nodes: []\r\n"}, {"prompts/ask.jinja2", "안녕"}, {"prompts/", ""}});
    ZipArchive(file).unpackTo(m_folder.path() / "out");
    EXPECT_EQ(m_folder.read("out/flow.dag.yaml"), "nodes: []\r\n");
    EXPECT_EQ(m_folder.read("out/prompts/ask.jinja2"), "안녕");
    EXPECT_THAT(leftovers(), ElementsAre("out"));
}

TEST_F(Zip, theFolderThatAllLieInIsTheArchiveItself)
{
    EXPECT_THAT(pathsOf({{"chat/", ""}, {"chat/flow.dag.yaml", "a"}, {"chat/x/y.py", "b"}}),
                ElementsAre("flow.dag.yaml", "x/y.py"));
    EXPECT_THAT(pathsOf({{"chat/flow.dag.yaml", "a"}, {"notes.md", "b"}}),
                ElementsAre("chat/flow.dag.yaml", "notes.md"));
}

TEST_F(Zip, whatPathsLeadOutIsRefused)
{
    for (const std::string name : {"../evil.py",
                                   "a/../../evil.py",
                                   "/etc/cron.d/evil",
                                   "C:\\Windows\\evil.py",
                                   "c:evil.py",
                                   "..\\evil.py",
                                   "a\\..\\..\\evil.py",
                                   "\\\\server\\share\\evil.py"}) {
        const auto error = refusal({{"flow.dag.yaml", "nodes: []"}, {name, "boom"}});
        ASSERT_TRUE(error) << name;
        EXPECT_EQ(error->code(), ErrorCode::Refused) << name;
        EXPECT_THAT(error->message(), HasSubstr("outside of its folder"));
        EXPECT_TRUE(leftovers().empty()) << name;
    }
}

TEST_F(Zip, noRepositoryComesOutOfAnArchive)
{
    EXPECT_THAT(pathsOf({{"flow.dag.yaml", "a"},
                         {".git/config", "[core]\n\tfsmonitor = ./evil"},
                         {".GIT/hooks/post-checkout", "evil"},
                         {"below/.git", "gitdir: ../elsewhere"},
                         {".gitignore", "b"},
                         {"x.git/y.py", "c"}}),
                testing::UnorderedElementsAre("flow.dag.yaml", ".gitignore", "x.git/y.py"));
}

TEST_F(Zip, namesOfOldWindowsProgramsAreMended)
{
    EXPECT_THAT(pathsOf({{"chat\\flow.dag.yaml", "a"}, {"chat\\prompts\\ask.jinja2", "b"}}),
                ElementsAre("flow.dag.yaml", "prompts/ask.jinja2"));
    EXPECT_THAT(pathsOf({{"./flow.dag.yaml", "a"}, {"x//y.py", "b"}}),
                ElementsAre("flow.dag.yaml", "x/y.py"));
}

TEST_F(Zip, namesThatAreNoUtf8AreReadAsKoreanElseAsDosWroteThem)
{
    EXPECT_THAT(pathsOf({{"flow.dag.yaml", "a"}, {"\xc1\xfa\xb9\xae.jinja2", "b"}}),
                ElementsAre("flow.dag.yaml", "질문.jinja2"));
    EXPECT_THAT(pathsOf({{"flow.dag.yaml", "a"},
                         {"fa\x87"
                          "ade.jinja2",
                          "b"}}),
                ElementsAre("flow.dag.yaml", "façade.jinja2"));
    EXPECT_THAT(pathsOf({{"flow.dag.yaml", "a"}, {"질문.jinja2", "b"}}), // UTF-8 without saying so
                ElementsAre("flow.dag.yaml", "질문.jinja2"));
}

TEST_F(Zip, aNameThatNoFileCanHaveIsRefused)
{
    for (const std::string &name : {std::string("a\nb.py"), std::string(300, 'x')}) {
        const auto error = refusal({{name, "text"}});
        ASSERT_TRUE(error);
        EXPECT_EQ(error->code(), ErrorCode::InvalidInput);
    }
}

TEST_F(Zip, linksAndDevicesAreRefused)
{
    for (const std::uint32_t kind : {S_IFLNK, S_IFIFO, S_IFCHR}) {
        const auto error = refusal(
            {{"flow.dag.yaml", "a"}, {"data", "/etc/passwd", (kind | 0644U) << 16U}});
        ASSERT_TRUE(error);
        EXPECT_EQ(error->code(), ErrorCode::Refused);
    }
}

TEST_F(Zip, aPasswordIsSaidPlainly)
{
    const auto error = refusal({{"flow.dag.yaml", "xxxxxxxxxxxxxxxx", 0, 1}});
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::Refused);
    EXPECT_THAT(error->message(), HasSubstr("password"));
}

TEST_F(Zip, whatWouldFillTheDiskIsRefused)
{
    std::vector<ZipEntry> many(21, {"x", "a"});
    for (std::size_t at = 0; at < many.size(); ++at)
        many[at].name += std::to_string(at);
    EXPECT_EQ(refusal(many)->code(), ErrorCode::LimitExceeded);
    EXPECT_EQ(refusal({{"big", std::string(100'001, 'x')}})->code(), ErrorCode::LimitExceeded);
    EXPECT_EQ(refusal({{"a", "x", 0, 0, 0, 0xfffffff0U}, {"b", "x", 0, 0, 0, 0xfffffff0U}})->code(),
              ErrorCode::LimitExceeded);
}

TEST_F(Zip, anArchiveThatLiesOfSizesLeavesNothing)
{
    for (const std::uint32_t said : {3U, 5000U}) {
        const auto error = refusal(
            {{"a.txt", "first"}, {"flow.dag.yaml", "some text", 0, 0, 0, said}});
        ASSERT_TRUE(error) << said;
        EXPECT_EQ(error->code(), ErrorCode::FileUnreadable);
        EXPECT_TRUE(leftovers().empty());
    }
}

TEST_F(Zip, damageIsFound)
{
    std::string archive = zipBytes({{"flow.dag.yaml", "nodes: []"}});
    archive[archive.find("nodes")] = 'm';
    m_folder.write("sent.zip", archive);
    const auto unpack = [this] {
        ZipArchive(m_folder.path() / "sent.zip").unpackTo(m_folder.path() / "out");
    };
    EXPECT_EQ(failureOf(unpack)->code(), ErrorCode::FileUnreadable);
    m_folder.write("sent.zip", archive.substr(0, archive.size() / 2));
    EXPECT_EQ(failureOf(unpack)->code(), ErrorCode::FileUnreadable);
    m_folder.write("sent.zip", "<html>Please sign in</html>");
    EXPECT_THAT(messageOf(unpack), HasSubstr("it is no zip file"));
    EXPECT_EQ(failureOf([] { ZipArchive("/dev/zero"); })->code(), ErrorCode::FileUnreadable);
    EXPECT_TRUE(leftovers().empty());
}

TEST_F(Zip, twoFilesOfOneNameAreRefused)
{
    EXPECT_EQ(refusal({{"a", "1"}, {"a", "2"}})->code(), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal({{"a", "1"}, {"a/b", "2"}})->code(), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal({{"x/a.py", "1"}, {"x\\a.py", "2"}})->code(), ErrorCode::InvalidInput);
}

TEST_F(Zip, whatMacAndWindowsAddIsNotUnpacked)
{
    EXPECT_THAT(pathsOf({{"chat/flow.dag.yaml", "a"},
                         {"__MACOSX/chat/._flow.dag.yaml", "b"},
                         {"chat/.DS_Store", "c"}}),
                ElementsAre("flow.dag.yaml"));
}

TEST_F(Zip, aFolderThatHoldsSomethingStaysAsItIs)
{
    const fs::path file = written({{"flow.dag.yaml", "nodes: []"}});
    m_folder.write("out/mine.txt", "mine");
    const ZipArchive archive(file);
    EXPECT_EQ(failureOf([&] { archive.unpackTo(m_folder.path() / "out"); })->code(),
              ErrorCode::FileUnwritable);
    EXPECT_EQ(m_folder.read("out/mine.txt"), "mine");
    fs::remove(m_folder.path() / "out/mine.txt");
    archive.unpackTo(m_folder.path() / "out/"); // an empty one may be there
    EXPECT_EQ(m_folder.read("out/flow.dag.yaml"), "nodes: []");
}

TEST_F(Zip, whatIsWrittenIsReadAgain)
{
    const fs::path onDisk = m_folder.write("ask.jinja2", std::string(200'000, 'a'));
    const fs::path file = m_folder.path() / "sent.zip";
    writeZip(file, {{"질문/ask.jinja2", onDisk, {}}, {"flow.dag.yaml", {}, "typed"}});
    EXPECT_LT(fs::file_size(file), 5'000);
    ZipArchive(file).unpackTo(m_folder.path() / "out");
    EXPECT_EQ(m_folder.read("out/질문/ask.jinja2").size(), 200'000);
    EXPECT_EQ(m_folder.read("out/flow.dag.yaml"), "typed");
    EXPECT_EQ(failureOf([&] {
                  writeZip(m_folder.path() / "other.zip", {{"a", m_folder.path() / "none", {}}});
              })->code(),
              ErrorCode::FileUnwritable);
    EXPECT_FALSE(fs::exists(m_folder.path() / "other.zip"));
}

// What any names and texts become, packed and unpacked.
RC_GTEST_PROP(ZipProperty, whatIsPackedComesOut, (std::map<std::string, std::string> texts))
{
    const TemporaryFolder folder;
    std::vector<ZipMember> members;
    std::map<std::string, std::string> expected;
    for (const auto &[name, text] : texts) {
        // A name that a file can have, in a folder of its own so that none is two things.
        const std::string path = "d" + std::to_string(members.size()) + "/n"
                                 + std::to_string(std::hash<std::string>()(name));
        members.push_back({path, {}, text});
        expected[path] = text;
    }
    members.push_back({"flow.dag.yaml", {}, "nodes: []"});
    writeZip(folder.path() / "a.zip", members);
    ZipArchive(folder.path() / "a.zip").unpackTo(folder.path() / "out");
    for (const auto &[path, text] : expected)
        RC_ASSERT(folder.read("out/" + path) == text);
}

// No name, whatever it is, leads out of the folder or to itself.
RC_GTEST_PROP(ZipProperty, noPathLeadsOut, ())
{
    static const std::vector<std::string>
        kPieces{"..", ".", "/", "\\", "a", "C:", "b c", "\xc1\xfa", ""};
    std::string name;
    for (const std::size_t piece : *rc::gen::container<std::vector<std::size_t>>(
             rc::gen::inRange<std::size_t>(0, kPieces.size())))
        name += kPieces[piece];
    try {
        const std::string path = zipPath(name);
        const fs::path target = (fs::path("/f") / path).lexically_normal();
        RC_ASSERT(target == "/f" || target.string().starts_with("/f/"));
        RC_ASSERT(!path.starts_with('/') && path.find("//") == std::string::npos);
    } catch (const Error &error) {
        RC_ASSERT(error.code() == ErrorCode::Refused || error.code() == ErrorCode::InvalidInput);
    }
}

// However an archive is damaged, it is read, refused or found damaged, and nothing half is left.
RC_GTEST_PROP(ZipProperty, damageLeavesNothing, (unsigned seed))
{
    const TemporaryFolder folder;
    std::string archive = zipBytes(
        {{"chat/flow.dag.yaml", "nodes: []\n"}, {"chat/ask.jinja2", std::string(300, 'x')}});
    for (int times = 0; times < 3; ++times) {
        archive[seed % archive.size()] ^= static_cast<char>(1U << (seed % 8));
        seed = seed * 1664525U + 1013904223U;
    }
    const fs::path file = folder.write("a.zip", archive);
    try {
        ZipArchive(file).unpackTo(folder.path() / "out");
        RC_ASSERT(fs::exists(folder.path() / "out"));
    } catch (const Error &) {
        RC_ASSERT(!fs::exists(folder.path() / "out"));
    }
    std::size_t count = 0;
    for (const auto &entry : fs::directory_iterator(folder.path()))
        count += entry.path().filename().string().starts_with(".") ? 1 : 0;
    RC_ASSERT(count == 0U);
}
