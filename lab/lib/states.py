"""How a server gets into each state that a drain can meet."""
import logging

from client import STATE

# action asked of the ACTIVE server, the status that follows (None: stays as it is)
ACTIONS = {
    'shutoff': ({'os-stop': None}, 'SHUTOFF'),
    'paused': ({'pause': None}, 'PAUSED'),
    'suspended': ({'suspend': None}, 'SUSPENDED'),
    'shelved': ({'shelve': None}, 'SHELVED'),
    'rescued': ({'rescue': {}}, 'RESCUE'),
    'error': ({'os-resetState': {'state': 'error'}}, 'ERROR'),
    'locked': ({'lock': {'locked_reason': 'seeded as locked'}}, None),
    'migrating': ({'os-migrateLive': {'host': None, 'block_migration': 'auto'}}, 'MIGRATING'),
}
HELP = {
    'shelved': 'SHELVED, still on the host',
    'offloaded': 'SHELVED_OFFLOADED, on no host',
    'resized_from': 'VERIFY_RESIZE on another host, with this one as its source',
    'resized_to': 'VERIFY_RESIZE on this host, with another one as its source',
    'soft_deleted': 'SOFT_DELETED (holds its place until force-deleted or restored)',
    'building': 'BUILD for 60 s (or --meta lab_boot_seconds=N), then ACTIVE',
    'migrating': 'MIGRATING for 30 s (or --meta lab_lm_seconds=N): somebody else\'s migration',
}
STATES = tuple(ACTIONS) + ('offloaded', 'resized_from', 'resized_to', 'soft_deleted', 'building')
METADATA = {'building': {'lab_boot_seconds': '60'}, 'migrating': {'lab_lm_seconds': '30'}}


def enter(cloud, state, ids, host):
    """Brings ACTIVE servers (building: new ones) into the state and waits for it."""
    if state in ACTIONS:
        body, status = ACTIONS[state]
        for i in ids:
            cloud.act(i, body)
        cloud.wait(ids, lambda s: status in (None, s['status']), state)
    elif state == 'offloaded':
        enter(cloud, 'shelved', ids, host)
        for i in ids:
            cloud.act(i, {'shelveOffload': None}, ok=False)     # 409 where nova did it at once
        cloud.wait(ids, lambda s: s['status'] == 'SHELVED_OFFLOADED', state)
    elif state in ('resized_from', 'resized_to'):
        for i in ids:
            cloud.act(i, {'migrate': {'host': host}} if state == 'resized_to' else {'migrate': None})
        cloud.wait(ids, lambda s: s['status'] == 'VERIFY_RESIZE', state)
    elif state == 'soft_deleted':
        soft_delete(ids)
        cloud.wait(ids, lambda s: s['status'] == 'SOFT_DELETED', state)
    elif state == 'building':
        cloud.wait(ids, lambda s: s['OS-EXT-STS:task_state'] == 'spawning', state)


def soft_delete(ids):
    """nova's own API layer, called in-process: over HTTP a DELETE is a soft one
    only where reclaim_instance_interval is set, and then for everybody's."""
    from nova import config, context, objects
    from nova.compute import api
    logging.getLogger('oslo_messaging').setLevel(logging.ERROR)
    etc = STATE + '/etc/nova/'
    config.parse_args(['seed', '--config-file', etc + 'nova.conf',
                       '--config-file', etc + 'nova-db.conf'])
    objects.register_all()
    admin = context.get_admin_context()
    for i in ids:
        cell = objects.InstanceMapping.get_by_instance_uuid(admin, i).cell_mapping
        with context.target_cell(admin, cell) as c:
            api.API().soft_delete(c, objects.Instance.get_by_uuid(
                c, i, expected_attrs=['metadata', 'system_metadata', 'info_cache', 'flavor']))
