// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What git prints, read without a git.

#include "engine/git/status.h"

#include <gmock/gmock.h>

using namespace postern::git;
using namespace std::string_view_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

constexpr auto kObject = "0123456789012345678901234567890123456789"sv;

/// A record as `git status --porcelain=v2 -z` writes it.
std::string record(std::string_view text)
{
    return std::string(text) + '\0';
}

std::string changed(std::string_view states, std::string_view path)
{
    std::string line = "1 ";
    line.append(states).append(" N... 100644 100644 100644 ");
    line.append(kObject).append(" ").append(kObject).append(" ").append(path);
    return record(line);
}

} // namespace

TEST(Status, readsWhereTheHeadIs)
{
    const auto status = readStatus(record("# branch.oid abc") + record("# branch.head main")
                                   + record("# branch.upstream origin/main")
                                   + record("# branch.ab +2 -13"));
    EXPECT_EQ(status.commit, "abc");
    EXPECT_EQ(status.branch, "main");
    EXPECT_EQ(status.upstream, "origin/main");
    EXPECT_EQ(status.ahead, 2);
    EXPECT_EQ(status.behind, 13);
    EXPECT_FALSE(status.isDetached());
    EXPECT_THAT(status.files, IsEmpty());
}

TEST(Status, readsARepositoryWithoutACommitAndADetachedHead)
{
    const auto fresh = readStatus(record("# branch.oid (initial)") + record("# branch.head main"));
    EXPECT_EQ(fresh.commit, "");
    EXPECT_EQ(fresh.branch, "main");
    const auto detached = readStatus(record("# branch.oid abc")
                                     + record("# branch.head (detached)"));
    EXPECT_TRUE(detached.isDetached());
    EXPECT_EQ(detached.commit, "abc");
}

TEST(Status, readsFilesWithAnyName)
{
    const auto status = readStatus(changed("M.", "flow.dag.yaml") + changed(".D", " a  b\n.py")
                                   + record("? new file.py") + changed("AM", "\xff\xfe.txt"));
    ASSERT_THAT(status.files, SizeIs(4));
    EXPECT_EQ(status.files[0].staged, 'M');
    EXPECT_EQ(status.files[0].unstaged, '.');
    EXPECT_EQ(status.files[1].path, " a  b\n.py");
    EXPECT_EQ(status.files[1].unstaged, 'D');
    EXPECT_TRUE(status.files[2].isUntracked);
    EXPECT_EQ(status.files[2].path, "new file.py");
    EXPECT_EQ(status.files[3].path, "\xff\xfe.txt");
    EXPECT_FALSE(status.hasConflicts());
}

TEST(Status, readsARenamedFileWithItsFormerName)
{
    std::string renamed = "2 R. N... 100644 100644 100644 ";
    renamed.append(kObject).append(" ").append(kObject).append(" R87 new name.py");
    const auto status = readStatus(record(renamed) + record("old name.py") + changed("M.", "b"));
    ASSERT_THAT(status.files, SizeIs(2));
    EXPECT_EQ(status.files[0].path, "new name.py");
    EXPECT_EQ(status.files[0].movedFrom, "old name.py");
    EXPECT_EQ(status.files[0].staged, 'R');
    EXPECT_EQ(status.files[1].path, "b");
    EXPECT_EQ(status.files[1].movedFrom, "");
}

TEST(Status, readsConflictsAndSubmodules)
{
    std::string conflict = "u UU N... 100644 100644 100644 100644";
    for (int side = 0; side < 3; ++side)
        conflict.append(" ").append(kObject);
    std::string module = "1 .M SC.. 160000 160000 160000 ";
    module.append(kObject).append(" ").append(kObject).append(" lib");
    const auto status = readStatus(record(conflict + " flow.dag.yaml") + record(module));
    ASSERT_THAT(status.files, SizeIs(2));
    EXPECT_TRUE(status.files[0].isConflict);
    EXPECT_EQ(status.files[0].path, "flow.dag.yaml");
    EXPECT_TRUE(status.hasConflicts());
    EXPECT_TRUE(status.files[1].isSubmodule);
    EXPECT_FALSE(status.files[1].isConflict);
}

