"""watcher [CONTENDER...]: the same host, drained through the same commands of Watcher's clients by Watcher 9 and by Respite.

Three times each: 20 ACTIVE servers; 20 servers in every state that a drain can meet; and 20 ACTIVE
servers again, while what carries the plan out is killed half-way and started anew. The commands are
lab/watcher-walk; who answers them is what the catalog has as infra-optim. Contenders: Watcher, Respite;
default: both.
"""
import collections
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, 'bench/lib')
import lab  # noqa: E402
import contenders  # noqa: E402
from rows import row, say  # noqa: E402

PATIENCE = 420      # seconds, for an audit and for a plan
cloud = lab.up(watcher=True)
lab.limit(1)


class Watcher:
    """The lab's own, in the catalog as it is."""
    name = 'Watcher 9'

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def fresh(self):
        """Its model of the cloud keeps deleted servers: let it read the cloud again."""
        lab.script('service', 'restart', 'watcher-decision-engine')
        time.sleep(15)

    def kill(self):
        lab.script('service', 'kill', 'watcher-applier')
        lab.script('service', 'start', 'watcher-applier')


class Respite:
    """./respite serve, in Watcher's place in the catalog."""
    name = 'Respite'

    def __enter__(self):
        self.state = tempfile.mkdtemp()
        self.listen = '127.0.0.1:0'
        self.start()
        self.others = [s['id'] for s in self.keystone('GET', '/services?type=infra-optim')['services']]
        for other in self.others:
            self.keystone('PATCH', '/services/' + other, {'service': {'enabled': False}})
        self.id = self.keystone('POST', '/services', {'service': {'type': 'infra-optim', 'name': 'respite'}})['service']['id']
        for face in ('public', 'internal', 'admin'):
            self.keystone('POST', '/endpoints', {'endpoint': {
                'interface': face, 'region_id': 'RegionOne', 'service_id': self.id, 'url': 'http://%s/watcher' % self.listen}})
        return self

    def __exit__(self, *_):
        self.keystone('DELETE', '/services/' + self.id)
        for other in self.others:
            self.keystone('PATCH', '/services/' + other, {'service': {'enabled': True}})
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.state)

    @staticmethod
    def keystone(method, path, body=None):
        return cloud.call(method, 'identity', path, body)

    def start(self):
        self.process = subprocess.Popen(
            ['./respite', 'serve', '--listen', self.listen, '--os-cloud', 'oslab'], cwd=lab.ROOT, stdout=subprocess.PIPE, text=True,
            env={**contenders.environment(), 'XDG_STATE_HOME': self.state})
        line = ''
        while 'listens at ' not in line:
            line = self.process.stdout.readline() or sys.exit('respite serve ended')
        self.listen = line.split('http://')[1].split('/')[0].strip()

    def fresh(self):
        pass

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.start()


def signed_in():
    return {**{k: v for k, v in os.environ.items() if not k.startswith('OS_')}, 'WATCHER_PATIENCE': str(PATIENCE),
            'OS_AUTH_URL': 'http://127.0.0.1:%s/v3' % lab.setting('PORT_KEYSTONE'), 'OS_USERNAME': 'admin',
            'OS_PASSWORD': lab.setting('LAB_PASSWORD'), 'OS_PROJECT_NAME': 'admin', 'OS_IDENTITY_API_VERSION': '3',
            'OS_USER_DOMAIN_NAME': 'Default', 'OS_PROJECT_DOMAIN_NAME': 'Default', 'OS_REGION_NAME': 'RegionOne',
            'PATH': '/usr/bin:' + os.environ['PATH']}


def walk(who, kill=False):
    """How it ended, the seconds it took, what its actions came to, and what is on the host then."""
    from client import Cloud
    before = {s['id']: s['status'] for s in cloud.servers()}
    start = time.monotonic()
    going = subprocess.Popen([lab.ROOT + '/lab/watcher-walk', lab.HOST], env=signed_in(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if kill:
        lab.until(lambda: len(lab.left(cloud)) <= lab.COUNT // 2 or going.poll() is not None, PATIENCE, 0.2)
        who.kill()
    said = going.communicate()[0]
    fresh = Cloud()     # the catalog of now

    def newest():
        plans = fresh.call('GET', 'infra-optim', '/v1/action_plans/detail')['action_plans']
        return max(plans, key=lambda p: p['created_at']) if plans else None
    # the walk gives up when a command of it is not answered; the plan may go on
    lab.until(lambda: not newest() or newest()['state'] not in ('PENDING', 'ONGOING', 'CANCELLING'), PATIENCE, 0.5)
    seconds = time.monotonic() - start
    plan = newest()
    actions = collections.Counter(
        a['state'] for a in fresh.call('GET', 'infra-optim', '/v1/actions?action_plan_uuid=' + plan['uuid'])['actions']) if plan else {}
    time.sleep(5)
    after = {s['id']: s['status'] for s in cloud.servers()}
    broken = sum(after.get(i) == 'ERROR' and status != 'ERROR' for i, status in before.items())
    left = collections.Counter(s['status'] for s in lab.left(cloud))
    ended = ('plan %s' % plan['state']) if plan else 'no plan: %s' % (said.strip().splitlines() or ['?'])[-1]
    say('%s: %s in %.0f s; actions %s; left %s; broken %d' % (who.name, ended, seconds, dict(actions), dict(left), broken))
    if going.returncode:
        say(said[-1500:])
    if plan:
        fresh.call('DELETE', 'infra-optim', '/v1/action_plans/' + plan['uuid'], ok=False)
    return ended, seconds, actions, left, broken


def words(counts):
    return ', '.join('%d %s' % (n, state) for state, n in sorted(counts.items())) or 'none'


def fill_every_state():
    lab.script('reset')
    lab.script('seed-servers', '--every-state', lab.HOST)


results = []
for contender in [c for c in (Watcher, Respite) if c.__name__ in sys.argv[1:] or not sys.argv[1:]]:
    with contender() as who:
        for what, fill, kill in (('20 ACTIVE', lab.fill, False), ('20 in every state', fill_every_state, False), ('killed half-way', lab.fill, True)):
            fill()
            who.fresh()
            results.append((what, who.name, *walk(who, kill)))
lab.script('reset')
lab.down()
for what, name, ended, seconds, actions, left, broken in sorted(results, key=lambda r: r[0]):
    row('%s: %s' % (what, name), '%s, %.0f s' % (ended, seconds), 'actions: %s; left on the host: %s; newly in ERROR: %d' % (words(actions), words(left), broken))
