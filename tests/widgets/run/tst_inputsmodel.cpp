// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/run/inputsmodel.h"

#include <QSignalSpy>
#include <QTest>

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

/// The inputs of a run, without a window.
class TestInputsModel : public QObject
{
    Q_OBJECT

private slots:
    void whatIsTypedIsReadAsItsType();
    void aProblemStaysUntilItIsMended();
    void emptyIsAValueOnlyWhenSomebodySaysSo();
    void whatIsLeftOutIsPartOfNothingAndKeepsItsText();
    void aSecretOutlivesOtherInputsButNotTheFlow();
    void onlyTheUserEdits();
};

void TestInputsModel::whatIsTypedIsReadAsItsType()
{
    InputsModel model;
    model.setInputs({input("word", "string"), input("count", "int"), input("is", "bool")}, {});
    model.edit(0, "3");
    model.edit(1, " 3 ");
    model.edit(2, "true");
    QStringList problems;
    QCOMPARE(Value(model.values(problems)), Value(Dict{{"word", "3"}, {"count", 3}, {"is", true}}));
    QVERIFY(problems.isEmpty());
}

void TestInputsModel::aProblemStaysUntilItIsMended()
{
    InputsModel model;
    model.setInputs({input("a", "int"), input("b", "list")}, {});
    model.edit(0, "1.5");
    QSignalSpy said(&model, &InputsModel::problemChanged);
    QStringList problems;
    QVERIFY(model.values(problems).empty());
    QCOMPARE(problems.size(), 2);
    QCOMPARE(said.size(), 2);
    QCOMPARE(model.firstProblem(), 0);
    model.edit(0, "1");
    QCOMPARE(model.firstProblem(), 1);
    QCOMPARE(model.problems().size(), 1);
    model.fill(Dict{{"b", List{}}});
    QCOMPARE(model.firstProblem(), -1);
}

void TestInputsModel::emptyIsAValueOnlyWhenSomebodySaysSo()
{
    InputsModel model;
    model.setInputs({input("word", "string")}, {});
    QStringList problems;
    model.values(problems);
    QVERIFY(model.mayBeLeftEmpty(0));
    model.leaveEmpty(0);
    QCOMPARE(*model.values(problems).find("word"), Value(""));
    QVERIFY(!model.isUntouched());
    model.edit(0, "x");
    model.edit(0, "");
    QVERIFY(model.values(problems).empty());
}

void TestInputsModel::whatIsLeftOutIsPartOfNothingAndKeepsItsText()
{
    InputsModel model;
    model.setInputs({input("question", "string"), input("tone", "string", Value("calm"))}, {});
    model.edit(0, "How?");
    QSignalSpy others(&model, &InputsModel::inputsChanged);
    QVERIFY(model.setLeftOut({"question"}));
    QVERIFY(!model.setLeftOut({"question"}));
    QCOMPARE(others.size(), 1);
    QCOMPARE(model.names(), QStringList{"tone"});
    QVERIFY(model.isUntouched() && model.texts().isEmpty());
    QStringList problems;
    QCOMPARE(Value(model.values(problems)), Value(Dict{{"tone", "calm"}}));
    model.setLeftOut({});
    QCOMPARE(*model.values(problems).find("question"), Value("How?"));
}

void TestInputsModel::aSecretOutlivesOtherInputsButNotTheFlow()
{
    InputsModel model;
    const std::vector<flow::FlowInput> inputs{input("token", "secret"), input("word", "string")};
    model.setInputs(inputs, {});
    model.edit(0, "s3cret");
    model.edit(1, "x");
    QCOMPARE(model.texts().keys(), QStringList{"word"});
    model.setInputs({inputs[1], inputs[0], input("count", "int")}, {});
    QCOMPARE(model.text(1), QString("s3cret"));
    QCOMPARE(model.text(0), QString());
    model.clear();
    model.setInputs(inputs, {});
    QCOMPARE(model.text(0), QString());
}

void TestInputsModel::onlyTheUserEdits()
{
    InputsModel model;
    QSignalSpy edited(&model, &InputsModel::edited);
    QSignalSpy text(&model, &InputsModel::textChanged);
    model.setInputs({input("word", "string")}, {{"word", "typed"}});
    model.fill(Dict{{"word", "of a row"}});
    model.fill(Dict{{"word", "of a row"}});
    QCOMPARE(text.size(), 1);
    QVERIFY(edited.isEmpty());
    model.edit(0, "by hand");
    QCOMPARE(edited.size(), 1);
}

QTEST_GUILESS_MAIN(TestInputsModel)
#include "tst_inputsmodel.moc"
