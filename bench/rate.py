"""rate: how many requests a second the lab's Nova answers of those that a drain makes most.

It is what bounds a large drain (`bench/run load` says how many requests Respite makes for each
moved instance). On one machine with everything else of the cloud; a real control plane has more.
"""
import sys
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, 'bench/lib')
import lab  # noqa: E402
from rows import row  # noqa: E402

CALLS, AT_ONCE = 200, 8
cloud = lab.up(watcher=False)
lab.fill()
one = lab.left(cloud)[0]['id']
for what, path in (('one server', '/servers/' + one),
                   ('the servers of a host, %d' % lab.COUNT, '/servers/detail?all_tenants=1&host=' + lab.HOST),
                   ('migrations since', '/os-migrations?changes-since=2026-01-01T00:00:00Z')):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        began = time.monotonic()
        list(pool.map(lambda _: cloud.call('GET', 'compute', path), range(CALLS)))
        row('Nova answers a second: ' + what, '%.0f' % (CALLS / (time.monotonic() - began)), '%d at once' % AT_ONCE)
lab.script('reset')
lab.down()
