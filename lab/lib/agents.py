#!/usr/bin/python3
"""agents.py STATE MYSQL-PORT PASSWORD: the heartbeats of one network agent per compute.

The lab has no Open vSwitch, so its Neutron would list no agent. This keeps one
row per compute fresh, as neutron-server does when a report_state arrives.
`"agents_down": ["compute-03"]` in STATE/lab.json silences that host's agent;
it shows alive = false agent_down_time (15 s) later.
"""
import glob
import json
import os
import sys
import time

import pymysql

state, port, password = sys.argv[1], int(sys.argv[2]), sys.argv[3]


def silent():
    try:
        with open(state + '/lab.json') as f:
            return json.load(f).get('agents_down', [])
    except (OSError, ValueError):
        return []


def beat():
    hosts = [os.path.basename(f)[:-5] for f in glob.glob(state + '/etc/nova/compute-*.conf')]
    db = pymysql.connect(host='127.0.0.1', port=port, user='neutron',
                         password=password, database='neutron', autocommit=True)
    with db, db.cursor() as c:
        for host in sorted(set(hosts) - set(silent())):
            c.execute(
                'insert into agents (id, agent_type, `binary`, topic, host, admin_state_up,'
                ' created_at, started_at, heartbeat_timestamp, configurations, `load`)'
                " values (uuid(), 'Open vSwitch agent', 'neutron-openvswitch-agent', 'N/A', %s, 1,"
                " utc_timestamp(), utc_timestamp(), utc_timestamp(), '{}', 0)"
                ' on duplicate key update heartbeat_timestamp = utc_timestamp()', (host,))


while True:
    try:
        beat()
    except pymysql.Error as e:      # MariaDB is away: tests stop it on purpose
        print(e, flush=True)
    time.sleep(5)
