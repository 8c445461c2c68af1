import { Alert } from '@patternfly/react-core';
import type { Maintenance } from '../api/types';
import { BlockerList } from '../common/BlockerList';
import { byReason } from '../common/blockers';

/** What matters now, said first and large. */
export function Situation({ maintenance: m }: { maintenance: Maintenance }) {
  switch (m.state) {
    case 'in_maintenance':
      return (
        <Alert isInline variant="success" component="h2" title={m.moves.some((v) => v.state === 'left' || v.state === 'skipped') ? `${m.host} is in maintenance, with what was left on it` : `${m.host} is empty: it is safe to work on it`}>
          {m.state_reason}
        </Alert>
      );
    case 'blocked':
      return (
        <Alert isInline variant="warning" component="h2" title={`${m.host} needs you`}>
          {m.state_reason}
          <BlockerList blockers={byReason(m.needs_person.map((n) => ({ name: n.instance_name, reason: n.reason })))} />
        </Alert>
      );
    case 'failed':
      return (
        <Alert isInline variant="danger" component="h2" title={m.refused ? `${m.host} was not touched` : `${m.host} could not be drained`}>
          {m.state_reason}
        </Alert>
      );
    case 'completed':
      return (
        <Alert isInline variant="success" component="h2" title={`${m.host} is back in service`}>
          {m.state_reason}
        </Alert>
      );
    case 'cancelled':
      return (
        <Alert isInline variant="info" component="h2" title="Called off">
          {m.state_reason}
        </Alert>
      );
    default:
      return (
        <p className="state-words" aria-live="polite">
          {m.state_reason}
        </p>
      );
  }
}
