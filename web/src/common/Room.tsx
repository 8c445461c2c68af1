import { Alert, List, ListItem } from '@patternfly/react-core';
import type { Plan } from '../api/types';
import { counted } from './times';

/** What would make room, where there is none. */
export function MakesRoom({ changes }: { changes: Plan['makes_room'] }) {
  return changes.length === 0 ? null : (
    <Alert isInline variant="info" title="One of these would make room" component="h2">
      <List>
        {changes.map((change) => (
          <ListItem key={change.words}>{change.words}</ListItem>
        ))}
      </List>
    </Alert>
  );
}

/** What a plan wants known beside its result. */
export function Warnings({ of }: { of: readonly string[] }) {
  return of.length === 0 ? null : (
    <Alert isInline isExpandable variant="warning" title={`${counted(of.length, 'thing')} to know`} component="h2">
      <List>
        {of.map((warning) => (
          <ListItem key={warning}>{warning}</ListItem>
        ))}
      </List>
    </Alert>
  );
}

/** How sure it is that something cannot be done. */
export const proofWords: Record<Plan['proof'], string> = {
  placed: 'Somebody has to decide on something first.',
  impossible: 'This is proved: no arrangement of the instances works.',
  not_found_within_limit: 'No arrangement was found in the time allowed; there may be one.',
};
