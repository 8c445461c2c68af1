"""Who drains HOST: each takes the admin's Cloud and returns when it says it is done."""
import os
import shlex
import subprocess
import sys
import tempfile
import time

import lab
from rows import say

OPENSTACK = '/usr/bin/openstack'


def environment():
    return {**os.environ, 'OS_CLIENT_CONFIG_FILE': lab.STATE + '/clouds.yaml', 'OS_CLOUD': 'oslab',
            'OS_COMPUTE_API_VERSION': '2.92'}    # the newest that Zed's client knows


def nova_queue(cloud):
    """All at once, each to a named host: nothing but Nova's own queue paces them."""
    targets = sorted(s['host'] for s in cloud.call('GET', 'compute', '/os-services?binary=nova-compute')['services']
                     if s['host'] != lab.HOST)
    for i, s in enumerate(lab.left(cloud)):
        cloud.act(s['id'], {'os-migrateLive': {'host': targets[i % len(targets)], 'block_migration': 'auto'}})
    open_ = ('accepted', 'queued', 'preparing', 'running', 'post-migrating')
    lab.until(lambda: not lab.left(cloud) and not any(
        m['status'] in open_ for m in cloud.call('GET', 'compute', '/os-migrations?limit=100')['migrations']), 900, 0.2)


def openstack(cloud):
    """What an operator's shell loop does: disable, list, migrate one after the other."""
    def run(*args, check=True):
        done = subprocess.run([OPENSTACK, *args], env=environment(), capture_output=True, text=True)
        if check and done.returncode:
            sys.exit('openstack %s: %s' % (' '.join(args), done.stderr[-500:]))
        return done
    run('compute', 'service', 'set', '--disable', '--disable-reason', 'bench', lab.HOST, 'nova-compute')
    for server in run('server', 'list', '--all-projects', '--host', lab.HOST, '-f', 'value', '-c', 'ID').stdout.split():
        done = run('server', 'migrate', '--live-migration', '--wait', server, check=False)
        if done.returncode:
            say('  openstack: %s %s' % (server, (done.stdout + done.stderr).strip()[-200:]))
    run('server', 'list', '--all-projects', '--host', lab.HOST, '-f', 'value', '-c', 'ID')


def watcher(cloud):
    """Audit of goal cluster_maintaining, strategy host_maintenance; its plan started at once."""
    def call(method, path, body=None):
        return cloud.call(method, 'infra-optim', path, body)
    audit = call('POST', '/v1/audits', {
        'audit_type': 'ONESHOT', 'goal': 'cluster_maintaining', 'strategy': 'host_maintenance',
        'name': 'bench-%d' % time.time(), 'parameters': {'maintenance_node': lab.HOST}})
    lab.until(lambda: call('GET', '/v1/audits/' + audit['uuid'])['state'] not in ('PENDING', 'ONGOING'), 120)
    plans = call('GET', '/v1/action_plans?audit_uuid=' + audit['uuid'])['action_plans']
    if not plans:
        sys.exit('Watcher made no plan: its audit ended %s' % call('GET', '/v1/audits/' + audit['uuid'])['state'])
    plan = '/v1/action_plans/' + plans[0]['uuid']
    call('PATCH', plan, [{'op': 'replace', 'path': '/state', 'value': 'PENDING'}])
    lab.until(lambda: call('GET', plan)['state'] not in ('RECOMMENDED', 'PENDING', 'ONGOING'), 900)
    say('  watcher: plan ended %s' % call('GET', plan)['state'])


def broker():
    return 'amqp://openstack:%s@127.0.0.1:%s/' % (lab.setting('LAB_PASSWORD'), lab.setting('PORT_RABBIT'))


def one_by_one(url):
    """respite serve, told to keep one move at a time on the source, so that each start is its own doing; with Nova's notifications from a url, or without."""
    def drain(cloud):
        with tempfile.TemporaryDirectory() as state:
            env = {**environment(), 'XDG_STATE_HOME': state}
            policy = state + '/policy.yaml'
            with open(policy, 'w') as f:
                f.write('max_moves_per_source: 1\n')
            server = subprocess.Popen(['./respite', 'serve', '--listen', '127.0.0.1:0', '--os-cloud', 'oslab'], cwd=lab.ROOT, stdout=subprocess.PIPE, text=True,
                                      env={**env, **({'RESPITE__NOTIFICATIONS__URL': url} if url else {})})
            server.stdout.readline()
            done = subprocess.run(['./respite', 'drain', lab.HOST, '--policy', policy, '--os-cloud', 'oslab', '--wait'], cwd=lab.ROOT, capture_output=True, text=True, env=env)
            server.terminate()
            server.wait()
        if done.returncode:
            say('  respite: exit code %d: %s' % (done.returncode, (done.stdout + done.stderr).strip()[-2000:]))
    return drain


def respite(cloud):
    """./respite drain, or what RESPITE_DRAIN says, from an empty state directory."""
    command = os.environ.get('RESPITE_DRAIN', './respite drain %s --local --os-cloud oslab --wait' % lab.HOST)
    with tempfile.TemporaryDirectory() as state:
        done = subprocess.run(shlex.split(command), cwd=lab.ROOT, capture_output=True, text=True,
                              env={**environment(), 'XDG_STATE_HOME': state})
    if done.returncode:
        say('  respite: exit code %d: %s' % (done.returncode, (done.stdout + done.stderr).strip()[-2000:]))
    return done.returncode
