"""cli [RUNS]: ./respite hosts -f json against openstack compute service list -f json.

Whole processes, warm, taking turns; medians. Once with a server running, as where one is
deployed, and once without, where the command holds the server itself. Uses the lab that is up.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, 'bench/lib')
from rows import ratio, say  # noqa: E402

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
STATE = os.environ.get('OSLAB_STATE', '/var/lib/oslab')
ENV = {**os.environ, 'OS_CLIENT_CONFIG_FILE': STATE + '/clouds.yaml', 'OS_CLOUD': 'oslab'}
HOSTS = ['./respite', 'hosts', '-f', 'json']
OPENSTACK = ['/usr/bin/openstack', 'compute', 'service', 'list', '-f', 'json']


def seconds(command, env):
    start = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode:
        sys.exit('%s: exit code %d: %s' % (' '.join(command), done.returncode, done.stderr[-500:]))
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as served, tempfile.TemporaryDirectory() as alone:
    with_server, without = {**ENV, 'XDG_STATE_HOME': served}, {**ENV, 'XDG_STATE_HOME': alone}
    server = subprocess.Popen(['./respite', 'serve', '--listen', '127.0.0.1:0'], env=with_server, stdout=subprocess.PIPE, text=True)
    try:
        server.stdout.readline()        # it listens
        contenders = {'with a server': (HOSTS, with_server), 'without': (HOSTS, without), 'openstack': (OPENSTACK, ENV)}
        times = {name: [] for name in contenders}
        for turn in range(RUNS + 1):
            for name, (command, env) in contenders.items():
                took = seconds(command, env)
                if turn:        # the first one warms the file cache
                    times[name].append(took)
    finally:
        server.terminate()
        server.wait()
for name, t in times.items():
    say('%s: %s' % (name, ' '.join('%.2f' % x for x in t)))
openstack = statistics.median(times.pop('openstack'))
for name, t in times.items():
    ratio('respite hosts %s, whole process, median of %d' % (name, RUNS), statistics.median(t), openstack, 'openstack compute service list', 0.25)
