"""usage: watcher_model.py HOSTS INSTANCES_PER_HOST INSTANCES_ON_THE_FIRST

Fills Watcher's cluster model, and prints how many seconds of processor time its host_maintenance strategy needs to
plan the first host: the copy of the model that each audit begins with, and the strategy itself.
Exit code 3: Watcher (Debian: python3-watcher) is not installed.
"""
import copy
import random
import sys
import time
import uuid
from unittest import mock

try:
    from watcher.decision_engine.model import element, model_root
    from watcher.decision_engine.strategy.strategies import host_maintenance
except ImportError:
    sys.exit(3)

GIB = 1024
chance = random.Random(3)


def some_id():
    return str(uuid.UUID(int=chance.getrandbits(128)))


def fill(hosts, per_host, on_first):
    model = model_root.ModelRoot()
    for h in range(hosts):
        node = element.ComputeNode(
            uuid=some_id(), hostname='compute-%05d' % h, state='up', status='enabled', disabled_reason=None,
            vcpus=per_host * 6, vcpu_reserved=0, vcpu_ratio=1.0, memory=per_host * 16 * GIB, memory_mb_reserved=0,
            memory_ratio=1.0, disk=per_host * 40, disk_gb_reserved=0, disk_ratio=1.0)
        model.add_node(node)
        for i in range(on_first if h == 0 else per_host):
            size = chance.choice((1, 2, 4, 8))
            instance = element.Instance(
                uuid=some_id(), name='vm-%d-%d' % (h, i), state='active', vcpus=size, memory=size * 2 * GIB, disk=20,
                metadata={}, project_id=some_id(), watcher_exclude=False)
            model.add_instance(instance)
            model.map_instance(instance, node)
    return model


def plan(model):
    start = time.process_time()
    with mock.patch.object(host_maintenance.HostMaintenance, 'compute_model', new_callable=mock.PropertyMock,
                           return_value=copy.deepcopy(model)):
        strategy = host_maintenance.HostMaintenance(config=mock.Mock(datasources=None), osc=mock.Mock())
        strategy.input_parameters = {'maintenance_node': 'compute-00000'}
        strategy.do_execute()
    return time.process_time() - start


print(plan(fill(*map(int, sys.argv[1:4]))))
