// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/workererror.h"

#include "engine/base/error.h"
#include "engine/base/utf8.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace postern::python {
namespace {

namespace fs = std::filesystem;

/// What the worker says of an exception.
struct Report
{
    std::string kind;
    std::string type;
    std::string message;
    std::vector<std::string> codes;
    std::string property; ///< of a reference
    std::string slot;     ///< it refers to
    std::string where;    ///< the function of a flex flow
    std::string traceback;
    Place place;
};

std::string reportedText(const Value &report, std::string_view key)
{
    const Value *value = report.find(key);
    return value != nullptr && value->isString() ? value->asString() : std::string();
}

/// The file of a name that Python read from the disk: bytes that aren't UTF-8 are lone surrogates
/// there.
fs::path fileOf(const std::string &name)
{
    std::string bytes;
    for (std::size_t at = 0; at < name.size();) {
        const char32_t surrogate = utf8::surrogateAt(name, at);
        const bool isByte = surrogate >= 0xDC80 && surrogate <= 0xDCFF;
        bytes += isByte ? static_cast<char>(surrogate - 0xDC00) : name[at];
        at += isByte ? 3 : 1;
    }
    return bytes;
}

Place placeOf(const Value &report, const fs::path &folder)
{
    Place place;
    const fs::path file = fileOf(reportedText(report, "filename"));
    const fs::path relative = file.lexically_relative(fs::weakly_canonical(folder));
    const bool inside = !relative.empty() && *relative.begin() != "..";
    place.file = inside ? relative.generic_string() : file.string();
    if (const Value *line = report.find("lineno"); line != nullptr && line->isInt()) {
        place.line = static_cast<int>(line->asInt());
    }
    return place;
}

Report readReport(const std::string &payload, const fs::path &folder)
{
    const Value value = readPickle(payload, 0, 0);
    Report report;
    report.kind = reportedText(value, "kind");
    report.type = reportedText(value, "type");
    report.message = reportedText(value, "message");
    report.property = reportedText(value, "property");
    report.slot = reportedText(value, "slot");
    report.where = reportedText(value, "where");
    report.traceback = reportedText(value, "traceback");
    if (const Value *codes = value.find("codes")) {
        for (const Value &code : codes->asList()) {
            report.codes.push_back(code.asString());
        }
    }
    report.place = placeOf(value, folder);
    return report;
}

/// prompt flow's codes and sentence for a report.
PromptflowError promptflowError(const Report &report, const std::string &node)
{
    const std::string typed = "(" + report.type + ") " + report.message;
    if (report.kind == "promptflow" || report.kind == "load") {
        return {report.codes, report.message};
    }
    if (report.kind == "exit") {
        return {{}, report.message}; // leaves prompt flow as it is, with no code
    }
    if (report.kind == "system") {
        return {{"SystemError", report.type}, report.message};
    }
    if (report.kind == "property") {
        const std::size_t dot = report.slot.find('.');
        return {{"UserError", "NodeReferenceError", "InvalidReferenceProperty"},
                "Flow execution failed. Invalid property '" + report.property
                    + "' when accessing the node '"
                    + (dot == std::string::npos ? report.slot : report.slot.substr(dot + 1))
                    + "'. Please check the property and try again."};
    }
    if (report.kind == "script") {
        return {{"UserError", "ScriptExecutionError"},
                "Execution failure in '" + report.where + "': " + typed};
    }
    return {{"UserError", "ToolExecutionError"}, "Execution failure in '" + node + "': " + typed};
}

/// What stands after `start` in quotes; empty when it doesn't.
std::string quotedBehind(const std::string &text, std::string_view start)
{
    const std::size_t found = text.rfind(start);
    if (found == std::string::npos)
        return {};
    const std::size_t begin = found + start.size();
    return text.substr(begin, text.find('\'', begin) - begin);
}

/// The package to install for a part of promptflow that ours is without.
std::string promptflowPackage(const std::string &module)
{
    for (const char *part : {"azure", "evals", "parallel", "rag", "recording", "tools"}) {
        const std::string prefix = std::string("promptflow.") + part;
        if (module == prefix || module.starts_with(prefix + "."))
            return std::string("promptflow-") + part;
    }
    return "promptflow";
}

/// The distribution of a module that isn't called as it is.
std::string distributionOf(const std::string &module)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kOthers{
        {{"bs4", "beautifulsoup4"},
         {"cv2", "opencv-python-headless"},
         {"dateutil", "python-dateutil"},
         {"docx", "python-docx"},
         {"dotenv", "python-dotenv"},
         {"faiss", "faiss-cpu"},
         {"fitz", "PyMuPDF"},
         {"jwt", "PyJWT"},
         {"PIL", "Pillow"},
         {"pptx", "python-pptx"},
         {"sklearn", "scikit-learn"},
         {"yaml", "PyYAML"}}};
    const std::string top = module.substr(0, module.find('.'));
    const auto *found = std::ranges::find(kOthers, top, [](const auto &pair) { return pair.first; });
    return found == kOthers.end() ? std::string() : std::string(found->second);
}

