// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/editor/codeeditor.h"
#include "widgets/editor/jinjalexer.h"
#include "widgets/editor/promptylexer.h"
#include "widgets/editor/yamlscan.h"

#include <QTest>

#include <random>

using postern::widgets::CodeEditor;
using postern::widgets::JinjaLexer;
using postern::widgets::PromptyLexer;
using postern::widgets::YamlStyle;

namespace {

constexpr const char *kPrompty = "---\n"
                                 "name: Painter # of walls\n"
                                 "model:\n"
                                 "  api: chat\n"
                                 "  parameters:\n"
                                 "    temperature: 0.5\n"
                                 "inputs:\n"
                                 "  wall: {type: string}\n"
                                 "---\n"
                                 "system:\n"
                                 "You paint: {{wall}}\n"
                                 "\n"
                                 "user:\n"
                                 "{% if wall %}Go{# on #}{% endif %}\n";

int templateStyle(JinjaLexer::Style style)
{
    return PromptyLexer::kTemplateStyles + style;
}

} // namespace

/// A prompty as the editor colours and folds it: a head of YAML over a template.
class TestPromptyLexer : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_editor = std::make_unique<CodeEditor>();
        open(kPrompty);
    }
    void theHeadIsYamlAndTheRestATemplate();
    void theHeadAndItsPartsAndTheMessagesFold();
    void aHeadThatNothingClosesIsAllThereIs();
    void withoutAHeadItIsATemplate();
    void whatIsTypedGivesTheLookOfTheWholeText();
    void belowTheHeadACommentIsATemplates();

private:
    void open(const QByteArray &text)
    {
        m_editor->setContents("paint.prompty", text.toStdString(), {});
        m_editor->SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
    }
    int styleOf(const char *words) const
    {
        const qsizetype at = m_editor->text().toUtf8().indexOf(words);
        return static_cast<int>(
            m_editor->SendScintilla(QsciScintilla::SCI_GETSTYLEAT, static_cast<unsigned long>(at)));
    }
    long levelOf(int line) const
    {
        return m_editor->SendScintilla(QsciScintilla::SCI_GETFOLDLEVEL,
                                       static_cast<unsigned long>(line));
    }
    bool folds(int line) const
    {
        return (levelOf(line) & QsciScintilla::SC_FOLDLEVELHEADERFLAG) != 0;
    }
    /// The last line that is hidden when this one is folded.
    int lastHidden(int line) const
    {
        return static_cast<int>(m_editor->SendScintilla(QsciScintilla::SCI_GETLASTCHILD,
                                                        static_cast<unsigned long>(line),
                                                        -1L));
    }
    std::vector<long> look() const
    {
        m_editor->SendScintilla(QsciScintilla::SCI_COLOURISE,
                                static_cast<unsigned long>(
                                    m_editor->SendScintilla(QsciScintilla::SCI_GETENDSTYLED)),
                                -1L);
        std::vector<long> all;
        for (int at = 0; at < m_editor->length(); ++at)
            all.push_back(m_editor->SendScintilla(QsciScintilla::SCI_GETSTYLEAT,
                                                  static_cast<unsigned long>(at)));
        for (int line = 0; line < m_editor->lines(); ++line)
            all.push_back(levelOf(line));
        return all;
    }

    std::unique_ptr<CodeEditor> m_editor;
};

