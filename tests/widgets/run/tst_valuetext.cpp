// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/base64.h"
#include "engine/base/json.h"
#include "widgets/run/amounts.h"
#include "widgets/run/egressmodel.h"
#include "widgets/run/valuetext.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

using namespace postern;
using namespace postern::widgets;

namespace {

std::string encodedPicture(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::red);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data().toStdString();
}

http::EgressLedger::Entry contact(const char *host, int port, http::Purpose purpose)
{
    http::EgressLedger::Entry entry;
    entry.host = host;
    entry.port = static_cast<std::uint16_t>(port);
    entry.purpose = purpose;
    entry.requests = 1;
    return entry;
}

QString cell(const EgressModel &model, int row, EgressModel::Column column)
{
    return model.index(row, column).data().toString();
}

} // namespace

/// Values, amounts and contacts as words on the screen.
class TestValueText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void aSummaryIsOneShortLine_data();
    void aSummaryIsOneShortLine();
    void theFullTextIsTheTextOrItsJson();
    void theBeginningIsThatOfTheFullText();
    void theBeginningOfAnythingIsShort();
    void noCharacterIsCut();
    void aPictureIsShownWhateverForm();
    void amountsHaveTheirUnits();
    void statesHaveTheirColours();
    void contactsAreRowsInTheOrderOfTheFirst();
    void onlyWhatLeftTheMachineCounts();
};

void TestValueText::aSummaryIsOneShortLine_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("summary");
    QTest::newRow("null") << "null" << "None";
    QTest::newRow("a truth value") << "true" << "True";
    QTest::newRow("a number") << "1.50" << "1.5";
    QTest::newRow("a text") << "\"a  b\\n c\"" << "\"a b c\"";
    QTest::newRow("an empty text") << "\"\"" << "\"\"";
    QTest::newRow("a list") << "[1, [2]]" << QString::fromUtf8("list · 2");
    QTest::newRow("an empty list") << "[]" << QString::fromUtf8("list · 0");
    QTest::newRow("a dict") << R"({"a": 1})" << QString::fromUtf8("dict · 1");
}

