// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Commits that are carried in a file: written by one repository, taken by another, and damaged on the
// way.

#include "engine/git/parcel.h"
#include "engine/store/ziparchive.h"
#include "tests/engine/git/gitfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::git;
using testing::HasSubstr;
using testing::SizeIs;

namespace fs = std::filesystem;

namespace {

class ParcelOfCommits : public GitFolder
{
protected:
    void SetUp() override
    {
        write("repo/flow.dag.yaml", "nodes: []\n");
        sh("git init -q && git add -A && git commit -q -m first");
        sh("git clone -q ../repo .", "there");
        write("repo/flow.dag.yaml", "nodes: []\r\ninputs: {}\r\n");
        write("repo/pic.bin", std::string("\0\1\2\xff\n", 5));
        sh("git add -A && git commit -q -m second && git switch -q -c 'fix/한글' && echo 3 > 'a b' "
           "&& git "
           "add -A && git commit -q -m third");
    }
    std::unique_ptr<Repository> open(const std::string &in)
    {
        return wait(Repository::open(Program(folder() / in)));
    }
    fs::path file() const { return folder() / "parcel.zip"; }
    Parcel written(ParcelWishes wishes = {})
    {
        const auto repository = open("repo");
        return wait(writeParcel(*repository, file(), std::move(wishes)));
    }
    ParcelResult taken(const std::string &in = "there")
    {
        const auto repository = open(in);
        return wait(takeParcel(*repository, file()));
    }
    std::optional<ErrorCode> failureOfTaking(const std::string &in = "there")
    {
        try {
            taken(in);
        } catch (const Error &error) {
            m_said = error.message();
            return error.code();
        }
        return std::nullopt;
    }
    static ParcelWishes since(const std::string &base, Parcel::Kind kind = Parcel::Kind::Bundle)
    {
        ParcelWishes wishes;
        wishes.base = base;
        wishes.kind = kind;
        return wishes;
    }
    std::string head(const std::string &in, const std::string &name = "HEAD") const
    {
        return sh("git rev-parse --verify '" + name + "'", in);
    }
    /// Writes the parcel anew with other members.
    void repack(const std::function<void(std::vector<store::ZipMember> &)> &change) const
    {
        fs::remove_all(folder() / "open");
        store::ZipArchive(file()).unpackTo(folder() / "open");
        std::vector<store::ZipMember> members;
        for (const auto &entry : fs::directory_iterator(folder() / "open"))
            members.push_back({entry.path().filename().string(), entry.path(), std::nullopt});
        change(members);
        store::writeZip(file(), members);
    }

    std::string m_said;
};

} // namespace

TEST_F(ParcelOfCommits, aBundleMakesItsBranchOfTheSameCommits)
{
    const Parcel parcel = written(since("main~1"));
    EXPECT_EQ(parcel.branch, "fix/한글");
    EXPECT_THAT(parcel.commits, SizeIs(2));
    EXPECT_THAT(parcel.sha256, SizeIs(64));
    EXPECT_EQ(sh("sha256sum ../parcel.zip").substr(0, 64), parcel.sha256);
    EXPECT_EQ(wait(readParcel(file())).sha256, parcel.sha256);
    const ParcelResult result = taken();
    EXPECT_EQ(result.outcome, ParcelResult::Outcome::Created);
    EXPECT_EQ(head("there", "refs/heads/fix/한글"), head("repo"));
    EXPECT_EQ(read("there/flow.dag.yaml"), "nodes: []\n"); // what is checked out is as it was
    EXPECT_EQ(taken().outcome, ParcelResult::Outcome::Unchanged);
}

TEST_F(ParcelOfCommits, aBranchGoesOnWhereNothingElseHappened)
{
    sh("git switch -q main");
    written(since("main~1"));
    EXPECT_EQ(taken().outcome, ParcelResult::Outcome::Forwarded);
    EXPECT_EQ(head("there"), head("repo"));
    EXPECT_EQ(read("there/flow.dag.yaml"), "nodes: []\r\ninputs: {}\r\n");
    // Not the one that is checked out.
    sh("git reset -q --hard HEAD~1 && git switch -q -c other", "there");
    EXPECT_EQ(taken().outcome, ParcelResult::Outcome::Forwarded);
    EXPECT_EQ(head("there", "main"), head("repo"));
    EXPECT_EQ(read("there/flow.dag.yaml"), "nodes: []\n");
}

