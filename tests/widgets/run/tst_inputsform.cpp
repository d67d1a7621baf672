// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/run/inputsform.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace postern;
using namespace postern::widgets;

namespace {

flow::FlowInput input(const char *name, const char *type, std::optional<Value> fallback = {})
{
    flow::FlowInput made;
    made.name = name;
    made.type = type;
    made.defaultValue = std::move(fallback);
    return made;
}

} // namespace

/// The form of a flow's inputs.
class TestInputsForm : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void defaultsStandInTheFields();
    void everyTypeIsReadAsItself();
    void whatCanNotBeReadIsSaidAndLeftOut_data();
    void whatCanNotBeReadIsSaidAndLeftOut();
    void aRowFillsTheFieldsItNames();
    void typedTextsComeBack();
    void aTextTooLongToEditIsKeptWhole();

private:
    template<typename Field>
    Field *field(const char *name)
    {
        return m_form->findChild<Field *>(QString("input_%1").arg(name));
    }

    std::unique_ptr<InputsForm> m_form;
    std::vector<flow::FlowInput> m_inputs;
};

void TestInputsForm::init()
{
    m_inputs = {input("question", "string", Value("How?")),
                input("count", "int", Value(3)),
                input("share", "double"),
                input("strict", "bool", Value(true)),
                input("history", "list", Value(List{}))};
    m_form = std::make_unique<InputsForm>();
    m_form->setInputs(m_inputs, {});
}

void TestInputsForm::defaultsStandInTheFields()
{
    QCOMPARE(field<QPlainTextEdit>("question")->toPlainText(), QString("How?"));
    QCOMPARE(field<QLineEdit>("count")->text(), QString("3"));
    QCOMPARE(field<QLineEdit>("share")->text(), QString());
    QVERIFY(field<QCheckBox>("strict")->isChecked());
    QCOMPARE(field<QPlainTextEdit>("history")->toPlainText(), QString("[]"));
}

void TestInputsForm::everyTypeIsReadAsItself()
{
    field<QPlainTextEdit>("question")->setPlainText("true"); // a string all the same
    field<QLineEdit>("count")->setText("123456789012345678901234567890");
    field<QLineEdit>("share")->setText("2");
    QTest::mouseClick(field<QCheckBox>("strict"), Qt::LeftButton, {}, {5, 12});
    field<QPlainTextEdit>("history")->setPlainText("[{\"a\": 1}]");
    QStringList problems;
    const Dict values = m_form->values(problems);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(' ')));
    QCOMPARE(*values.find("question"), Value("true"));
    QCOMPARE(values.find("count")->kind(), Value::Kind::BigInt);
    QCOMPARE(*values.find("share"), Value(2));
    QCOMPARE(*values.find("strict"), Value(false));
    QCOMPARE(*values.find("history"), Value(List{Dict{{"a", 1}}}));
}

void TestInputsForm::whatCanNotBeReadIsSaidAndLeftOut_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("no number") << "count" << "three";
    QTest::newRow("no whole number") << "count" << "3.5";
    QTest::newRow("no number at all") << "share" << "[1]";
    QTest::newRow("nothing") << "share" << " ";
    QTest::newRow("broken JSON") << "history" << "[1,";
    QTest::newRow("too deep") << "history" << QString(5'000, '[');
}

void TestInputsForm::whatCanNotBeReadIsSaidAndLeftOut()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    field<QLineEdit>("share")->setText("1");
    if (auto *line = field<QLineEdit>(qPrintable(name)))
        line->setText(text);
    else
        field<QPlainTextEdit>(qPrintable(name))->setPlainText(text);
    QStringList problems;
    const Dict values = m_form->values(problems);
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems.first().startsWith(name + ": "));
    QVERIFY(!values.contains(name.toStdString()));
    QCOMPARE(values.size(), m_inputs.size() - 1);
}

void TestInputsForm::aRowFillsTheFieldsItNames()
{
    m_form->fill(Dict{{"question", "Why?"}, {"strict", false}, {"unknown", 1}});
    QCOMPARE(field<QPlainTextEdit>("question")->toPlainText(), QString("Why?"));
    QVERIFY(!field<QCheckBox>("strict")->isChecked());
    QCOMPARE(field<QLineEdit>("count")->text(), QString("3"));
}

void TestInputsForm::typedTextsComeBack()
{
    QSignalSpy edited(m_form.get(), &InputsForm::edited);
    QTest::keyClicks(field<QLineEdit>("share"), "0.5");
    QVERIFY(edited.count() > 0);
    const auto typed = m_form->texts();
    InputsForm other;
    other.setInputs(m_inputs, typed);
    QCOMPARE(other.texts(), typed);
}

void TestInputsForm::aTextTooLongToEditIsKeptWhole()
{
    InputsForm form;
    form.setInputs({input("text", "string")}, {});
    const std::string huge(500'000, 'x');
    form.fill(Dict{{"text", huge}});
    auto *edit = form.findChild<QPlainTextEdit *>("input_text");
    QVERIFY(edit->document()->characterCount() < 5'000);
    QVERIFY(edit->isReadOnly());
    QStringList problems;
    QCOMPARE(form.values(problems).find("text")->asString(), huge);
    form.findChild<QToolButton *>("clearInput")->click();
    QVERIFY(!edit->isReadOnly());
    QCOMPARE(form.values(problems).find("text")->asString(), std::string());

    QApplication::clipboard()->setText("see: " + QString::fromStdString(huge));
    QSignalSpy edited(&form, &InputsForm::edited);
    edit->paste();
    QVERIFY(edit->document()->characterCount() < 5'000);
    QCOMPARE(form.values(problems).find("text")->asString(), "see: " + huge);
    QVERIFY(edited.size() > 0);
}

QTEST_MAIN(TestInputsForm)
#include "tst_inputsform.moc"