void TestValueText::aSummaryIsOneShortLine()
{
    QFETCH(QString, json);
    QFETCH(QString, summary);
    QCOMPARE(widgets::summary(json::parse(json.toStdString())), summary);
    const Value huge(std::string(100'000, 'x') + "\n");
    for (const Value &value : {huge,
                               Value(List{huge}),
                               Value::integer(std::string(4'000, '9')),
                               Value(Bytes{std::string(9'000, 'b')})}) {
        QVERIFY(widgets::summary(value).size() < 300);
        QVERIFY(!widgets::summary(value).contains('\n'));
    }
}

void TestValueText::theFullTextIsTheTextOrItsJson()
{
    QCOMPARE(fullText("a\n\uac00"), QString::fromUtf8("a\n\uac00"));
    QCOMPARE(fullText(json::parse(R"({"k": ["\uac00", null, {}]})")),
             QString::fromUtf8("{\n  \"k\": [\n    \"\uac00\",\n    null,\n    {}\n  ]\n}"));
    QCOMPARE(fullText(Value(List{Bytes{"x"}, Tuple{{1}}})),
             QString("[\n  \"b'x'\",\n  [\n    1\n  ]\n]"));
    QCOMPARE(fullTextUtf8(Value(Handle{"s", "Frame", "<Frame>", false, nullptr})),
             std::string("\"<Frame>\""));
}

void TestValueText::theBeginningIsThatOfTheFullText()
{
    for (const char *json :
         {"null", "\"text\"", R"({"a": [1, 2, {"b": "c"}], "d": ""})", "[]", "[[[]]]"}) {
        const Value value = json::parse(json);
        QCOMPARE(beginning(value, 10'000), fullText(value));
    }
    const Value text(std::string(1'000, 'a') + "end");
    const QString begun = beginning(text, 100);
    QVERIFY(begun.startsWith(QString(100, 'a')));
    QVERIFY(begun.contains(QChar(0x2026)));
    QVERIFY(!begun.contains("end"));
}

void TestValueText::theBeginningOfAnythingIsShort()
{
    List many;
    for (int i = 0; i < 100'000; ++i)
        many.emplace_back(i);
    Dict wide;
    for (int i = 0; i < 1'000; ++i)
        wide.append("key " + std::to_string(i), std::string(10'000, 'v'));
    const std::vector<Value> values{many,
                                    Value(wide),
                                    Value(List{Value(wide), Value(wide)}),
                                    Value::integer(std::string(4'000, '8')),
                                    Value(Bytes{std::string(1'000'000, 'b')}),
                                    Value(Dict{{std::string(1'000'000, 'k'), 1}})};
    for (const Value &value : values) {
        const QString begun = beginning(value, 1'000);
        QVERIFY2(begun.size() < 8'000, qPrintable(begun.left(100)));
        QVERIFY(begun.contains(QChar(0x2026)) || value.kind() == Value::Kind::Bytes);
    }
}

void TestValueText::noCharacterIsCut()
{
    const std::string text = "a\u00e9\uac00\U0001F600";
    const std::vector<std::size_t> whole{0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (std::size_t most = 0; most < whole.size(); ++most)
        QCOMPARE(wholeCharacters(text, most), whole[most]);
    for (std::size_t most = 0; most < 40; ++most)
        QVERIFY(!beginning(Value(text + text), most).contains(QChar(QChar::ReplacementCharacter)));
}

void TestValueText::aPictureIsShownWhateverForm()
{
    const std::string png = encodedPicture(7, 5);
    const std::vector<Value> pictures{Image{"image/png", png, ""},
                                      Image{"image/*", png, "https://h/x"},
                                      Dict{{"data:image/png;base64", toBase64(png)}}};
    for (const Value &value : pictures) {
        const auto picture = pictureOf(value);
        QVERIFY(picture.has_value());
        QCOMPARE(picture->size(), QSize(7, 5));
    }
    for (const Value &value : {Value(Image{"image/png", "no picture", ""}),
                               Value("text"),
                               Value(Image{}),
                               Value(Dict{{"data:image/png;base64", toBase64(png)}, {"more", 1}}),
                               Value(Dict{{"data:image/png;path", "/etc/passwd"}}),
                               Value(Dict{{"data:image/png;url", "http://h/x.png"}}),
                               Value(List{Image{"image/png", png, ""}})})
        QVERIFY(!pictureOf(value).has_value());
}

void TestValueText::amountsHaveTheirUnits()
{
    using namespace std::chrono_literals;
    QCOMPARE(seconds(0us), QString("0.00 s"));
    QCOMPARE(seconds(612'345us), QString("0.61 s"));
    QCOMPARE(seconds(125s), QString("125.00 s"));
    TokenUsage usage;
    QCOMPARE(tokens(usage), QString());
    usage.total = 2'105;
    QCOMPARE(tokens(usage), QLocale().toString(2'105) + " tok");
}

void TestValueText::statesHaveTheirColours()
{
    using State = run::NodeState;
    QCOMPARE(stateColour(State::Running), stateColour(State::Streaming));
    QSet<QString> colours;
    for (const State state :
         {State::Running, State::Done, State::Cached, State::Failed, State::Paused})
        colours.insert(stateColour(state));
    QCOMPARE(colours.size(), 5);
    QVERIFY(!colours.contains(QString()));
    QCOMPARE(stateColour(State::Idle), QString());
}

void TestValueText::contactsAreRowsInTheOrderOfTheFirst()
{
    EgressModel model;
    QAbstractItemModelTester tester(&model);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    auto first = contact("b.example", 443, http::Purpose::Model);
    model.update(first);
    model.update(contact("a.example", 443, http::Purpose::Model));
    model.update(contact("b.example", 443, http::Purpose::Image)); // another purpose, another row
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, EgressModel::Host), QString("b.example"));
    QCOMPARE(cell(model, 1, EgressModel::Host), QString("a.example"));
    QCOMPARE(changed.count(), 0);
    first.requests = 3;
    first.refused = 1;
    first.isAllowed = false;
    model.update(first);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(cell(model, 0, EgressModel::Requests), QString("4"));
    QCOMPARE(cell(model, 0, EgressModel::State), EgressModel::tr("Refused"));
    QCOMPARE(cell(model, 1, EgressModel::State), EgressModel::tr("Allowed"));
    QCOMPARE(model.text().count('\n'), 4);
    QVERIFY(model.text().contains("b.example\t443\t"));
}

void TestValueText::onlyWhatLeftTheMachineCounts()
{
    EgressModel model;
    model.update(contact("127.0.0.1", 8080, http::Purpose::Model));
    model.update(contact("localhost", 8080, http::Purpose::Model));
    model.update(contact("::1", 8080, http::Purpose::Model));
    QCOMPARE(model.hostCount(), 0);
    model.update(contact("h", 443, http::Purpose::Model));
    model.update(contact("h", 8443, http::Purpose::Image));
    auto refused = contact("other", 443, http::Purpose::Model);
    refused.requests = 0;
    refused.refused = 5;
    model.update(refused);
    QCOMPARE(model.hostCount(), 1);
    // Of what others did only that is known.
    model.update(contact("pypi.org", 443, http::Purpose::Packages));
    QCOMPARE(cell(model, 6, EgressModel::Requests), QString::fromUtf8("\u2013"));
    model.update(contact("named", 0, http::Purpose::Python));
    QCOMPARE(cell(model, 7, EgressModel::Port), QString::fromUtf8("\u2013"));
}

QTEST_MAIN(TestValueText)

#include "tst_valuetext.moc"
