import { List, ListItem } from '@patternfly/react-core';
import type { Blocker } from './blockers';

export function BlockerList({ blockers }: { blockers: Blocker[] }) {
  return (
    <List>
      {blockers.map(({ names, reason }) => (
        <ListItem key={reason}>
          {names.length > 0 && <strong>{names.join(', ')}: </strong>}
          {reason}
        </ListItem>
      ))}
    </List>
  );
}
