// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/pythoncode.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace postern::replay {

namespace {

/// A word, a mark, or the end of a statement ("\n"), with the column in which its line begins.
struct PythonToken
{
    std::string_view text;
    bool isIndented = false;
};

bool isWordStart(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || static_cast<unsigned char>(c) >= 0x80U;
}

bool isWordPart(char c)
{
    return isWordStart(c) || (c >= '0' && c <= '9');
}

/// Splits Python's text into what matters here.
class PythonLexer
{
public:
    explicit PythonLexer(std::string_view text, PythonCode &code)
        : m_text(text)
        , m_code(code)
    {}

    std::vector<PythonToken> tokens()
    {
        while (m_at < m_text.size())
            step();
        add("\n");
        return std::move(m_tokens);
    }

private:
    void add(std::string_view text) { m_tokens.push_back({text, m_isIndented}); }

    void step()
    {
        const char c = m_text[m_at];
        if (c == '\n') {
            endLine();
        } else if (c == '\\' && m_at + 1 < m_text.size()) {
            m_at += 2; // a line that goes on
        } else if (c == '#') {
            comment();
        } else if (c == '"' || c == '\'') {
            string(false);
        } else if (isWordStart(c)) {
            word();
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
            ++m_at;
        } else if (c >= '0' && c <= '9') {
            while (m_at < m_text.size() && (isWordPart(m_text[m_at]) || m_text[m_at] == '.'))
                ++m_at;
            add("0");
        } else {
            mark(c);
        }
    }

    void endLine()
    {
        ++m_at;
        if (m_depth > 0)
            return;
        add("\n");
        m_isIndented = m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t');
    }

    void mark(char c)
    {
        m_depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
        m_depth -= (c == ')' || c == ']' || c == '}') && m_depth > 0 ? 1 : 0;
        add(m_text.substr(m_at++, 1));
        if (c == ';')
            add("\n");
    }

    void comment()
    {
        const std::size_t end = std::min(m_text.find('\n', m_at), m_text.size());
        const std::string_view said = m_text.substr(m_at, end - m_at);
        if (said.find("postern:") != std::string_view::npos) {
            const bool isNot = said.find("not repeatable") != std::string_view::npos;
            m_code.saysUnrepeatable = m_code.saysUnrepeatable || isNot;
            m_code.saysRepeatable = m_code.saysRepeatable
                                    || (!isNot && said.find("repeatable") != std::string_view::npos);
        }
        m_at = end;
    }

    void word()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isWordPart(m_text[m_at]))
            ++m_at;
        const std::string_view text = m_text.substr(begin, m_at - begin);
        const bool isPrefix = m_at < m_text.size() && (m_text[m_at] == '"' || m_text[m_at] == '\'')
                              && text.size() <= 2
                              && text.find_first_not_of("rRbBuUfFtT") == std::string_view::npos;
        if (isPrefix)
            string(text.find_first_of("fFtT") != std::string_view::npos);
        else
            add(text);
    }

    /// Of an f-string all words count: which of them are code isn't looked at.
    void string(bool isFormat)
    {
        const char quote = m_text[m_at];
        const std::string triple(3, quote);
        const bool isTriple = m_text.substr(m_at, 3) == triple;
        m_at += isTriple ? 3 : 1;
        const std::size_t begin = m_at;
        std::size_t end = m_text.size();
        while (m_at < m_text.size()) {
            if (m_text[m_at] == '\\') {
                m_at += 2;
                continue;
            }
            if (isTriple ? m_text.substr(m_at, 3) == triple : m_text[m_at] == quote) {
                end = m_at;
                m_at += isTriple ? 3 : 1;
                break;
            }
            if (!isTriple && m_text[m_at] == '\n') {
                end = m_at; // not ended: the line is wrong anyway
                break;
            }
            ++m_at;
        }
        m_at = std::min(m_at, m_text.size());
        end = std::min(end, m_text.size());
        add("''");
        if (isFormat && begin < end)
            addWords(m_text.substr(begin, end - begin));
    }

    void addWords(std::string_view text)
    {
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = at + 1;
            if (isWordStart(text[at])) {
                while (end < text.size() && isWordPart(text[end]))
                    ++end;
            }
            if (text[at] > ' ' && text[at] != '\'' && text[at] != '"')
                add(text.substr(at, end - at));
            at = end;
        }
    }

    const std::string_view m_text;
    PythonCode &m_code;
    std::size_t m_at = 0;
    int m_depth = 0;
    bool m_isIndented = false;
    std::vector<PythonToken> m_tokens;
};