bool equalButCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

/// A file or folder of the flow that differs from the module's name in case alone.
std::string otherCase(const std::string &module, const fs::path &folder)
{
    const std::string top = module.substr(0, module.find('.'));
    std::error_code ignored;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, ignored)) {
        const fs::path name = entry.path().filename();
        const bool isModule = name.extension() == ".py" || entry.is_directory(ignored);
        if (isModule && equalButCase(name.stem().string(), top) && name.stem() != top)
            return name.string();
    }
    return {};
}

/// What to do about a module that isn't there.
Message absentHint(const std::string &message, const std::string &module, const fs::path &folder)
{
    const std::string parent = quotedBehind(message, "; '");
    if (module.ends_with(".py"))
        return tr("Name the module without .py: %1.", module.substr(0, module.size() - 3));
    if (!parent.empty() && fs::exists(folder / (parent + ".py")))
        return tr("The flow's file %1.py hides the package %1: give the file another name.", parent);
    if (const std::string other = otherCase(module, folder); !other.empty())
        return tr("The folder has %1: names of files differ by case here, so write it alike.",
                  other);
    const std::string package = distributionOf(module);
    return tr(
        "Install %1 in the flow's environment; a file of yours belongs into the flow's folder "
        "or below additional_includes. `postern env check` lists all imports that find "
        "nothing.",
        package.empty() ? tr("the package that brings %1", module) : package);
}

/// What to do about an import that failed; empty when it is another kind of error.
Message importHint(const std::string &message, const fs::path &folder)
{
    std::string module = quotedBehind(message, "No module named '");
    const bool isAbsent = !module.empty();
    if (!isAbsent && message.find("cannot import name '") != std::string::npos)
        module = quotedBehind(message, "' from '");
    if (module == "promptflow" || module.starts_with("promptflow."))
        return tr(
            "Postern's promptflow package is without this: install %1 in the flow's environment.",
            promptflowPackage(module));
    if (!isAbsent)
        return {};
    return absentHint(message, module, folder);
}

/// The names in quotes behind the first of the words, with commas between.
std::string namesBehind(const std::string &text, std::string_view words)
{
    std::string names;
    const std::size_t found = text.find(words);
    std::size_t open = found == std::string::npos ? found : text.find('\'', found);
    while (open != std::string::npos) {
        const std::size_t close = text.find('\'', open + 1);
        if (close == std::string::npos)
            break;
        names += (names.empty() ? "" : ", ") + text.substr(open + 1, close - open - 1);
        open = text.find('\'', close + 1);
    }
    return names;
}

