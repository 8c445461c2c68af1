import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, PageSection } from '@patternfly/react-core';
import { SearchIcon, ServerIcon } from '@patternfly/react-icons';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useCapacity, useHosts } from '../api/hosts';
import { useMay } from '../api/session';
import type { Host } from '../api/types';
import { PageTitle } from '../common/PageTitle';
import { Shown } from '../common/Shown';
import { CloudFilter } from './CloudFilter';
import { counts, distinct, everything, matches, type Filter } from './filter';
import { HostMap } from './HostMap';
import { WhatIf } from './WhatIf';

/** The map of all hosts: where to begin. */
export function CloudPage() {
  const hosts = useHosts();
  const mayDrain = useMay('operator');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <PageTitle title="Cloud" words={mayDrain ? 'Choose the host that needs a rest. You will see what would happen before anything is touched.' : 'Choose a host to see what draining it would mean.'}>
        <Button variant={isAsking ? 'primary' : 'secondary'} className="actions" aria-pressed={isAsking} onClick={() => setIsAsking(!isAsking)}>
          What if…
        </Button>
      </PageTitle>
      <PageSection isFilled className="cloud">
        <Shown of={hosts} what="the hosts">
          {(all) => (all.length === 0 ? <NoHosts /> : <HostsShown hosts={all} isAsking={isAsking} />)}
        </Shown>
      </PageSection>
    </>
  );
}

function HostsShown({ hosts, isAsking }: { hosts: Host[]; isAsking: boolean }) {
  const { data: capacity } = useCapacity();
  const [filter, setFilter] = useState<Filter>(everything);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set<string>());
  // Typing stays quick, however many tiles follow.
  const wanted = useDeferredValue(filter);
  const shown = useMemo(() => hosts.filter((host) => matches(host, capacity?.get(host.name), wanted)), [hosts, capacity, wanted]);
  const zones = useMemo(() => distinct(hosts.map((host) => host.zone ?? '')), [hosts]);
  const aggregates = useMemo(() => distinct([...(capacity?.values() ?? [])].flatMap((host) => host.aggregates)), [capacity]);
  const numbers = useMemo(() => counts(hosts), [hosts]);
  const toggle = useCallback((host: string) => setPicked((before) => toggled(before, host)), []);
  return (
    <>
      {isAsking && <WhatIf picked={[...picked].sort()} shown={shown.map((host) => host.name)} onPick={(names) => setPicked(new Set(names))} />}
      <CloudFilter filter={filter} onChange={setFilter} zones={zones} aggregates={aggregates} counts={numbers} />
      {shown.length === 0 ? <NoMatch clear={() => setFilter(everything)} /> : <HostMap hosts={shown} capacity={capacity} picked={isAsking ? picked : undefined} onPick={toggle} />}
    </>
  );
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const after = new Set(set);
  if (!after.delete(one)) after.add(one);
  return after;
}

function NoMatch({ clear }: { clear: () => void }) {
  return (
    <EmptyState headingLevel="h2" titleText="No host is like that" icon={SearchIcon}>
      <EmptyStateBody>Another name, zone or state may find it.</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="link" onClick={clear}>
            Show all hosts
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}

function NoHosts() {
  return (
    <EmptyState headingLevel="h2" titleText="This cloud has no compute hosts" icon={ServerIcon}>
      <EmptyStateBody>Nova lists no nova-compute service. As soon as one registers, it is shown here.</EmptyStateBody>
    </EmptyState>
  );
}