void TestPromptyLexer::theHeadIsYamlAndTheRestATemplate()
{
    QCOMPARE(styleOf("---"), int(YamlStyle::Delimiter));
    QCOMPARE(styleOf("name"), int(YamlStyle::Key));
    QCOMPARE(styleOf("# of"), int(YamlStyle::Comment));
    QCOMPARE(styleOf("0.5"), int(YamlStyle::Number));
    QCOMPARE(styleOf("---\nsystem"), int(YamlStyle::Delimiter));
    QCOMPARE(styleOf("system:"), templateStyle(JinjaLexer::Role));
    QCOMPARE(styleOf("You paint"), templateStyle(JinjaLexer::Text)); // no key
    QCOMPARE(styleOf("{{wall"), templateStyle(JinjaLexer::Expression));
    QCOMPARE(styleOf("{% if"), templateStyle(JinjaLexer::Statement));
    QCOMPARE(styleOf("{# on"), templateStyle(JinjaLexer::Comment));
    const QByteArray windows = QByteArray(kPrompty).replace("\n", "\r\n");
    open(windows);
    QCOMPARE(styleOf("name"), int(YamlStyle::Key));
    QCOMPARE(styleOf("user:"), templateStyle(JinjaLexer::Role));
}

void TestPromptyLexer::theHeadAndItsPartsAndTheMessagesFold()
{
    QVERIFY(folds(0));
    QCOMPARE(lastHidden(0), 7); // what closes it stays in sight
    QVERIFY(folds(2) && folds(4) && folds(6));
    QCOMPARE(lastHidden(2), 5);
    QCOMPARE(lastHidden(4), 5);
    QVERIFY(!folds(8));
    QVERIFY(folds(9) && folds(12));
    QCOMPARE(lastHidden(9), 11);
    QVERIFY(!folds(10));
}

void TestPromptyLexer::aHeadThatNothingClosesIsAllThereIs()
{
    open("---\nname: a\nsystem:\n  b: 1\n");
    QCOMPARE(styleOf("system"), int(YamlStyle::Key));
    QVERIFY(folds(0) && folds(2));
    open("---");
    QCOMPARE(styleOf("---"), int(YamlStyle::Delimiter));
    open("");
    QCOMPARE(m_editor->lines(), 1);
}

void TestPromptyLexer::withoutAHeadItIsATemplate()
{
    open("user:\nname: {{a}}\n---\n");
    QCOMPARE(styleOf("user:"), templateStyle(JinjaLexer::Role));
    QCOMPARE(styleOf("name"), templateStyle(JinjaLexer::Text));
    QCOMPARE(styleOf("---"), templateStyle(JinjaLexer::Text));
}

void TestPromptyLexer::whatIsTypedGivesTheLookOfTheWholeText()
{
    const std::vector<std::string> pieces{"---\n",
                                          "\n",
                                          "a: ",
                                          "  b: 1\n",
                                          "user:\n",
                                          "{{x}}",
                                          "{% ",
                                          " %}",
                                          "- ",
                                          "값",
                                          "\r\n",
                                          "# c",
                                          "\"",
                                          "{",
                                          "}",
                                          "\n---\n",
                                          "system:\n"};
    std::mt19937 random(42);
    const auto below = [&random](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    for (int turn = 0; turn < 20; ++turn) {
        open("---\n");
        for (int step = 0; step < 50; ++step) {
            const std::string text = m_editor->contents();
            const std::size_t at = below(text.size() + 1);
            if (step % 4 == 3 && at < text.size())
                m_editor->applyEdit({at, below(text.size() - at) / 4, {}});
            else
                m_editor->applyEdit({at, 0, pieces[below(pieces.size())]});
            static_cast<void>(look());
        }
        const std::vector<long> typed = look();
        const std::string text = m_editor->contents();
        open(QByteArray::fromStdString(text));
        QVERIFY2(typed == look(), text.c_str());
    }
}

void TestPromptyLexer::belowTheHeadACommentIsATemplates()
{
    m_editor->goTo(11);
    m_editor->toggleComment();
    QVERIFY(m_editor->text().contains("\n{# You paint: {{wall}} #}\n"));
    m_editor->toggleComment();
    QCOMPARE(m_editor->text(), QString(kPrompty));
    m_editor->goTo(2);
    m_editor->toggleComment();
    QVERIFY(m_editor->text().contains("\n# name: Painter"));
}

QTEST_MAIN(TestPromptyLexer)
#include "tst_promptylexer.moc"
