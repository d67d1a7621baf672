# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""What random templates and a reading of CPython's sources found to be different once."""

CONTEXT = {
    "a": 1, "s": "Hello <World>", "items": [3, 1, 2], "user": {"n": "<Ann>", "d": {"x": 1}}, "none": None,
    "rows": [{"n": "b", "a": 1}, {"n": "A", "a": 2}, {"x": 1}],
}

EXPRESSIONS = r'''
range(5)[-1:0:1], range(5)[4:0], range(5)[3:1], range(0, 10, 3)[9:1:2], range(10, 0, -3)[9:1:2], range(5)[::-1]
range(5)[1:2].start, range(5)[-1:0:1] == range(0), range(5)[10:]
items[:,1]
items[1:2, 3]
missing[:,]
user[1, 2]
[1e400, -1e400], 1e400 - 1e400
1e400|int
[1, 1e400]|join(s)
{s: 'nan'|float}
'{:f}'.format('nan'|float)
2 // -1e400, -2 // 1e400, 7.5 // -2, -0.0 // 1
s|attr(missing)
missing ** 2
2 ** missing
([(1, 2), (1, 3)]|groupby(0))[0]._fields
"\x00\x1f\x7f\u0080"|tojson
"١٢"|int, "１２"|int, "١"|float, "12".encode()|int, "1.5".encode()|float, "x".encode()|int, "½"|int
('%c'|safe) % s
('%d'|safe) % '12', ('%d'|safe) % ('12'|safe), ('%f'|safe) % '1.5'
('%d'|safe) % '12.5'
('%d'|safe) % none
('%f'|safe) % 'x'
('%f'|safe) % []
('%a'|safe) % '<é', '%a' % 'é😀'
('%*d'|safe) % (5, 3)
'%(a)s%s' % {'a': 1}
'%s%(a)s' % {'a': 1}
'%(a)s' % range(3)
'%é' % 1
'%.99999999999s' % 1
'{:5c}|{:<5c}|{:^5c}|'.format(65, 66, 67)
'{:#c}'.format(65)
'{:,c}'.format(65)
'{:,n}'.format(65)
'{:zs}'.format('a')
'{:zd}'.format(1)
'{:-}'.format('a')
'{:q}'.format('a')
'{:+q}'.format('a')
'{:,q}'.format(1)
'{:s}'.format(true)
'{:d}'.format('<'|safe)
'{:.99999999999}'.format(1.5)
'{:{^5}'.format(1)
'{0:{1:{2}}}'.format(1, 2, 3)
'{0:{1}}|'.format(1, 5)
'{0[-1]}'.format('abc')
'{0!}'.format(1)
'{0!r'.format(1)
'{0!'.format(1)
'{0!rx}'.format(1)
'{:'.format(1)
'{0[}'.format(1)
'{0]}'.format(1)
'{'.format(1)
'a{'.format(1)
'}'.format(1)
'{{{0}}}'.format(1)
'{}{0}'.format(1)
'{0}{}'.format(1)
'{.real}'.format(5)
'{0.real}{}'.format(5)
'{[0]}'.format([7])
'{1}'.format(1)
'{}'.format_map(user)
'{n}'.format_map(user)
('{}'|safe).format()
('{}{0}'|safe).format(1)
('{.real}'|safe).format(1)
('{}'|safe).format_map(user)
('<b>'|safe) * 's'
('<b>'|safe)|last, ('<b>'|safe)|first
s.upper(1)
s.upper(a=1)
s.join(1, 2)
s.split(1)
s.split('l', 1, 2)
s.split(foo=1)
s.splitlines(true, 1)
s.replace('l', 1)
s.replace(1, 'l')
s.find()
s.find(1)
s.find('l', 'x')
s.startswith('H', 'x')
s.partition(1)
s.center(20, 1)
s.center(-2**63)
s.expandtabs(1, 2)
s.translate(1)
s.translate({72: 1114112})
s.maketrans({'ab': 1})
s.maketrans({1.5: 1})
s.maketrans('ab', 1)
s.maketrans(1, 'ab')
'é€x'.encode('ascii')
'é'.encode('ascii')
'é€x'.encode('ascii', 'xmlcharrefreplace'), 'é€x'.encode('latin-1', 'backslashreplace')
items.index(1, 'x')
items.count()
items.sort(1)
items.sort(foo=1)
items.sort(reverse='x')
items.insert(10**20, 1)
user.keys() == user.keys(), user.items() == {'d': {'x': 1}, 'n': '<Ann>'}.items(), user.values() == user.values()
range(3).index(7)
range(3).index('a')
range(3).count(2), range(3).count('a')
[3, 2, 1, 'a', 5]|sort
[5, 6, 4, none, 3, 'b']|sort
[5, 6, 4, none, 3, 'b']|sort(reverse=true)
[3, 1, 2, 1]|sort, [1, 2, 3]|sort(reverse=true), ['b', 'A', 'a']|sort, []|sort, [2, 1]|sort
['a']|map('upper', 1)|list
['a']|map('first', 1, 2)|list
rows|selectattr('n', 'eq')|list
rows|selectattr('n', 'odd', 1)|list
items|length(1)
'a' is test(1)
items|list(nope=1)
5|indent
[1, 2]|urlencode
s|trim([1])
'a b'|wordwrap(1, wrapstring='<'|safe)
dict(a=1, **{'a': 2})
dict(**5)
dict(*5)
missing == (1 if false)
s.__class__ is callable
'a' * ('<b>'|safe)
[1] * ('<b>'|safe)
2 * ('<b>'|safe), ('<b>'|safe) * 2
'a'.encode() % 1
'a'.encode() % (), 'a'.encode() % user
s.find({}, 'x')
s.find({})
s is callable(1)
s.index('a', keepends=true)
('<b>'|safe).join([], 2)
('<b>'|safe).upper(1)
('<b>'|safe).lower(a=1)
('<b>'|safe).replace()
('<b>'|safe).replace('b')
('<b>'|safe).ljust()
('<b>'|safe).center(1, ' ', 3)
('<b>'|safe).rpartition()
('<b>'|safe).isnumeric(1)
('<b>'|safe).isprintable(a=1)
'''

