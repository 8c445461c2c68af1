"""cli [RUNS]: ./respite hosts -f json against openstack compute service list -f json.

Whole processes, warm, taking turns; medians. Uses the lab that is up.
"""
import os
import shlex
import statistics
import subprocess
import sys
import time

sys.path.insert(0, 'bench/lib')
from rows import ratio, say  # noqa: E402

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
STATE = os.environ.get('OSLAB_STATE', '/var/lib/oslab')
ENV = {**os.environ, 'OS_CLIENT_CONFIG_FILE': STATE + '/clouds.yaml', 'OS_CLOUD': 'oslab'}
COMMANDS = {
    'respite': shlex.split(os.environ.get('RESPITE_HOSTS', './respite hosts --local --os-cloud oslab -f json')),
    'openstack': ['/usr/bin/openstack', 'compute', 'service', 'list', '-f', 'json'],
}
times = {name: [] for name in COMMANDS}
for turn in range(RUNS + 1):
    for name, command in COMMANDS.items():
        start = time.perf_counter()
        done = subprocess.run(command, env=ENV, capture_output=True, text=True)
        if done.returncode:
            sys.exit('%s: exit code %d: %s' % (' '.join(command), done.returncode, done.stderr[-500:]))
        if turn:        # the first one warms the file cache and builds what has to be built
            times[name].append(time.perf_counter() - start)
for name, t in times.items():
    say('%s: %s' % (name, ' '.join('%.2f' % x for x in t)))
ratio('respite hosts, whole process, median of %d' % RUNS, statistics.median(times['respite']),
      statistics.median(times['openstack']), 'openstack compute service list', 0.25)
