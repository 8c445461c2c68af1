"""A lab of the bench's own, beside the one that tests use: Watcher on, other ports.

BENCH_LAB=/var/lib/oslab uses that one instead, which must be up, and leaves it up.
"""
import json
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GIVEN = os.environ.get('BENCH_LAB')
STATE = os.environ['OSLAB_STATE'] = GIVEN or '/var/lib/oslab-bench'
sys.path[:0] = [ROOT + '/lab/lib', ROOT + '/bench/lib']
HOST, COUNT = 'compute-01', 20


def script(name, *args, **settings):
    done = subprocess.run([ROOT + '/lab/' + name, *args], capture_output=True, text=True,
                          env={**os.environ, **settings})
    if done.returncode:
        sys.exit('lab/%s %s: %s' % (name, ' '.join(args), (done.stdout + done.stderr)[-2000:]))
    return done.stdout


def up(watcher):
    if not GIVEN:
        script('up', PORT_OFFSET='200', LAB_VCPUS='16', **({'WITH_WATCHER': '1'} if watcher else {}))
    from client import Cloud
    return Cloud()


def down():
    if not GIVEN:
        script('down')


def setting(name):
    with open(STATE + '/settings') as f:
        return dict(line.rstrip('\n').split('=', 1) for line in f)[name]


def limit(concurrent):
    if setting('LAB_MAX_CONCURRENT_LM') != str(concurrent):
        script('set', 'LAB_MAX_CONCURRENT_LM=%d' % concurrent)


def fill():
    """COUNT ACTIVE servers on HOST and none elsewhere."""
    script('reset')
    script('seed-servers', '--host', HOST, '--count', str(COUNT), '--flavor', 'lab.tiny')


class Requests:
    """Counts what nova-api was asked (its uwsgi writes one line a request)."""

    def __init__(self):
        self.path = STATE + '/log/nova-api.log'
        self.start = os.path.getsize(self.path)

    def count(self):
        with open(self.path, errors='replace') as f:
            f.seek(self.start)
            return sum(1 for line in f if re.search(r'\] (GET|POST|PUT|DELETE|PATCH|HEAD) /', line))


def left(cloud):
    return [s for s in cloud.servers('&host=' + HOST)]


def spread(cloud):
    """Servers on the fullest destination."""
    hosts = [s['OS-EXT-SRV-ATTR:host'] for s in cloud.servers()]
    return max(hosts.count(h) for h in set(hosts))


def failed(cloud):
    return sum(m['status'] in ('error', 'failed') for m in
               cloud.call('GET', 'compute', '/os-migrations?source_compute=' + HOST)['migrations'])


def until(done, seconds, every=0.5):
    end = time.time() + seconds
    while time.time() < end:
        if done():
            return True
        time.sleep(every)
    return False
