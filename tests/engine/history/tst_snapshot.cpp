// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/snapshot.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fs = std::filesystem;

namespace postern::history {
namespace {

using testing::Contains;
using testing::Key;
using testing::Not;

class SnapshotTest : public testing::Test
{
protected:
    SnapshotTest() { m_folder.write("flow/flow.dag.yaml", "nodes: []\n"); }

    FlowSnapshot take(flow::Trust trust = flow::Trust::Trusted,
                      flow::UnsavedSnapshot unsaved = nullptr)
    {
        RunAbout about;
        about.trust = trust;
        about.document = flow::FlowDocument::load(flow::locateFlow(m_folder.path() / "flow"),
                                                  trust,
                                                  unsaved);
        return takeSnapshot(about);
    }

    test::TemporaryFolder m_folder;
};

TEST_F(SnapshotTest, HasTheFilesOfTheFlow)
{
    m_folder.write("flow/ask.jinja2", "Say {{it}}");
    m_folder.write("flow/parts/a.py", "x = 1");
    m_folder.write("flow/.venv/lib/site.py", "");
    m_folder.write("flow/.git/HEAD", "");
    m_folder.write("flow/__pycache__/a.pyc", "");
    const FlowSnapshot snapshot = take();
    EXPECT_EQ(snapshot.file, "flow.dag.yaml");
    EXPECT_EQ(snapshot.files.size(), 3U);
    EXPECT_EQ(snapshot.files.at("parts/a.py"), "x = 1");
    EXPECT_TRUE(snapshot.leftOut.empty());
}

TEST_F(SnapshotTest, LeavesOutSecretsAndWhatIsLarge)
{
    m_folder.write("flow/.env", "KEY=1");
    m_folder.write("flow/prod.env", "KEY=1");
    m_folder.write("flow/tls.pem", "-----");
    m_folder.write("flow/data.jsonl", std::string(2'000'000, 'x'));
    const FlowSnapshot snapshot = take();
    EXPECT_EQ(snapshot.files.size(), 1U);
    EXPECT_THAT(snapshot.leftOut,
                testing::UnorderedElementsAre(".env", "prod.env", "tls.pem", "data.jsonl"));
}

TEST_F(SnapshotTest, FollowsNoLinkOutOfTheFolder)
{
    m_folder.write("outside.txt", "not ours");
    fs::create_symlink(m_folder.path() / "outside.txt", m_folder.path() / "flow/link.txt");
    fs::create_directory_symlink(m_folder.path(), m_folder.path() / "flow/up");
    fs::create_symlink("flow.dag.yaml", m_folder.path() / "flow/inner.yaml");
    for (const flow::Trust trust : {flow::Trust::Trusted, flow::Trust::Restricted}) {
        const FlowSnapshot snapshot = take(trust);
        EXPECT_THAT(snapshot.files, Not(Contains(Key("link.txt"))));
        EXPECT_EQ(snapshot.files.size(), 2U);
    }
}

TEST_F(SnapshotTest, HasWhatIsTypedAndNotSaved)
{
    m_folder.write("flow/ask.jinja2", "old");
    auto texts = std::make_shared<flow::UnsavedTexts>();
    texts->set(m_folder.path() / "flow/ask.jinja2", std::make_shared<const std::string>("new"));
    texts->set(m_folder.path() / "flow/fresh.py", std::make_shared<const std::string>("y = 2"));
    const FlowSnapshot snapshot = take(flow::Trust::Trusted, texts);
    EXPECT_EQ(snapshot.files.at("ask.jinja2"), "new");
    EXPECT_EQ(snapshot.files.at("fresh.py"), "y = 2");
}

TEST_F(SnapshotTest, IsBoundedInAFolderOfVeryManyFiles)
{
    for (int i = 0; i < 1'000; ++i)
        m_folder.write("flow/data/" + std::to_string(i) + ".txt", std::string(50, 'x'));
    const FlowSnapshot snapshot = take();
    EXPECT_LE(snapshot.files.size(), 300U);
    EXPECT_THAT(snapshot.files, Contains(Key("flow.dag.yaml")));
}

} // namespace
} // namespace postern::history