/// What to do about a class that can't be made; empty when it is another kind of error.
Message initHint(const Report &report)
{
    if (report.codes.empty() || report.codes.back() != "FlowEntryInitializationError")
        return {};
    for (const char *missing :
         {" required positional argument", " required keyword-only argument"}) {
        const std::string names = namesBehind(report.message, missing);
        if (!names.empty())
            return tr("Give the init values that the class needs: %1 (--init NAME=VALUE, or init "
                      "below sample in the flow's file).",
                      names);
    }
    const std::string unknown = quotedBehind(report.message, "unexpected keyword argument '");
    if (!unknown.empty())
        return tr("The class takes no init value '%1': leave it out.", unknown);
    return tr("Look at the class's __init__ and at the init values it gets.");
}

Message hintFor(const Report &report, const fs::path &folder)
{
    if (Message hint = importHint(report.message, folder); !hint.isEmpty())
        return hint;
    if (report.kind == "property") {
        return tr("Look at what the node gives, and correct the reference.");
    }
    if (Message hint = initHint(report); !hint.isEmpty())
        return hint;
    if (report.kind == "load") {
        return tr("Correct the tool's source file.");
    }
    if (report.kind == "exit") {
        return tr("A node must not end the interpreter: return a value or raise an exception.");
    }
    return report.place.line > 0 ? tr("Look at %1.", toString(report.place))
                                 : tr("Look at the traceback.");
}

/// Our own sentence for what Python raised; `original` is prompt flow's.
Message messageFor(const Report &report, const std::string &node, const std::string &original)
{
    if (report.kind == "exit")
        return tr("Node '%1' raised %2: %3", node, report.type, report.message);
    if (!original.starts_with("Execution failure in '"))
        return original;
    const Message what = report.kind == "script" ? Message("'" + report.where + "'")
                                                 : tr("The node '%1'", node);
    const std::string raised = report.message.empty() ? report.type
                                                      : report.type + ": " + report.message;
    const bool isEnded = raised.ends_with('.') || raised.ends_with('!') || raised.ends_with('?');
    return isEnded ? tr("%1 failed: %2", what, raised) : tr("%1 failed: %2.", what, raised);
}

[[noreturn]] void throwReport(const Report &report, const std::string &node, const fs::path &folder)
{
    PromptflowError original = promptflowError(report, node);
    const Message message = messageFor(report, node, original.message);
    std::optional<Place> place;
    if (report.place.line > 0) {
        place = report.place;
    }
    Error error = Error(ErrorCode::NodeFailed, message, hintFor(report, folder), std::move(place))
                      .as(std::move(original.codes), std::move(original.message));
    error.setDetails(report.traceback);
    throw Error(std::move(error));
}

[[noreturn]] void throwCrash(const Reply &reply,
                             const WorkerProcess &worker,
                             const std::string &node)
{
    const Message how = reply.end.isEmpty() ? tr("it had ended before") : reply.end;
    if (!worker.ready()) {
        Error error(ErrorCode::EnvironmentFailed,
                    tr("The Python worker could not start: %1.", how),
                    tr("Check the interpreter (Python 3.9 or newer) and its packages."));
        error.setDetails(worker.lastErrors());
        throw Error(std::move(error));
    }
    Error error
        = Error(ErrorCode::NodeFailed,
                tr("The Python process ended while node '%1' ran: %2.", node, how),
                tr("Look at what the node prints; native code and memory limits end processes."))
              .as({"UserError", "ProcessCrashError"});
    error.setDetails(worker.lastErrors());
    throw Error(std::move(error));
}

} // namespace

void throwIfFailed(const Reply &reply,
                   const WorkerProcess &worker,
                   const std::string &node,
                   const fs::path &folder)
{
    switch (reply.kind) {
    case ReplyKind::Error:
        throwReport(readReport(reply.payload, folder), node, folder);
    case ReplyKind::Crashed:
        throwCrash(reply, worker, node);
    case ReplyKind::Cancelled:
        throw Error(ErrorCode::Cancelled, tr("Node '%1' was cancelled.", node));
    default:
        return;
    }
}

} // namespace postern::python
