// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/batchprogress.h"

#include "app/cli/output.h"
#include "engine/base/plaintext.h"

#include <fmt/format.h>

namespace postern::cli {

namespace {

constexpr std::size_t kMostFailures = 5;
constexpr std::chrono::seconds kBetween{10};

std::string durationText(std::chrono::seconds time)
{
    constexpr int kMinute = 60;
    constexpr int kHour = 3'600;
    const std::int64_t seconds = time.count();
    if (seconds < kMinute)
        return fmt::format("{} s", seconds);
    if (seconds < kHour)
        return fmt::format("{} min {} s", seconds / kMinute, seconds % kMinute);
    return fmt::format("{} h {} min", seconds / kHour, seconds % kHour / kMinute);
}

} // namespace

std::string progressText(const batch::BatchProgress &progress)
{
    std::string text = std::to_string(progress.ended);
    if (progress.total)
        text += "/" + std::to_string(*progress.total);
    text += " lines";
    if (progress.kept > 0)
        text += fmt::format(" ({} from before)", progress.kept);
    if (progress.failed > 0)
        text += fmt::format(", {} failed", progress.failed);
    if (progress.linesPerSecond > 0)
        text += fmt::format(", {:.1f}/s", progress.linesPerSecond);
    if (progress.usage.total > 0)
        text += fmt::format(", {} tokens", progress.usage.total);
    if (progress.cost > 0)
        text += fmt::format(", {:.4f} USD", progress.cost);
    if (progress.left && progress.underWay > 0)
        text += ", " + durationText(*progress.left) + " left";
    return text;
}

BatchProgressNotes::BatchProgressNotes()
    : m_isTerminal(isErrorTerminal())
    , m_toldAt(run::Clock::now())
{}

BatchProgressNotes::~BatchProgressNotes()
{
    try {
        clear();
    } catch (...) { // nobody is left to tell
        return;
    }
}

void BatchProgressNotes::clear()
{
    if (std::exchange(m_isShown, false))
        printErase();
}

void BatchProgressNotes::tell(const std::string &text)
{
    clear();
    printNote(text);
}

void BatchProgressNotes::onLine(const batch::BatchLine &line, const batch::BatchProgress &)
{
    if (line.isCompleted() || ++m_failed > kMostFailures)
        return;
    const Value *message = line.error.find("message");
    tell(fmt::format("Line {} failed: {}",
                     line.number,
                     message && message->isString() ? message->asString() : "no reason is known"));
    if (m_failed == kMostFailures)
        tell("More failures are counted only: `postern run show-details` has them.");
}

void BatchProgressNotes::onProgress(const batch::BatchProgress &progress)
{
    const run::Clock::time_point now = run::Clock::now();
    if (m_isTerminal) {
        clear();
        printNotePiece(progressText(progress));
        m_isShown = true;
    } else if (now - m_toldAt >= kBetween) {
        m_toldAt = now;
        printNote(progressText(progress));
    }
}

void BatchProgressNotes::onWarning(const Message &text)
{
    tell("warning: " + text.english());
}

} // namespace postern::cli
