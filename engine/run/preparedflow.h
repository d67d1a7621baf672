// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/engine.h"
#include "engine/run/flowrun.h"
#include "engine/run/report.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace postern::run {

/// Is told a piece of an output, on the loop.
using OutputPieces = std::function<void(const std::string &output, const Value &piece)>;

/// What one line is run with.
struct LineInputs
{
    Dict values;            ///< as RunSpec::inputs
    std::size_t number = 0; ///< of the line in its run, counted from 0
    RunObservers observers; ///< are told of this line beside those of the run
    /// The node whose code asks for the line; null: as the run's.
    std::shared_ptr<const Origin> parent;
    /// The run has no other lines: it is aggregated at once, as `pf flow test` does.
    bool isAlone = false;
    /// Errors of inputs name the line, as prompt flow's do but where it serves.
    bool isCounted = true;
    /// Is true by when who runs the line cancels it since it takes too long: its worker, in which a
    /// call may hang, gets no new lines. Null: nobody does.
    const bool *isLate = nullptr;
    /// Wants the pieces of outputs: a model's text and what a generator gives, as they come. The
    /// whole is in the result all the same. Empty: nobody does, and models are asked for the whole
    /// unless RunSpec::stream says otherwise.
    OutputPieces onPiece;
};

/// What the aggregation takes of a line. While one is there, the objects of Python among its values
/// live on.
struct LineRecord
{
    std::size_t line = 0;
    Value inputs;  ///< parsed by type, defaults filled in
    Value outputs; ///< of a flow without aggregation nodes that is what counts
    /// What aggregation nodes refer to, by the reference's text.
    std::map<std::string, Value, std::less<>> references;
    std::shared_ptr<const void> objects;
};

struct LineResult : FlowRunResult
{
    LineRecord record; ///< of a line that went well
};

/// What the aggregation of lines gave: its nodes and metrics.
struct Aggregated : FlowRunResult
{};

/// Something that a flow takes.
struct LineInput
{
    std::string name;
    bool hasDefault = false;
};

/// Those that a flow's inputs are; one whose default is null has none.
std::vector<LineInput> lineInputsOf(const std::vector<flow::FlowInput> &inputs);

/// A flow made ready once, for as many lines as there are: its tools are loaded, its worker is
/// started and its templates are compiled. Lines may run at the same time. Must go before its
/// engine, and after what it gave.
class PreparedFlow
{
public:
    virtual ~PreparedFlow();
    PreparedFlow(const PreparedFlow &) = delete;
    PreparedFlow &operator=(const PreparedFlow &) = delete;

    /// Runs a line. What goes wrong in it is in the result, never thrown; observers are told from
    /// RunStarted to RunFinished. Cancelling it stops what it does.
    Task<LineResult> runLine(LineInputs inputs);
    /// Runs what a flow does once after all of its lines: the aggregation nodes, or a flex flow's
    /// __aggregate__. Told as runLine() is, as the line after the last.
    Task<Aggregated> aggregate(std::span<const LineRecord> lines);
    /// Whether there is anything that runs after all of the lines, so that their records count.
    virtual bool isAggregated() const = 0;
    /// What a line is given by name; those with a default can do without.
    virtual std::vector<LineInput> lineInputs() const = 0;
    /// The inputs and outputs that a caller knows it by, with their types as far as they are known.
    virtual flow::Flow signature() const { return m_spec.document.flow(); }

    const RunSpec &spec() const { return m_spec; }

protected:
    PreparedFlow(Engine &engine, RunSpec spec);

    /// A line under way.
    struct Line
    {
        const Dict &given;
        RunReport &report;
        RunFinished end; ///< what its last event will say: right at any time, also when it fails
        LineRecord record;
        const bool *isLate = nullptr;
        const OutputPieces &onPiece;
        bool isCounted = true;

        bool tookTooLong() const { return isLate && *isLate; }
    };

    /// Warnings and the node to blame are told to report(). Throws Error.
    virtual Task<void> prepare() = 0;
    /// Throws Error.
    virtual Task<void> run(Line &line) = 0;
    /// Throws Error. `end` gets the metrics.
    virtual Task<void> aggregate(std::span<const LineRecord> lines,
                                 RunReport &report,
                                 RunFinished &end)
        = 0;
    /// Whether `pf flow test` aggregates such a line.
    virtual bool isTestAggregated(const LineRecord &line) const = 0;

    RunReport &report() { return m_report; }

    Engine &m_engine;
    const RunSpec m_spec;

private:
    friend Task<std::shared_ptr<PreparedFlow>> prepare(Engine &engine, RunSpec spec);
    friend class FlowTest;

    /// Tells of texts that are run and aren't saved.
    void noteUnsaved();
    /// Warns of what the flow's file says in vain.
    void warnOfIgnored();
    static void complete(Line &line);
    Task<void> runAlone(Line &line);

    RunReport m_report; ///< of what isn't a line's; those of lines have its run's id
};

/// Makes a flow of any kind ready. Throws Error.
Task<std::shared_ptr<PreparedFlow>> prepare(Engine &engine, RunSpec spec);

// The kinds, not yet made ready.
std::shared_ptr<PreparedFlow> makeDagFlow(Engine &engine, RunSpec spec);
std::shared_ptr<PreparedFlow> makeFlexFlow(Engine &engine, RunSpec spec);
std::shared_ptr<PreparedFlow> makePromptyFlow(Engine &engine, RunSpec spec);
std::shared_ptr<PreparedFlow> makeFlow(Engine &engine, RunSpec spec);

/// What a node of the spec's flow is made ready anew from: the document, if it is that flow's, else
/// what the flow's file says by now.
Task<flow::FlowDocument> asOfNow(const RunSpec &spec, const flow::FlowDocument &document);

/// Tells the end of a line, of whose outcome `end` has all but the state.
void tellEnd(RunReport &report, RunFinished end);

} // namespace postern::run
