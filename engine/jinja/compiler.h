// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/compiled.h"
#include "engine/jinja/fold.h"
#include "engine/jinja/globals.h"
#include "engine/jinja/symbols.h"
#include "engine/pyobject/runtime.h"

namespace postern::jinja {

/// Resolves the names of a parsed template to slots, folds constants, decides what can be
/// decided about escaping and inheritance, and checks what only Jinja2's compiler checks.
class Compiler
{
public:
    Compiler(CompiledTemplate &target, const Options &options);

    /// Throws PyError TemplateAssertionError and the like.
    void run();

private:
    /// A scope while it is compiled.
    struct Scope
    {
        Symbols symbols;
        bool checksParent = false; ///< output may have to be silent
        bool topLevel = false;
        bool rootLevel = false;
        bool inIf = false; ///< unknown filters are found when they are used, not before

        Scope inner() { return inner(symbols.unit()); }
        Scope inner(UnitBuilder &unit) { return {Symbols(unit, &symbols), checksParent}; }
    };

    struct EscapeState
    {
        bool autoescape = false;
        bool dynamic = false; ///< known only when the template runs
    };

    void compileRoot();
    void compileBlock(CompiledBlock &block);
    FrameLoads enter(Scope &scope);

    // True when nothing after it can be reached.
    bool compileAll(Nodes &nodes, Scope &scope);
    bool compile(Node &node, Scope &scope);
    void compileOutput(OutputNode &node, Scope &scope);
    void compileFor(ForNode &node, Scope &scope);
    void compileLoopTest(ForNode &node, Scope &scope);
    void compileIf(IfNode &node, Scope &scope);
    void compileWith(WithNode &node, Scope &scope);
    bool compileAutoescape(AutoescapeNode &node, Scope &scope);
    void compileBlockUse(BlockNode &node, Scope &scope);
    bool compileExtends(ExtendsNode &node, Scope &scope);
    void compileInclude(IncludeNode &node, Scope &scope);
    void compileImport(ImportNode &node, Scope &scope);
    void compileMacro(MacroNode &node, Scope &scope);
    void compileMacroBody(MacroNode &node, Scope &scope);
    void declareSpecials(MacroNode &node, Scope &scope);
    void compileFilterBlock(FilterBlockNode &node, Scope &scope);
    void compileSet(SetNode &node, Scope &scope);
    void compileSetBlock(SetBlockNode &node, Scope &scope);
    void compileTarget(Node &node, Scope &scope);
    std::vector<Export> publishedBy(Node &target, Scope &scope);
    std::vector<Export> locals(Scope &scope);

    /// Folds, then resolves.
    void compileExpression(NodePtr &node, Scope &scope);
    void resolve(Node &node, Scope &scope);
    void resolveCall(CallNode &node, Scope &scope);
    Slot slotOf(NameId name, Scope &scope);
    Escaping escaping() const;
    void setEscaping(EscapeState state);
    bool mentions(Nodes &nodes, std::string_view name);
    /// Throws SyntaxError for slices beside other subscripts.
    static void checkSubscript(const Node &key);
    [[noreturn]] static void fail(const std::string &message,
                                  int line,
                                  const char *type = "TemplateAssertionError");

    CompiledTemplate &m_target;
    NameTable &m_names;
    const Globals m_globals;
    Runtime m_runtime;
    Folder m_folder;
    EscapeState m_escape;
    int m_extends = 0;
    bool m_knownExtends = false;
    int m_loops = 0; ///< that break and continue can leave
    /// The line that CPython's Jinja2 notes for the code it makes so far: not every statement has
    /// its own noted.
    int m_notedLine = 1;
};

/// Which of these names the nodes take from outside, as Jinja2 decides it.
std::set<std::string> undeclaredOf(Nodes &nodes,
                                   std::set<std::string> names,
                                   const NameTable &table);

} // namespace postern::jinja
