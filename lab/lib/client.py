"""The REST calls of seed-servers and reset. Plain JSON: no typed client needed."""
import os
import sys
import time

from keystoneauth1 import session
from keystoneauth1.identity import v3

STATE = os.environ.get('OSLAB_STATE', '/var/lib/oslab')
FLAVORS = {'lab.tiny': (1, 512, 1), 'lab.small': (1, 2048, 10),
           'lab.medium': (2, 4096, 20), 'lab.large': (4, 8192, 40)}


def setting(name):
    with open(STATE + '/settings') as f:
        return os.environ.get(name) or dict(
            line.rstrip('\n').split('=', 1) for line in f)[name]


class Cloud:
    def __init__(self, project='admin'):
        self.session = session.Session(v3.Password(
            'http://127.0.0.1:%s/v3' % setting('PORT_KEYSTONE'),
            username='admin', password=setting('LAB_PASSWORD'),
            project_name=project, user_domain_id='default',
            project_domain_id='default'))

    def call(self, method, service, path, body=None, ok=True, headers=None, **kw):
        version = {'compute': 'compute 2.93', 'placement': 'placement 1.39'}.get(service)
        h = {'OpenStack-API-Version': version} if version else {}
        h.update(headers or {})
        r = self.session.request(path, method, json=body, headers=h, raise_exc=False,
                                 endpoint_filter={'service_type': service}, **kw)
        if ok and r.status_code >= 400:
            sys.exit('%s %s: %s %s' % (method, path, r.status_code, r.text))
        return r.json() if r.content and 'json' in r.headers.get('Content-Type', '') else r

    def act(self, server, body, ok=True):
        return self.call('POST', 'compute', '/servers/%s/action' % server, body, ok)

    def servers(self, query=''):
        """Of all projects, soft-deleted ones too (nova hides them otherwise)."""
        return self.call('GET', 'compute', '/servers/detail?all_tenants=1&soft_deleted=true'
                         + query)['servers']

    def wait(self, ids, done, what, seconds=300):
        end = time.time() + seconds
        while True:
            left = [s for s in self.servers() if s['id'] in ids and not done(s)]
            if not left:
                return
            if time.time() > end:
                sys.exit('%s: gave up on %s' % (what, [(s['name'], s['status']) for s in left]))
            time.sleep(0.5)

    def delete_all(self, seconds=300):
        """Every server of the lab's own flavors, its group, and leaked allocations."""
        def ours():  # other computes may share this control plane: not their servers
            return [s for s in self.servers() if s['flavor']['original_name'] in FLAVORS]
        # members that are deleted are no longer listed, so find the groups first
        groups = self.call('GET', 'compute', '/os-server-groups?all_projects=true')['server_groups']
        mine = {s['id'] for s in ours()}
        groups = {g['id'] for g in groups if not g['members'] or mine & set(g['members'])}
        for s in ours():
            if s.get('locked'):
                self.act(s['id'], {'unlock': None}, ok=False)
            if s['status'] == 'MIGRATING':      # else it is deleted only after its migration
                path = '/servers/%s/migrations' % s['id']
                for m in self.call('GET', 'compute', path, ok=False).get('migrations', ()):
                    self.call('DELETE', 'compute', '%s/%d' % (path, m['id']), ok=False)
            self.call('DELETE', 'compute', '/servers/' + s['id'], ok=False)
        end = time.time() + seconds
        while ours():
            if time.time() > end:
                sys.exit('these servers do not go away: %s' % [s['name'] for s in ours()])
            time.sleep(0.5)
        for g in groups:
            self.call('DELETE', 'compute', '/os-server-groups/' + g)
        # nova leaks the migration's allocation when a live migration ends in
        # 'error'; nothing is left here that an allocation could belong to
        leaked = 0
        for rp in self.call('GET', 'placement', '/resource_providers')['resource_providers']:
            if not rp['name'].startswith('compute-'):
                continue
            for c in self.call('GET', 'placement', '/resource_providers/%s/allocations'
                               % rp['uuid'])['allocations']:
                self.call('DELETE', 'placement', '/allocations/' + c, ok=False)
                leaked += 1
        return leaked