/// Words that say what code looks at beside its arguments, whosever they are.
constexpr std::array<std::string_view, 44>
    kTellingWords{"open",         "input",        "eval",        "exec",        "compile",
                  "__import__",   "globals",      "locals",      "vars",        "hash",
                  "id",           "now",          "utcnow",      "today",       "time",
                  "time_ns",      "random",       "urandom",     "uuid1",       "uuid4",
                  "environ",      "getenv",       "urlopen",     "urlretrieve", "read_text",
                  "read_bytes",   "write_text",   "write_bytes", "iterdir",     "glob",
                  "exists",       "stat",         "read_csv",    "read_json",   "read_excel",
                  "read_parquet", "default_rng",  "shuffle",     "Prompty",     "load_flow",
                  "PFClient",     "AsyncPrompty", "global",      "log_metric"};

/// Reads imports and doubts out of the tokens.
class PythonFileReader
{
public:
    PythonFileReader(std::vector<PythonToken> tokens, PythonCode &code)
        : m_tokens(std::move(tokens))
        , m_code(code)
    {}

    void read()
    {
        findModuleNames();
        for (m_at = 0; m_at < m_tokens.size(); ++m_at) {
            const std::string_view text = word(0);
            if (isStart() && text == "import")
                plainImport();
            else if (isStart() && text == "from")
                fromImport();
            else
                look(text);
        }
    }

private:
    std::string_view word(std::size_t ahead) const
    {
        return m_at + ahead < m_tokens.size() ? m_tokens[m_at + ahead].text : std::string_view();
    }

    bool isStart() const
    {
        if (m_at == 0)
            return true;
        const std::string_view before = m_tokens[m_at - 1].text;
        return before == "\n" || before == ":" || before == ";";
    }

    void doubt(Message reason)
    {
        if (m_told.insert(reason.english()).second)
            m_code.doubts.push_back(std::move(reason));
    }

    /// Names that the file itself has, outside of its functions.
    void findModuleNames()
    {
        bool isLineStart = true;
        for (std::size_t i = 0; i + 1 < m_tokens.size(); ++i) {
            const PythonToken &token = m_tokens[i];
            if (isLineStart && !token.isIndented && isWordStart(token.text[0])) {
                const bool isDefined = token.text == "def" || token.text == "class";
                if (isDefined)
                    m_moduleNames.insert(m_tokens[i + 1].text);
                else if (m_tokens[i + 1].text == "=" || m_tokens[i + 1].text == ":")
                    m_moduleNames.insert(token.text);
            }
            isLineStart = token.text == "\n";
        }
    }

    std::string dotted()
    {
        std::string name;
        while (m_at < m_tokens.size() && (word(0) == "." || isWordStart(first()))
               && word(0) != "import" && word(0) != "as") {
            name += word(0);
            ++m_at;
        }
        return name;
    }

    char first() const { return word(0).empty() ? '\n' : word(0)[0]; }

    void plainImport()
    {
        do {
            ++m_at;
            PythonImport made;
            made.module = dotted();
            if (word(0) == "as")
                m_at += 2;
            if (!made.module.empty())
                m_code.imports.push_back(std::move(made));
        } while (word(0) == ",");
        --m_at; // the loop goes on behind it
    }

    void fromImport()
    {
        ++m_at;
        PythonImport made;
        const std::string name = dotted();
        const std::size_t begin = std::min(name.find_first_not_of('.'), name.size());
        made.level = static_cast<int>(begin);
        made.module = name.substr(begin);
        if (word(0) != "import") { // `yield from x`, or something that isn't Python
            --m_at;
            return;
        }
        ++m_at;
        while (m_at < m_tokens.size() && word(0) != "\n") {
            if (isWordStart(first()) || word(0) == "*") {
                look(word(0));
                made.names.emplace_back(word(0));
                if (word(1) == "as")
                    m_at += 2;
            }
            ++m_at;
        }
        m_code.imports.push_back(std::move(made));
        --m_at;
    }

    void look(std::string_view text)
    {
        if (std::ranges::find(kTellingWords, text) != kTellingWords.end() && isUse(text))
            doubt(tr("it uses '%1'", std::string(text)));
        if (m_moduleNames.contains(text) && m_tokens[m_at].isIndented && changesIt())
            doubt(tr("it keeps '%1' between calls", std::string(text)));
    }