TEST_F(ParcelOfCommits, whatWentOnOnBothSidesLiesBeside)
{
    sh("git switch -q main");
    written(since("main~1"));
    sh("echo x > mine && git add mine && git commit -q -m mine", "there");
    const std::string mine = head("there");
    const ParcelResult result = taken();
    EXPECT_EQ(result.outcome, ParcelResult::Outcome::Beside);
    EXPECT_EQ(result.at, "parcel/main");
    EXPECT_EQ(head("there"), mine);
    EXPECT_EQ(head("there", "parcel/main"), head("repo"));
    sh("git merge -q -m both parcel/main", "there");
}

TEST_F(ParcelOfCommits, theChangesOfWhoIsInTheWayStay)
{
    sh("git switch -q main");
    written(since("main~1"));
    write("there/flow.dag.yaml", "mine\n");
    EXPECT_TRUE(failureOfTaking().has_value());
    EXPECT_EQ(read("there/flow.dag.yaml"), "mine\n");
}

TEST_F(ParcelOfCommits, patchesAreMadeCommitsAgain)
{
    const Parcel parcel = written(since("main~1", Parcel::Kind::Patches));
    EXPECT_THAT(parcel.commits, SizeIs(2));
    sh("echo x > mine && git add mine && git commit -q -m mine", "there");
    EXPECT_EQ(taken().at, "main");
    EXPECT_EQ(sh("git log --format=%s", "there"), "third\nsecond\nmine\nfirst\n");
    for (const char *const name : {"flow.dag.yaml", "pic.bin", "a b"})
        EXPECT_EQ(read(std::string("there/") + name), read(std::string("repo/") + name)) << name;
}

TEST_F(ParcelOfCommits, patchesThatDontFitChangeNothing)
{
    written(since("main~1", Parcel::Kind::Patches));
    write("there/flow.dag.yaml", "other: 1\n");
    sh("git commit -q -a -m other", "there");
    const std::string before = head("there");
    EXPECT_EQ(failureOfTaking(), ErrorCode::InvalidInput);
    EXPECT_EQ(head("there"), before);
    EXPECT_EQ(read("there/flow.dag.yaml"), "other: 1\n");
    EXPECT_EQ(wait(open("there")->status()).operation, "");
}

TEST_F(ParcelOfCommits, aMergeCantBePatches)
{
    sh("git switch -q main && echo m > m && git add m && git commit -q -m m && git merge -q -m "
       "merge "
       "'fix/한글'");
    EXPECT_THROW(written(since("main~1", Parcel::Kind::Patches)), Error);
    written(since("main~1"));
}

TEST_F(ParcelOfCommits, whatItsReceiverLacksIsSaid)
{
    written(since("main"));
    EXPECT_EQ(failureOfTaking(), ErrorCode::InvalidInput);
    EXPECT_THAT(m_said, HasSubstr("which isn't here"));
    ParcelWishes all;
    all.isWhole = true;
    EXPECT_EQ(written(all).base, "");
    sh("git init -q", "empty");
    EXPECT_EQ(taken("empty").outcome, ParcelResult::Outcome::Created);
    EXPECT_EQ(head("empty", "fix/한글"), head("repo"));
    EXPECT_THROW(written(since("fix/한글")), Error); // nothing to carry
    EXPECT_THROW(written(since("nowhere")), Error);
    EXPECT_THROW(written(since("--output=x")), Error);
}

TEST_F(ParcelOfCommits, aFileThatIsCutShortIsRefused)
{
    written(since("main~1"));
    const std::string whole = read("parcel.zip");
    for (const std::size_t size :
         {whole.size() - 1, whole.size() / 2, std::size_t(10), std::size_t(0)}) {
        write("parcel.zip", whole.substr(0, size));
        EXPECT_TRUE(failureOfTaking().has_value()) << size;
    }
    EXPECT_EQ(sh("git for-each-ref refs/heads --format='%(refname)'", "there"), "refs/heads/main\n");
}

