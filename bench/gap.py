"""gap: from the end of one migration to the start of the next, while Respite drains.

Nova's records have whole seconds, so both moments come from the source's nova-compute
log, which has milliseconds: its driver starting, and 'finished successfully'. One at a
time per source (Nova's default): what lies between is waiting.
"""
import datetime
import re
import statistics
import sys

sys.path.insert(0, 'bench/lib')
import lab  # noqa: E402
import contenders  # noqa: E402
from rows import row, say  # noqa: E402

LINE = re.compile(r'^(\S+ \S+) \d+ INFO .*(lab: live migration to|finished successfully)')
cloud = lab.up(watcher=False)
lab.limit(1)
gaps = {}
for name, drain in (('nova', contenders.nova_queue), ('respite', contenders.respite)):
    lab.fill()
    log = '%s/log/%s.log' % (lab.STATE, lab.HOST)
    with open(log) as f:
        before = f.seek(0, 2)
    drain(cloud)
    if lab.left(cloud):
        sys.exit('%s left %d servers' % (name, len(lab.left(cloud))))
    ended, gaps[name] = None, []
    with open(log) as f:
        f.seek(before)
        for at, what in (m.groups() for m in map(LINE.match, f) if m):
            at = datetime.datetime.fromisoformat(at)
            if what == 'finished successfully':
                ended = at
            elif ended:
                gaps[name].append((at - ended).total_seconds())
                ended = None
    say('%s: %s' % (name, ' '.join('%.2f' % g for g in gaps[name])))
lab.script('reset')
lab.down()
for name, g in gaps.items():
    median = statistics.median(g)
    row('%s: end of a migration to start of the next, median of %d' % (name, len(g)), '%.2f s' % median,
        'at most %.2f s' % max(g), *(('under 1.5 s', median < 1.5) if name == 'respite' else ()))
