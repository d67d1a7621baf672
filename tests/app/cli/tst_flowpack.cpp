// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"
#include "tests/support/zipbytes.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

using namespace postern;
using testing::HasSubstr;

namespace {

class FlowPack : public test::CommandTest
{
protected:
    FlowPack()
    {
        EXPECT_EQ(run({"flow", "init", "--flow", "chat", "--type", "chat"}).exitCode, 0);
        write("chat/.env", "AOAI_KEY=0123456789abcdef\n");
    }
};

} // namespace

TEST_F(FlowPack, whatIsPackedIsAFlowForSomebodyElse)
{
    const auto packed = run({"flow", "pack", "--source", "chat"});
    EXPECT_EQ(packed.exitCode, 0) << packed.error;
    EXPECT_THAT(packed.error, HasSubstr("left out: .env: it is made to hold keys"));
    EXPECT_THAT(packed.error, HasSubstr("Wrote chat.zip"));
    const auto unpacked = run({"flow", "unpack", "chat.zip", "--output", "theirs"});
    EXPECT_EQ(unpacked.exitCode, 0) << unpacked.error;
    EXPECT_EQ(read("theirs/flow.dag.yaml"), read("chat/flow.dag.yaml"));
    EXPECT_FALSE(std::filesystem::exists(folder() / "theirs/.env"));
    EXPECT_EQ(run({"flow", "validate", "--source", "theirs"}).exitCode, 0);
}

TEST_F(FlowPack, nothingThatIsThereIsOverwritten)
{
    write("chat.zip", "mine");
    EXPECT_EQ(run({"flow", "pack", "--source", "chat"}).exitCode, 1);
    EXPECT_EQ(read("chat.zip"), "mine");
    EXPECT_EQ(run({"flow", "pack", "--source", "chat", "-y"}).exitCode, 0);
    const auto unpacked = run({"flow", "unpack", "chat.zip"}); // into chat
    EXPECT_EQ(unpacked.exitCode, 1);
    EXPECT_THAT(unpacked.error, HasSubstr("it is there and isn't empty"));
}

TEST_F(FlowPack, saysInJsonWhatWentIn)
{
    const Value told = run({"flow", "pack", "--source", "chat", "--format", "json"}).json();
    EXPECT_EQ(*told.find("output"), Value("chat.zip"));
    EXPECT_THAT(told.find("files")->asList(), testing::Contains(Value("flow.dag.yaml")));
    ASSERT_EQ(told.find("left_out")->asList().size(), 1);
    EXPECT_EQ(*told.find("left_out")->asList().front().find("name"), Value(".env"));
}

TEST_F(FlowPack, copiesAFlowWithAllThatARunNeeds)
{
    const auto copied = run({"flow", "copy", "--source", "chat", "--output", "second"});
    EXPECT_EQ(copied.exitCode, 0) << copied.error;
    EXPECT_EQ(read("second/.env"), read("chat/.env"));
    EXPECT_EQ(run({"flow", "copy", "--source", "chat", "--output", "second"}).exitCode, 1);
    EXPECT_EQ(run({"flow", "copy", "--source", "nowhere", "--output", "third"}).exitCode, 3);
}

TEST_F(FlowPack, whatIsNoArchiveIsSaidInOneSentence)
{
    write("page.zip", "<html>");
    const auto result = run({"flow", "unpack", "page.zip"});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, HasSubstr("it is no zip file"));
    EXPECT_FALSE(std::filesystem::exists(folder() / "page"));
}

TEST_F(FlowPack, anArchiveThatMeansHarmIsRefusedWithoutATrace)
{
    const std::vector<test::ZipEntry> harmful{{"../out.py", "boom"},
                                              {"C:\\out.py", "boom"},
                                              {"/tmp/out.py", "boom"},
                                              {"data", "/etc/passwd", (S_IFLNK | 0644U) << 16U},
                                              {"locked.py", "xxxxxxxxxxxxxxxx", 0, 1}};
    for (const test::ZipEntry &entry : harmful) {
        write("bad.zip", test::zipBytes({{"flow.dag.yaml", "nodes: []"}, entry}));
        const auto result = run({"flow", "unpack", "bad.zip", "--format", "json"});
        EXPECT_EQ(result.exitCode, 5) << entry.name << result.output;
        EXPECT_EQ(*result.json().find("error")->find("code"), Value("Refused")) << entry.name;
        EXPECT_FALSE(std::filesystem::exists(folder() / "bad")) << entry.name;
        EXPECT_FALSE(std::filesystem::exists(folder() / "out.py")) << entry.name;
    }
}

TEST_F(FlowPack, anArchiveThatIsBadIsInvalid)
{
    const std::string whole = test::zipBytes({{"chat/flow.dag.yaml", "nodes: []"}});
    const std::vector<std::string> bad{whole.substr(0, whole.size() / 2),
                                       "",
                                       test::zipBytes({{"a", "1"}, {"a", "2"}}),
                                       test::zipBytes({{"a\nb", "1"}}),
                                       test::zipBytes({{"a", "x", 0, 0, 0, 0xfffffff0U}}),
                                       test::zipBytes({{"a", "x", 0, 0, 99}})};
    for (const std::string &bytes : bad) {
        write("bad.zip", bytes);
        const auto result = run({"flow", "unpack", "bad.zip"});
        EXPECT_EQ(result.exitCode, 3) << result.error;
        EXPECT_FALSE(std::filesystem::exists(folder() / "bad"));
    }
    EXPECT_EQ(run({"flow", "unpack", "/dev/zero", "--output", "bad"}).exitCode, 3);
    EXPECT_EQ(run({"flow", "unpack", "nowhere.zip"}).exitCode, 3);
}

TEST_F(FlowPack, aKoreanArchiveOfWindowsIsMended)
{
    write("sent.zip",
          test::zipBytes({{"chat\\flow.dag.yaml", read("chat/flow.dag.yaml")},
                          {"chat\\\xc1\xfa\xb9\xae.txt", "hello"}}));
    const auto result = run({"flow", "unpack", "sent.zip", "--output", "theirs"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(read("theirs/질문.txt"), "hello");
    EXPECT_EQ(read("theirs/flow.dag.yaml"), read("chat/flow.dag.yaml"));
}

TEST_F(FlowPack, aFolderThatIsNoFlowIsNotPacked)
{
    write("notes/readme.txt", "hello");
    EXPECT_EQ(run({"flow", "pack", "--source", "notes"}).exitCode, 3);
    EXPECT_FALSE(std::filesystem::exists(folder() / "notes.zip"));
    EXPECT_EQ(run({"flow", "pack", "--source", "chat", "--output", "none/there/chat.zip"}).exitCode,
              1);
}
