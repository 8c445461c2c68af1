"""drain [CONTENDER...] [--keep-lab]: 20 ACTIVE servers off one host of the lab.

Contenders: nova (its own queue, all asked at once), openstack (a loop of the client),
watcher (host_maintenance), respite. Default: all. Twice: with Nova's default of one live
migration at a time per source host, and with four.
"""
import subprocess
import sys
import time

sys.path.insert(0, 'bench/lib')
import lab  # noqa: E402
import contenders  # noqa: E402
from rows import ratio, row, say  # noqa: E402

WHO = {'nova': contenders.nova_queue, 'openstack': contenders.openstack,
       'watcher': contenders.watcher, 'respite': contenders.respite}
wanted = [a for a in sys.argv[1:] if a in WHO] or list(WHO)
cloud = lab.up(watcher='watcher' in wanted)


def measure(name, concurrent):
    lab.fill()
    if name == 'watcher':       # its model keeps deleted servers: let it read the cloud again
        lab.script('service', 'restart', 'watcher-decision-engine')
        time.sleep(15)
    if name == 'respite':       # built, if it has to be
        subprocess.run(['./respite', '--version'], stdout=subprocess.DEVNULL)
    requests = lab.Requests()
    start = time.time()
    WHO[name](cloud)
    seconds, asked = time.time() - start, requests.count()
    left, failed, most = len(lab.left(cloud)), lab.failed(cloud), lab.spread(cloud)
    say('%d at a time, %s: %.1f s, %d requests, %d left, %d failed, at most %d on one host' % (
        concurrent, name, seconds, asked, left, failed, most))
    return {'seconds': seconds, 'requests': asked, 'bad': left + failed, 'most': most}


figures = {}
for concurrent in (1, 4):
    lab.limit(concurrent)
    for name in wanted:
        figures[name, concurrent] = measure(name, concurrent)
if '--keep-lab' not in sys.argv:
    lab.script('reset')
    lab.down()

for concurrent in (1, 4):
    label = ', %d at a time' % concurrent
    of = {n: figures[n, concurrent] for n in wanted}
    for n, f in of.items():
        row(n + label, '%.1f s' % f['seconds'], '%s%d failed or left, at most %d on one host' % (
            '' if n == 'nova' else '%d requests to Nova, ' % f['requests'], f['bad'], f['most']))
    ours = of.get('respite')
    if not ours:
        continue
    row('failed or left' + label, str(ours['bad']), '', '0', ours['bad'] == 0)
    if ours['bad']:
        continue    # how fast it was not done is no figure
    if 'nova' in of:
        ratio('time' + label, ours['seconds'], of['nova']['seconds'], "Nova's own queue", 1.1 if concurrent == 1 else None)
    if 'watcher' in of:
        ratio('time' + label, ours['seconds'], of['watcher']['seconds'], 'Watcher', 0.6 if concurrent == 4 else None)
    if 'openstack' in of:
        ratio('time' + label, ours['seconds'], of['openstack']['seconds'], 'openstack client')
