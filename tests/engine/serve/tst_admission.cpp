// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/taskgroup.h"
#include "engine/serve/admission.h"
#include "tests/support/loop.h"

#include <gtest/gtest.h>

#include <string>

namespace postern::serve {
namespace {

class AdmissionTest : public testing::Test
{
protected:
    /// Has somebody ask for a place; what becomes of it is in `m_told`.
    void ask(const std::string &name)
    {
        m_group.spawn(enter(name), [](const std::exception_ptr &) {});
        m_loop.restart();
        m_loop.poll();
    }

    Task<> enter(std::string name)
    {
        try {
            std::optional<Admission::Place> place = co_await Admission::enter(m_admission);
            m_told += name + (place ? " in, " : " refused, ");
            if (place)
                m_places.push_back(std::move(*place));
        } catch (const Error &) {
            m_told += name + " gone, ";
        }
    }

    void leave()
    {
        m_places.erase(m_places.begin());
        m_loop.restart();
        m_loop.poll();
    }

    boost::asio::io_context m_loop{1};
    std::shared_ptr<Admission> m_admission = std::make_shared<Admission>(m_loop.get_executor(),
                                                                         2,
                                                                         2);
    run::TaskGroup m_group{m_loop.get_executor()};
    std::list<Admission::Place> m_places;
    std::string m_told;
};

TEST_F(AdmissionTest, LetsInSoManyKeepsSoManyAndRefusesTheRest)
{
    for (const char *name : {"a", "b", "c", "d", "e"})
        ask(name);
    EXPECT_EQ(m_told, "a in, b in, e refused, ");
    EXPECT_EQ(m_admission->running(), 2U);
    EXPECT_EQ(m_admission->waiting(), 2U);
    leave();
    leave();
    EXPECT_EQ(m_told, "a in, b in, e refused, c in, d in, "); // in the order they came
    leave();
    leave();
    EXPECT_EQ(m_admission->running(), 0U);
}

TEST_F(AdmissionTest, WhoGoesWhileWaitingTakesNobodysPlace)
{
    for (const char *name : {"a", "b", "c"})
        ask(name);
    m_group.cancel();
    m_loop.restart();
    m_loop.poll();
    EXPECT_EQ(m_told, "a in, b in, c gone, ");
    EXPECT_EQ(m_admission->waiting(), 0U);
    leave();
    EXPECT_EQ(m_admission->running(), 1U);
    ask("d");
    EXPECT_EQ(m_told, "a in, b in, c gone, d in, ");
}

} // namespace
} // namespace postern::serve
