// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/jinja/template.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::jinja;
using postern::test::failureOf;

namespace {

struct SandboxCase
{
    const char *expression;
    const char *type; ///< of the exception; empty: it renders
    const char *text; ///< what it says or renders
};

// What Jinja2 3.1.6's SandboxedEnvironment makes of them; an unsafe attribute that is only printed
// is an undefined one.
const std::vector<SandboxCase> kSandboxed{
    {"''.__class__", "", ""},
    {"''.__class__.__mro__[1].__subclasses__()",
     "SecurityError",
     "access to attribute '__class__' of 'str' object is unsafe."},
    {"x.__init__", "", ""},
    {"x['__class__']", "", ""},
    {"x|attr('__class__')", "", ""},
    {"d.__class__", "", ""},
    {"d['__class__']", "", ""},
    {"d._secret", "", "2"},
    {"d|attr('_secret')", "", ""},
    {"l.__len__()", "SecurityError", "access to attribute '__len__' of 'list' object is unsafe."},
    {"f.__globals__", "", ""},
    {"range.__class__", "", ""},
    {"lipsum.__globals__", "", ""},
    {"cycler.__init__.__globals__",
     "SecurityError",
     "access to attribute '__init__' of 'type' object is unsafe."},
    {"joiner.__init__", "", ""},
    {"namespace.__init__", "", ""},
    {"self.__class__", "", ""},
    {"self._TemplateReference__context", "", ""},
    {"none.__class__", "", ""},
    {"missing.__class__", "", ""},
    {"missing._x", "UndefinedError", "'missing' is undefined"},
    {"(1).__abs__()", "SecurityError", "access to attribute '__abs__' of 'int' object is unsafe."},
    {"1.5.__class__", "", ""},
    {"'{0.__class__}'.format(1)", "", ""},
    {"'{0.__class__.__mro__}'.format('')",
     "SecurityError",
     "access to attribute '__class__' of 'str' object is unsafe."},
    {"'{a.__init__}'.format(a=l)", "", ""},
    {"'{0[__class__]}'.format(1)", "", ""},
    {"'{x.__class__}'.format_map({'x': 1})", "", ""},
    {"'{0.real}'.format(5)", "", "5"},
    {"'%s'.__mod__(1)", "SecurityError", "access to attribute '__mod__' of 'str' object is unsafe."},
    {"''.join.__self__", "", ""},
    {"range(100001)|list|length",
     "OverflowError",
     "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."},
    {"range(100000)|list|length", "", "100000"},
    {"range(5, 100010)|length",
     "OverflowError",
     "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."},
    {"range(0, 1000000, 20)|length", "", "50000"},
    {"l|map(attribute='__class__')|list", "", "[Undefined, Undefined]"},
    {"l|map(attribute='real')|list", "", "[1, 2]"},
    {"d|dictsort", "", "[('_secret', 2), ('a', 1)]"},
    {"[d]|groupby('_secret')", "", "[(2, [{'a': 1, '_secret': 2}])]"},
    {"[d]|sum('_secret')", "", "2"},
    {"[d]|selectattr('_secret')|list", "", "[{'a': 1, '_secret': 2}]"},
    {"dict.mro()", "SecurityError", "access to attribute 'mro' of 'type' object is unsafe."},
    {"m.__call__", "", ""},
    {"m._func", "", ""},
    {"m.name", "", "m"},
    {"''.format.__func__", "", ""},
    {"x.real", "", "1"},
    {"'a'.upper()", "", "A"},
    {"d.items()|list", "", "[('a', 1), ('_secret', 2)]"},
    {"l.append(1)", "", "None"},
    {"d.update(a=1)", "", "None"},
    {"l.sort()", "", "None"},
    {"l.pop()", "", "2"},
    {"d.clear()", "", "None"},
};

Dict context()
{
    return {{"x", 1}, {"d", Dict{{"a", 1}, {"_secret", 2}}}, {"l", List{1, 2}}, {"f", Value()}};
}

std::string rendered(std::string_view expression, const Options &options)
{
    const std::string source = "{% macro m(a) %}{% endmacro %}{{ " + std::string(expression)
                               + " }}";
    return Template::compile(source, options).render(context());
}

TEST(JinjaSandbox, allowsAndRefusesWhatThatOfJinja2Does)
{
    Options options;
    options.sandboxed = true;
    for (const auto &[expression, type, text] : kSandboxed) {
        std::string output;
        const auto error = failureOf([&, e = expression] { output = rendered(e, options); });
        if (*type == '\0') {
            EXPECT_FALSE(error) << expression << ": " << error->message();
            EXPECT_EQ(output, text) << expression;
        } else {
            ASSERT_TRUE(error) << expression << ": " << output;
            EXPECT_EQ(error->promptflow()->path(), type) << expression;
            EXPECT_EQ(error->promptflow()->message, text) << expression;
        }
    }
}

TEST(JinjaSandbox, anUnsafeAttributePrintsNothingAndRefusesToBeUsed)
{
    for (const char *name : {"x.__class__",
                             "l.__init__",
                             "''.__class__",
                             "range.__class__",
                             "m.__call__",
                             "namespace.__init__",
                             "d|attr('__class__')"}) {
        EXPECT_EQ(rendered(name, Options::promptflow()), "") << name;
        for (const char *use : {"()", ".x", "['x']", " + 1"}) {
            const std::string expression = "(" + std::string(name) + ")" + use;
            const auto error = failureOf([&] { rendered(expression, Options::promptflow()); });
            ASSERT_TRUE(error) << expression;
            EXPECT_EQ(error->promptflow()->path(), "SecurityError") << expression;
        }
    }
}

TEST(JinjaSandbox, aNamesFirstUnderscoreHidesAnAttributeAndNotAnItem)
{
    Options options;
    options.sandboxed = true;
    EXPECT_EQ(rendered("d['_secret']", options), "2");
    EXPECT_EQ(rendered("d.get('_secret')", options), "2");
    EXPECT_EQ(rendered("x._secret is defined", options), "False");
}

} // namespace