TEST(Status, passesOverWhatItDoesntKnow)
{
    const auto status = readStatus(record("# stash 3") + record("! ignored.py") + record("")
                                   + record("1 M") + record("1 M. N...") + record("z")
                                   + changed("M.", "a") + "# branch.ab");
    ASSERT_THAT(status.files, SizeIs(1));
    EXPECT_EQ(status.files[0].path, "a");
    EXPECT_EQ(status.ahead, 0);
    EXPECT_THAT(readStatus("").files, IsEmpty());
    EXPECT_THAT(readStatus("\0\0\0"sv).files, IsEmpty());
}

TEST(Log, readsCommitsWithTheirParents)
{
    const auto commits = readLog("c1\x1fp1 p2\x1f"
                                 "Ada\x1f"
                                 "ada@x.org\x1f"
                                 "2026-11-30T12:00:00+01:00"
                                 "\x1fMerge it\x1f"
                                 "Why,\nin two lines.\n\n\0"
                                 "c0\x1f\x1f"
                                 "Bo\x1f"
                                 "bo@x.org\x1f"
                                 "2026-11-29T12:00:00Z\x1f"
                                 "Begin\x1f\0"sv);
    ASSERT_THAT(commits, SizeIs(2));
    EXPECT_EQ(commits[0].id, "c1");
    EXPECT_THAT(commits[0].parents, ElementsAre("p1", "p2"));
    EXPECT_EQ(commits[0].author, "Ada");
    EXPECT_EQ(commits[0].email, "ada@x.org");
    EXPECT_EQ(commits[0].date, "2026-11-30T12:00:00+01:00");
    EXPECT_EQ(commits[0].subject, "Merge it");
    EXPECT_EQ(commits[0].body, "Why,\nin two lines.");
    EXPECT_THAT(commits[1].parents, IsEmpty());
    EXPECT_EQ(commits[1].body, "");
    EXPECT_THAT(readLog(""), IsEmpty());
    EXPECT_THAT(readLog("\n\0"sv), IsEmpty());
}

TEST(Blame, givesEachLineItsCommit)
{
    const auto lines = readBlame(
        "aaaa 1 1 2\nauthor Ada\nauthor-time 1700000000\nsummary Begin it\n"
        "filename f\n\tone\n"
        "bbbb 2 2 1\nauthor Bo\nauthor-time 1700000001\nsummary Go on\n"
        "filename f\n\ttwo\n"
        "aaaa 2 3\n\tthree\n");
    ASSERT_THAT(lines, SizeIs(3));
    EXPECT_EQ(lines[0].commit, "aaaa");
    EXPECT_EQ(lines[0].author, "Ada");
    EXPECT_EQ(lines[0].time, 1'700'000'000);
    EXPECT_EQ(lines[1].subject, "Go on");
    EXPECT_EQ(lines[2].commit, "aaaa");
    EXPECT_EQ(lines[2].subject, "Begin it"); // which git says once
    EXPECT_THAT(readBlame(""), IsEmpty());
    EXPECT_THAT(readBlame("\tnobody's\n"), IsEmpty());
}

TEST(LfsPointer, isToldFromAnyOtherText)
{
    LfsPointer pointer;
    EXPECT_TRUE(
        readLfsPointer("version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12345\n",
                       pointer));
    EXPECT_EQ(pointer.object, "sha256:ab");
    EXPECT_EQ(pointer.size, 12'345U);
    EXPECT_FALSE(readLfsPointer("version https://git-lfs.github.com/spec/v1\nsize 1\n", pointer));
    EXPECT_FALSE(readLfsPointer("version 1\noid sha256:ab\n", pointer));
    EXPECT_FALSE(readLfsPointer("", pointer));
    EXPECT_FALSE(readLfsPointer("version https://git-lfs.github.com/spec/v1\noid sha256:ab\n"
                                    + std::string(2'000, 'x'),
                                pointer));
}
