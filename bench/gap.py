"""gap: from the end of one migration to the start of the next, while Respite drains.

Nova's records have whole seconds, so they are read twenty times a second while it goes on:
the end is the first `completed` seen, the start the first `preparing` (or later). One at a
time per source host, Nova's default; its own queue, all asked at once, stands beside it.
Respite keeps that queue just full. Where it is told to keep it empty (one move at a time), each
start is its own doing: by its poll alone, and woken by Nova's notifications. There the call is
measured as well: from the end to the record that Nova makes of it. What then passes until
`preparing` are Nova's own checks.
"""
import statistics
import sys
import threading
import time

sys.path.insert(0, 'bench/lib')
import lab  # noqa: E402
import contenders  # noqa: E402
from rows import row, say  # noqa: E402

BEGUN = ('preparing', 'running', 'post-migrating', 'completed')
cloud = lab.up(watcher=False)
lab.limit(1)


def measure(drain):
    lab.fill()
    asked, start, end, over = {}, {}, {}, threading.Event()

    def look():
        while not over.is_set():
            migrations = cloud.call('GET', 'compute', '/os-migrations?source_compute=' + lab.HOST)['migrations']
            now = time.monotonic()
            for m in migrations:
                asked.setdefault(m['id'], now)
                if m['status'] in BEGUN:
                    start.setdefault(m['id'], now)
                if m['status'] == 'completed':
                    end.setdefault(m['id'], now)
            over.wait(0.05)

    watch = threading.Thread(target=look)
    watch.start()
    drain(cloud)
    over.set()
    watch.join()
    if lab.left(cloud) or len(end) != lab.COUNT:
        sys.exit('%d servers left, %d migrations seen to complete' % (len(lab.left(cloud)), len(end)))
    order = sorted(start, key=start.get)
    return [[max(0, began[b] - end[a]) for a, b in zip(order, order[1:])] for began in (start, asked)]


gaps, calls = {}, {}
START_GOALS, CALL_GOALS = {'respite': 1.5}, {'respite, one move at a time, notified': 0.3}
for name, drain in (('nova', contenders.nova_queue), ('respite', contenders.respite),
                    ('respite, one move at a time, by its poll', contenders.one_by_one(None)),
                    ('respite, one move at a time, notified', contenders.one_by_one(contenders.broker())),
                    ('respite, one move at a time, the broker away', contenders.one_by_one('amqp://nobody:nothing@127.0.0.1:1/'))):
    gaps[name], calls[name] = measure(drain)
    say('%s: %s, called after %s' % (name, *(' '.join('%.2f' % g for g in of[name]) for of in (gaps, calls))))
lab.script('reset')
lab.down()


def show(what, times, goals):
    for name, all_ in times.items():
        median = statistics.median(all_)
        row('%s: end of a migration to %s, median of %d' % (name, what, len(all_)), '%.2f s' % median,
            'at most %.2f s' % max(all_), *(('under %g s' % goals[name], median < goals[name]) if name in goals else ()))


show('start of the next', gaps, START_GOALS)
show('the next call', {name: of for name, of in calls.items() if 'one move' in name}, CALL_GOALS)