    /// A name of an argument (`time=3`) is none. What Python has built in is one where it is called
    /// or handed on, and not as somebody's attribute (`re.compile`) or parameter.
    bool isUse(std::string_view text) const
    {
        constexpr std::array<std::string_view, 8>
            kBuiltIn{"compile", "eval", "exec", "hash", "id", "input", "locals", "vars"};
        const std::string_view before = m_at > 0 ? m_tokens[m_at - 1].text : std::string_view();
        const bool isKeyword = word(1) == "=" && word(2) != "=";
        if (isKeyword && before != "\n")
            return false;
        if (std::ranges::find(kBuiltIn, text) == kBuiltIn.end())
            return true;
        return before != "." && before != "def" && word(1) != ":" && word(1) != "=";
    }

    /// Whether something of the file's own is changed here: NAME.append(, NAME[...] =, NAME.x =.
    bool changesIt() const
    {
        constexpr std::array<std::string_view, 14> kChanging{"append",
                                                             "extend",
                                                             "insert",
                                                             "remove",
                                                             "pop",
                                                             "clear",
                                                             "update",
                                                             "add",
                                                             "setdefault",
                                                             "discard",
                                                             "popitem",
                                                             "sort",
                                                             "reverse",
                                                             "appendleft"};
        std::size_t ahead = 1;
        while (word(ahead) == "." || word(ahead) == "[") {
            if (word(ahead) == ".") {
                if (std::ranges::find(kChanging, word(ahead + 1)) != kChanging.end())
                    return true;
                ahead += 2;
                continue;
            }
            int depth = 0;
            do {
                depth += word(ahead) == "[" ? 1 : 0;
                depth -= word(ahead) == "]" ? 1 : 0;
                ++ahead;
            } while (depth > 0 && m_at + ahead < m_tokens.size());
        }
        return ahead > 1 && isAssignment(ahead);
    }

    bool isAssignment(std::size_t ahead) const
    {
        constexpr std::string_view kOperators = "+-*/%|&^@";
        const std::string_view mark = word(ahead);
        if (mark == "=")
            return word(ahead + 1) != "=";
        const bool isAugmented = mark.size() == 1
                                 && kOperators.find(mark[0]) != std::string_view::npos;
        return isAugmented && (word(ahead + 1) == "=" || word(ahead + 2) == "=");
    }

    const std::vector<PythonToken> m_tokens;
    PythonCode &m_code;
    std::size_t m_at = 0;
    std::set<std::string_view> m_moduleNames;
    std::set<std::string> m_told;
};

} // namespace

PythonCode readPythonCode(std::string_view text)
{
    PythonCode code;
    PythonFileReader(PythonLexer(text, code).tokens(), code).read();
    return code;
}

bool isHarmlessModule(std::string_view module)
{
    // What these do beside computing has telling words of its own.
    static const std::set<std::string_view> kHarmless{"__future__",
                                                      "abc",
                                                      "ast",
                                                      "base64",
                                                      "binascii",
                                                      "bisect",
                                                      "calendar",
                                                      "cmath",
                                                      "collections",
                                                      "colorsys",
                                                      "contextlib",
                                                      "copy",
                                                      "csv",
                                                      "dataclasses",
                                                      "datetime",
                                                      "decimal",
                                                      "difflib",
                                                      "enum",
                                                      "fractions",
                                                      "functools",
                                                      "graphlib",
                                                      "hashlib",
                                                      "heapq",
                                                      "hmac",
                                                      "html",
                                                      "io",
                                                      "itertools",
                                                      "json",
                                                      "keyword",
                                                      "logging",
                                                      "math",
                                                      "numbers",
                                                      "operator",
                                                      "pprint",
                                                      "promptflow",
                                                      "re",
                                                      "statistics",
                                                      "string",
                                                      "struct",
                                                      "textwrap",
                                                      "traceback",
                                                      "types",
                                                      "typing",
                                                      "unicodedata",
                                                      "warnings",
                                                      "zoneinfo",
                                                      "jinja2",
                                                      "markdown",
                                                      "markupsafe",
                                                      "numpy",
                                                      "pandas",
                                                      "pydantic",
                                                      "typing_extensions",
                                                      "yaml"};
    if (module == "urllib.parse")
        return true;
    if (module.starts_with("promptflow.tools") || module.starts_with("promptflow.client"))
        return false;
    return kHarmless.contains(module.substr(0, module.find('.')));
}

} // namespace postern::replay
