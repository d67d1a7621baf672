// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/run/inputfield.h"
#include "widgets/run/inputsform.h"
#include "widgets/run/inputsmodel.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
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
    void theSameInputsKeepTheirFields();
    void aTextTooLongToEditIsKeptWhole();
    void aTextThatIsNeededIsMissingUntilItIsLeftEmptyOnPurpose();
    void whatMayBeLeftOutIsLeftOut();
    void anObjectMayBeAText();
    void aSecretIsHiddenAndNotKept();
    void everyProblemIsMarkedAndTheFirstNamed();
    void anImageIsTakenFromAPathADropAndAPaste();
    void twoFormsOfAModelAgree();
    void anotherFormShowsTheSecretToo();
    void whatAFieldCanNotHoldStaysAsItIs();

private:
    template<typename Field>
    Field *field(const char *name)
    {
        return m_form->findChild<Field *>(QString("input_%1").arg(name));
    }

    std::unique_ptr<InputsModel> m_model;
    std::unique_ptr<InputsForm> m_form; // of m_model
    std::vector<flow::FlowInput> m_inputs;
};

void TestInputsForm::init()
{
    m_inputs = {input("question", "string", Value("How?")),
                input("count", "int", Value(3)),
                input("share", "double"),
                input("strict", "bool", Value(true)),
                input("history", "list", Value(List{}))};
    m_form.reset();
    m_model = std::make_unique<InputsModel>();
    m_model->setInputs(m_inputs, {});
    m_form = std::make_unique<InputsForm>(*m_model);
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
    const Dict values = m_model->values(problems);
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
    const Dict values = m_model->values(problems);
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems.first().startsWith(name + ": "));
    QVERIFY(!values.contains(name.toStdString()));
    QCOMPARE(values.size(), m_inputs.size() - 1);
}

void TestInputsForm::aRowFillsTheFieldsItNames()
{
    m_model->fill(Dict{{"question", "Why?"}, {"strict", false}, {"unknown", 1}});
    QCOMPARE(field<QPlainTextEdit>("question")->toPlainText(), QString("Why?"));
    QVERIFY(!field<QCheckBox>("strict")->isChecked());
    QCOMPARE(field<QLineEdit>("count")->text(), QString("3"));
}

void TestInputsForm::typedTextsComeBack()
{
    QSignalSpy edited(m_model.get(), &InputsModel::edited);
    QTest::keyClicks(field<QLineEdit>("share"), "0.5");
    QVERIFY(edited.count() > 0);
    const auto typed = m_model->texts();
    InputsModel other;
    other.setInputs(m_inputs, typed);
    QCOMPARE(other.texts(), typed);
}

void TestInputsForm::theSameInputsKeepTheirFields()
{
    m_inputs.push_back(input("token", "secret"));
    m_model->setInputs(m_inputs, {});
    auto *const share = field<QLineEdit>("share");
    QTest::keyClicks(share, "0.5");
    QTest::keyClicks(field<QLineEdit>("token"), "s3cret");
    m_model->setInputs(m_inputs, {{"share", "0.5"}, {"init.manner", "x"}, {"gone", "y"}});
    QCOMPARE(field<QLineEdit>("share"), share);
    QCOMPARE(field<QLineEdit>("token")->text(), QString("s3cret"));
    m_model->setInputs(m_inputs, {{"share", "0.7"}});
    QCOMPARE(field<QLineEdit>("share"), share);
    QCOMPARE(share->text(), QString("0.7"));
    m_model->setInputs(m_inputs, {});
    QCOMPARE(share->text(), QString());
    QVERIFY(m_model->texts().isEmpty());
}