TEST_F(ParcelOfCommits, aFileWithAnyByteChangedIsRefusedOrTheSame)
{
    const Parcel parcel = written(since("main~1"));
    const std::string whole = read("parcel.zip");
    int refused = 0;
    for (std::size_t at = 0; at < whole.size(); at += 1 + (whole.size() / 300)) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x20);
        write("parcel.zip", changed);
        try {
            const Parcel read = wait(readParcel(file()));
            EXPECT_EQ(read.tip, parcel.tip) << at; // a date in the zip, say
        } catch (const Error &) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 100);
}

TEST_F(ParcelOfCommits, whatTheManifestDoesntSayIsRefused)
{
    written(since("main~1"));
    repack([](auto &members) { members.push_back({"more.txt", {}, std::string("x")}); });
    EXPECT_EQ(failureOfTaking(), ErrorCode::Refused);
    written(since("main~1"));
    repack([](auto &members) {
        for (store::ZipMember &member : members) {
            if (member.path == "commits.bundle")
                member.text = "# v2 git bundle\n";
        }
    });
    EXPECT_EQ(failureOfTaking(), ErrorCode::Refused);
    EXPECT_THAT(m_said, HasSubstr("commits.bundle"));
    written(since("main~1"));
    repack([](auto &members) {
        std::erase_if(members, [](const auto &member) { return member.path == "manifest.json"; });
    });
    EXPECT_EQ(failureOfTaking(), ErrorCode::InvalidInput);
}

TEST_F(ParcelOfCommits, aManifestThatLiesIsRefused)
{
    const Parcel parcel = written(since("main~1"));
    const std::string whole = read("parcel.zip");
    const auto lie = [&](const std::string &from, const std::string &to) {
        write("parcel.zip", whole);
        repack([&](auto &members) {
            for (store::ZipMember &member : members) {
                if (member.path != "manifest.json")
                    continue;
                std::string text = read("open/manifest.json");
                const std::size_t at = text.find(from);
                ASSERT_NE(at, std::string::npos) << from;
                member.text = text.replace(at, from.size(), to);
            }
        });
        EXPECT_TRUE(failureOfTaking().has_value()) << to;
    };
    lie("\"tip\": \"" + parcel.tip, "\"tip\": \"" + parcel.base);
    lie("\"branch\": \"fix/한글\"", "\"branch\": \"../../x\"");
    lie("\"branch\": \"fix/한글\"", "\"branch\": \"--upload-pack=x\"");
    lie("\"branch\": \"fix/한글\"", "\"branch\": \"@{-1}\"");
    lie("commits.bundle", "../commits.bundle");
    lie("\"version\": 1", "\"version\": 2");
    EXPECT_EQ(sh("git for-each-ref refs/heads --format='%(refname)'", "there"), "refs/heads/main\n");
}

TEST_F(ParcelOfCommits, aRestrictedFolderTakesNone)
{
    written(since("main~1"));
    const auto repository = wait(
        Repository::open(Program(folder() / "there", flow::Trust::Restricted)));
    EXPECT_THROW(wait(takeParcel(*repository, file())), Error);
    const auto source = wait(Repository::open(Program(folder() / "repo", flow::Trust::Restricted)));
    EXPECT_THAT(wait(writeParcel(*source, file(), since("main~1"))).commits, SizeIs(2));
}

TEST_F(ParcelOfCommits, aPushThatCantReachItsServerIsWritten)
{
    sh("git remote add origin https://127.0.0.1:1/flows.git && git update-ref "
       "refs/remotes/origin/main main~1 && git symbolic-ref refs/remotes/origin/HEAD "
       "refs/remotes/origin/main");
    const auto repository = open("repo");
    const PushResult result = wait(pushOrParcel(*repository, "origin", "fix/한글", file()));
    ASSERT_TRUE(result.parcel.has_value());
    EXPECT_THAT(result.parcel->commits, SizeIs(2));
    EXPECT_EQ(taken().outcome, ParcelResult::Outcome::Created);
    // One that is there gets it.
    fs::remove(file());
    sh("git init -q --bare", "server");
    sh("git remote set-url origin ../server");
    EXPECT_FALSE(wait(pushOrParcel(*repository, "origin", "fix/한글", file())).parcel.has_value());
    EXPECT_FALSE(fs::exists(file()));
    EXPECT_EQ(head("server", "fix/한글"), head("repo"));
}
