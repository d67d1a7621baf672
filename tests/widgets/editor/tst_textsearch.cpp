// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/pythonpeer.h"
#include "widgets/editor/textsearch.h"

#include <QTest>

#include <random>

using namespace postern;
using namespace postern::widgets;

namespace {

/// "0-2 5-7": the bytes of all matches.
std::string found(const SearchTerms &terms, std::string_view text)
{
    std::string places;
    for (const Match &match : TextSearch(terms).findAll(text)) {
        places += (places.empty() ? "" : " ") + std::to_string(match.begin) + '-'
                  + std::to_string(match.end);
    }
    return places;
}

std::vector<std::string> texts(std::size_t count)
{
    const std::vector<std::string> pieces{
        "a", "b", "A", "ab", "\uac00", "\u00e9", "\u00c9", " ", "\n", ".", "_", "1", "(", "$1", "\\"};
    std::mt19937 random(29);
    std::vector<std::string> made;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text;
        for (std::size_t n = random() % 9; n > 0; --n)
            text += pieces[random() % pieces.size()];
        made.push_back(std::move(text));
    }
    return made;
}

} // namespace

/// Finding and replacing text, beside Python's re.
class TestTextSearch : public QObject
{
    Q_OBJECT

private slots:
    void plainTermsAreFoundWherePythonFindsThem();
    void patternsAreFoundWherePythonFindsThem_data();
    void patternsAreFoundWherePythonFindsThem();
    void whatIsFoundIsReplacedAsPythonDoes();
    void aBrokenPatternSaysSo();
    void emptyTermsAndEmptyMatchesAreNone();
    void bytesThatAreNoTextMatchNothing();
    void aPatternThatTakesForeverIsGivenUp();
};

void TestTextSearch::plainTermsAreFoundWherePythonFindsThem()
{
    std::vector<std::string> questions;
    std::vector<SearchTerms> terms;
    const std::vector<std::string> all = texts(400);
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        const std::string term = all[i].substr(0, 4);
        const bool isWhole = std::ranges::all_of(term, [](char c) {
            return static_cast<signed char>(c) > 0;
        });
        if (term.empty() || !isWhole)
            continue;
        const bool matchCase = i % 2 == 0;
        const bool wholeWord = i % 3 == 0;
        terms.push_back({term, matchCase, wholeWord, false});
        questions.push_back(std::string(matchCase ? "1" : "0") + (wholeWord ? "1" : "0") + term
                            + '\0' + all[i + 1] + all[i] + all[i + 1]);
    }
    const auto theirs
        = test::askPython("import re\n"
                          "def answer(t):\n"
                          "    term, text = t[2:].split('\\0')\n"
                          "    pattern = re.escape(term)\n"
                          "    if t[1] == '1': pattern = r'(?<!\\w)' + pattern + r'(?!\\w)'\n"
                          "    n = lambda i: len(text[:i].encode())\n"
                          "    return ' '.join(f'{n(m.start())}-{n(m.end())}'"
                          " for m in re.finditer(pattern, text, 0 if t[0] == '1' else re.I))",
                          questions);
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const std::string text = questions[i].substr(questions[i].find('\0') + 1);
        QCOMPARE(found(terms[i], text), theirs[i]);
    }
}

void TestTextSearch::patternsAreFoundWherePythonFindsThem_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : {"a+",
                                "^.",
                                ".$",
                                "\\w+",
                                "\\bab",
                                "(a|b)\\1",
                                "[^a\\n]",
                                "\uac00|\u00e9",
                                "a.?b",
                                "\\d",
                                "(?<=a)b",
                                "a(?!b)",
                                "\\s+",
                                "[\\w.]+"})
        QTest::newRow(pattern) << QString::fromUtf8(pattern);
}

void TestTextSearch::patternsAreFoundWherePythonFindsThem()
{
    QFETCH(QString, pattern);
    const std::vector<std::string> all = texts(150);
    const auto theirs = test::askPython("import re\n"
                                        "PATTERN = re.compile(r'''"
                                            + pattern.toStdString()
                                            + "''', re.M)\n"
                                              "def answer(text):\n"
                                              "    n = lambda i: len(text[:i].encode())\n"
                                              "    return ' '.join(f'{n(m.start())}-{n(m.end())}' "
                                              "for m in PATTERN.finditer(text) if m.group())",
                                        all);
    for (std::size_t i = 0; i < all.size(); ++i)
        QCOMPARE(found({pattern.toStdString(), true, false, true}, all[i]), theirs[i]);
}

void TestTextSearch::whatIsFoundIsReplacedAsPythonDoes()
{
    // `$1` here is Python's `\1`.
    const std::vector<std::tuple<const char *, const char *, const char *>>
        cases{{"(a)(b)?", "<$1>", "<\\1>"},
              {"(\\w)(\\w)", "$2$1", "\\2\\1"},
              {"b", "x\\ny", "x\\ny"},
              {"a", "", ""}};
    const std::vector<std::string> all = texts(100);
    for (const auto &[pattern, ours, pythons] : cases) {
        const auto theirs = test::askPython("import re\ndef answer(text): return re.sub(r'''"
                                                + std::string(pattern) + "''', r'''" + pythons
                                                + "''', text, flags=re.M)",
                                            all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            TextSearch search({pattern, true, false, true});
            std::string text = all[i];
            const std::vector<Match> matches = search.findAll(all[i]);
            for (auto match = matches.rbegin(); match != matches.rend(); ++match)
                text.replace(match->begin,
                             match->end - match->begin,
                             search.replacement(all[i], *match, ours));
            QCOMPARE(text, theirs[i]);
        }
    }
    // Of plain terms it is taken as it is.
    TextSearch plain({"a", true, false, false});
    QCOMPARE(plain.replacement("a", {0, 1}, "$1\\n"), std::string("$1\\n"));
}

void TestTextSearch::aBrokenPatternSaysSo()
{
    for (const char *pattern : {"(", "[a", "a{2,1}", "*", "\\"}) {
        TextSearch search({pattern, true, false, true});
        QVERIFY2(!search.problem().empty(), pattern);
        QVERIFY(search.findAll("(a*").empty());
    }
    // The same are found as plain terms.
    QCOMPARE(found({"(", true, false, false}, "a(b("), std::string("1-2 3-4"));
    QCOMPARE(found({"\\", true, false, false}, "a\\b"), std::string("1-2"));
}

void TestTextSearch::emptyTermsAndEmptyMatchesAreNone()
{
    QCOMPARE(found({"", true, false, false}, "abc"), std::string());
    QCOMPARE(found({"x*", true, false, true}, "abc"), std::string());
    QCOMPARE(found({"^", true, false, true}, "a\nb"), std::string());
    QCOMPARE(found({"a", true, false, false}, ""), std::string());
}

void TestTextSearch::bytesThatAreNoTextMatchNothing()
{
    QCOMPARE(found({"a", true, false, false},
                   "\xFF"
                   "a\xC3"
                   "a"),
             std::string("1-2 3-4"));
    QCOMPARE(found({".", true, false, true}, "\xFF\xFE"), std::string());
    QVERIFY(TextSearch({"\xFF", true, false, false}).findAll("\xFF").empty());
}

void TestTextSearch::aPatternThatTakesForeverIsGivenUp()
{
    TextSearch search({"(a+)+$", true, false, true});
    QVERIFY(search.findAll(std::string(60, 'a') + "b").empty());
    QVERIFY(!search.problem().empty());
}

QTEST_APPLESS_MAIN(TestTextSearch)

#include "tst_textsearch.moc"
