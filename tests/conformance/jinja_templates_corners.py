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
'''

STATEMENTS = r'''
{% set x.y %}abc{% endset %}
{% set a.y %}abc{% endset %}
{% set items.y %}abc{% endset %}
{% set user.y %}abc{% endset %}{{ user }}
{% set ns = namespace() %}{% set ns.y | upper %}abc{% endset %}{{ ns.y }}
{% set a.y = 1 %}
'''


def cases():
    for line in EXPRESSIONS.strip("\n").split("\n"):
        for env in ({}, {"sandboxed": True, "undefined": "StrictUndefined"}, {"autoescape": True}):
            yield "{{ " + line + " }}", env, CONTEXT
    for line in STATEMENTS.strip("\n").split("\n"):
        yield line, {}, CONTEXT
