// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/run/problemmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace postern;
using namespace postern::widgets;

/// The list of problems.
class TestProblemModel : public QObject
{
    Q_OBJECT

private slots:
    void errorsComeFirst();
};

void TestProblemModel::errorsComeFirst()
{
    flow::Diagnostic warning;
    warning.severity = flow::Severity::Warning;
    warning.message = "Unused.";
    flow::Diagnostic error;
    error.message = "Unknown.";
    error.node = "answer";
    error.place = {"flow.dag.yaml", 4, 2};

    ProblemModel model;
    const QAbstractItemModelTester tester(&model);
    model.setProblems({warning, error});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, ProblemModel::Message).data().toString(), QString("Unknown."));
    QCOMPARE(model.index(0, ProblemModel::Node).data().toString(), QString("answer"));
    QCOMPARE(model.index(0, ProblemModel::Location).data().toString(), QString("flow.dag.yaml:4:2"));
    QCOMPARE(model.problem(1).message.english(), std::string("Unused."));
    QCOMPARE(model.count(flow::Severity::Error), 1);
    model.setProblems({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestProblemModel)
#include "tst_problemmodel.moc"