STATEMENTS = r'''
{% set x.y %}abc{% endset %}
{% set a.y %}abc{% endset %}
{% set items.y %}abc{% endset %}
{% set user.y %}abc{% endset %}{{ user }}
{% set ns = namespace() %}{% set ns.y | upper %}abc{% endset %}{{ ns.y }}
{% set a.y = 1 %}
{% for x in rows recursive %}{{ loop() }}{% endfor %}
{% for x in rows recursive %}{{ loop(x, 1) }}{% endfor %}
{% for x in rows %}{{ loop.cycle(a=1) }}{% endfor %}
{% for x in {'a': 1}|reverse %}{{ loop.length }}{% endfor %}
{% macro m(a, a) %}{% endmacro %}
{{ dict(a=1, a=2) }}
{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}
'''

# Where the error's line is not the one of the statement.
LINES = [
    "\n\n{{ 1 }}\n{% with a = 1 + s %}{% endwith %}", "\n{{ a }}\n{% with a = 1 + s %}{% endwith %}",
    "\n{% filter upper %}\n{{ a }}{% endfilter %}\n{% with a = 1 + s %}{% endwith %}", "{% if a %}\n{% endif %}\n{% with a = 1 + s %}{% endwith %}",
    "{% macro m() %}\n{{ a }}{% endmacro %}\n{% with a = 1 + s %}{% endwith %}", "\n{% autoescape 1 + s %}{% endautoescape %}",
    "{% set x %}\n{{ a }}\n{% endset %}\n{% with a = 1 + s %}{% endwith %}", "\n{% block b %}\n{% with a = 1 + s %}{% endwith %}{% endblock %}",
    "{% for k, v in [(1, 2), 3] %}\n{{ k }}\n{% endfor %}", "{% for k, v in [(1, 2), 3] %}\n{{ loop.index }}\n{% endfor %}",
    "\n{% macro m(x=1 + s) %}{{ x }}{% endmacro %}\n\n{{ m() }}", "\n{% macro m(x=1) %}\n{{ x }}{% endmacro %}\n\n{{ m(1 + s) }}",
    "{% for v in [1] recursive %}\n{{ v }}\n{% endfor %}\n{% with a = 1 + s %}{% endwith %}",
    "{% for v in [1] recursive %}\n{{ loop(v) }}\n{% endfor %}", "{% for v in [[]] recursive %}\n{{ loop(v) + 1 }}\n{% endfor %}",
    "\n{% if a %}\n\ntext\n", "{{ a }}\n{% if a %}x\n", "{{ {[1]: 2} }}", "{{ {[1]: 2}|length }}",
]


def cases():
    for line in EXPRESSIONS.strip("\n").split("\n"):
        for env in ({}, {"sandboxed": True, "undefined": "StrictUndefined"}, {"autoescape": True}):
            yield "{{ " + line + " }}", env, CONTEXT
    for line in STATEMENTS.strip("\n").split("\n"):
        yield line, {}, CONTEXT
    for line in LINES:
        yield line, {}, CONTEXT