void TestInputsForm::aTextTooLongToEditIsKeptWhole()
{
    InputsModel model;
    InputsForm form(model);
    model.setInputs({input("text", "string")}, {});
    const std::string huge(500'000, 'x');
    model.fill(Dict{{"text", huge}});
    auto *edit = form.findChild<QPlainTextEdit *>("input_text");
    QVERIFY(edit->document()->characterCount() < 5'000);
    QVERIFY(edit->isReadOnly());
    QStringList problems;
    QCOMPARE(model.values(problems).find("text")->asString(), huge);
    form.findChild<QToolButton *>("clearInput")->click();
    QVERIFY(!edit->isReadOnly());
    QCOMPARE(model.values(problems).find("text")->asString(), std::string());

    QApplication::clipboard()->setText("see: " + QString::fromStdString(huge));
    QSignalSpy edited(&model, &InputsModel::edited);
    edit->paste();
    QVERIFY(edit->document()->characterCount() < 5'000);
    QCOMPARE(model.values(problems).find("text")->asString(), "see: " + huge);
    QVERIFY(edited.size() > 0);
}

void TestInputsForm::aTextThatIsNeededIsMissingUntilItIsLeftEmptyOnPurpose()
{
    m_model->setInputs({input("name", "string")}, {});
    m_form->show();
    QStringList problems;
    m_model->values(problems);
    QCOMPARE(problems.size(), 1);
    QVERIFY(!m_model->isUntouched() || m_model->texts().isEmpty());
    auto *leave = m_form->findChild<QPushButton *>("leaveEmpty");
    QVERIFY(leave->isVisible());
    QTest::mouseClick(leave, Qt::LeftButton);
    problems.clear();
    QCOMPARE(*m_model->values(problems).find("name"), Value(""));
    QVERIFY(problems.isEmpty());

    InputsModel other;
    other.setInputs({input("name", "string")}, m_model->texts());
    QCOMPARE(*other.values(problems).find("name"), Value(""));
    QVERIFY(problems.isEmpty());

    // A row of data that has an empty text means it.
    other.setInputs({input("title", "string")}, {});
    other.fill(Dict{{"title", ""}});
    QCOMPARE(*other.values(problems).find("title"), Value(""));
    QVERIFY(problems.isEmpty());
}

void TestInputsForm::whatMayBeLeftOutIsLeftOut()
{
    m_model->setInputs({input("mood", "string", Value()), input("count", "int", Value())}, {});
    QStringList problems;
    QVERIFY(m_model->values(problems).empty());
    QVERIFY(problems.isEmpty());
    QTest::keyClicks(field<QLineEdit>("count"), "4");
    QCOMPARE(*m_model->values(problems).find("count"), Value(4));
}

void TestInputsForm::anObjectMayBeAText()
{
    m_model->setInputs({input("any", "object")}, {});
    QStringList problems;
    for (const auto &[typed, read] : {std::pair<const char *, Value>{"hello there", "hello there"},
                                      {"{\"a\": 1}", Dict{{"a", 1}}},
                                      {"3", 3}}) {
        field<QPlainTextEdit>("any")->setPlainText(typed);
        QCOMPARE(*m_model->values(problems).find("any"), read);
    }
    QVERIFY(problems.isEmpty());
    field<QPlainTextEdit>("any")->setPlainText("{\"a\": ");
    m_model->values(problems);
    QCOMPARE(problems.size(), 1);
}

void TestInputsForm::aSecretIsHiddenAndNotKept()
{
    m_model->setInputs({input("token", "secret"), input("file", "file_path")}, {});
    QTest::keyClicks(field<QLineEdit>("token"), "s3cret");
    QCOMPARE(field<QLineEdit>("token")->echoMode(), QLineEdit::Password);
    field<QPlainTextEdit>("file")->setPlainText("a.txt");
    QStringList problems;
    const Dict values = m_model->values(problems);
    QCOMPARE(*values.find("token"), Value("s3cret"));
    QCOMPARE(*values.find("file"), Value("a.txt"));
    QCOMPARE(m_model->texts().keys(), QStringList{"file"});
}

void TestInputsForm::everyProblemIsMarkedAndTheFirstNamed()
{
    m_model->setInputs({input("a", "string", Value("x")), input("b", "int"), input("c", "string")},
                       {});
    QCOMPARE(m_form->firstProblem(), nullptr);
    QStringList problems;
    m_model->values(problems);
    QCOMPARE(problems.size(), 2);
    QCOMPARE(m_form->firstProblem()->editor(), field<QLineEdit>("b"));
    QCOMPARE(field<QPlainTextEdit>("c")->property("state").toString(), QString("err"));
    QTest::keyClicks(field<QLineEdit>("b"), "1");
    QCOMPARE(m_form->firstProblem()->editor(), field<QPlainTextEdit>("c"));
}

void TestInputsForm::anImageIsTakenFromAPathADropAndAPaste()
{
    QImage kept;
    ImageAccess access;
    access.load = [](const QString &text, const QSize &size, QString &about) {
        about = "about " + text;
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::red);
        return text.endsWith(".png") ? image : QImage();
    };
    access.keep = [&kept](const QImage &image) {
        kept = image;
        return QString("/kept/image.png");
    };
    access.name = [](const QString &path) { return path.section('/', -1); };
    m_form = std::make_unique<InputsForm>(*m_model, access);
    m_model->setInputs({input("picture", "image")}, {});
    m_form->show();
    QStringList problems;
    m_model->values(problems);
    QCOMPARE(problems.size(), 1); // it is needed

    auto *line = field<QLineEdit>("picture");
    auto *thumbnail = m_form->findChild<QLabel *>("thumbnail");
    QTest::keyClicks(line, "cat.png");
    QVERIFY(thumbnail->isVisible());
    problems.clear();
    QCOMPARE(*m_model->values(problems).find("picture"), Value("cat.png"));
    QTest::keyClicks(line, "x");
    QVERIFY(!thumbnail->isVisible());

    QMimeData file;
    file.setUrls({QUrl::fromLocalFile("/somewhere/dog.png")});
    const QPoint at(10, 10);
    QDragEnterEvent enter(at, Qt::CopyAction, &file, Qt::LeftButton, {});
    QApplication::sendEvent(line->parentWidget(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(at, Qt::CopyAction, &file, Qt::LeftButton, {});
    QApplication::sendEvent(line->parentWidget(), &drop);
    QCOMPARE(line->text(), QString("dog.png"));
    QVERIFY(thumbnail->isVisible());

    QImage pasted(7, 5, QImage::Format_RGB32);
    pasted.fill(Qt::blue);
    QApplication::clipboard()->setImage(pasted);
    QSignalSpy edited(m_model.get(), &InputsModel::edited);
    QTest::keySequence(line, QKeySequence::Paste);
    QCOMPARE(line->text(), QString("/kept/image.png"));
    QCOMPARE(kept.size(), pasted.size());
    QCOMPARE(edited.count(), 1);

    // As prompt flow's data files write it.
    m_model->fill(Dict{{"picture", Dict{{"data:image/png;path", "x.png"}}}});
    QCOMPARE(*m_model->values(problems).find("picture"),
             Value(Dict{{"data:image/png;path", "x.png"}}));
}

void TestInputsForm::twoFormsOfAModelAgree()
{
    InputsForm other(*m_model);
    auto *const mine = field<QPlainTextEdit>("question");
    auto *const theirs = other.findChild<QPlainTextEdit *>("input_question");
    mine->moveCursor(QTextCursor::Start);
    QTest::keyClicks(mine, "So: ");
    QCOMPARE(theirs->toPlainText(), QString("So: How?"));
    QCOMPARE(mine->textCursor().position(), 4); // the one that is typed in keeps its caret
    theirs->moveCursor(QTextCursor::End);
    QTest::keyClicks(theirs, "!");
    QCOMPARE(mine->toPlainText(), QString("So: How?!"));
    other.findChild<QCheckBox *>("input_strict")->click();
    QVERIFY(!field<QCheckBox>("strict")->isChecked());

    QStringList problems;
    m_model->values(problems); // "share" is needed
    for (const InputsForm *form : {m_form.get(), &other})
        QCOMPARE(form->firstProblem()->editor()->objectName(), QString("input_share"));
    QTest::keyClicks(other.findChild<QLineEdit *>("input_share"), "1");
    QCOMPARE(m_form->firstProblem(), nullptr);
    QCOMPARE(field<QLineEdit>("share")->property("state").toString(), QString());

    m_model->setLeftOut({"question"});
    QVERIFY(!field<QPlainTextEdit>("question"));
    QVERIFY(!other.findChild<QPlainTextEdit *>("input_question"));
}

void TestInputsForm::anotherFormShowsTheSecretToo()
{
    m_model->setInputs({input("token", "secret")}, {});
    QTest::keyClicks(field<QLineEdit>("token"), "s3cret");
    m_form = std::make_unique<InputsForm>(*m_model); // as in a window of another language
    QCOMPARE(field<QLineEdit>("token")->text(), QString("s3cret"));
    QCOMPARE(field<QLineEdit>("token")->echoMode(), QLineEdit::Password);
}

void TestInputsForm::whatAFieldCanNotHoldStaysAsItIs()
{
    const std::string exact = "10\u00a0km\r\nand\u2028more"; // a text field changes all three
    m_model->fill(Dict{{"question", exact}});
    QTest::keyClicks(field<QLineEdit>("share"), "1");
    QStringList problems;
    QCOMPARE(m_model->values(problems).find("question")->asString(), exact);
}

QTEST_MAIN(TestInputsForm)
#include "tst_inputsform.moc"
