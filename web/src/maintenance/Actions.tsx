import { Button, Flex } from '@patternfly/react-core';
import { useState } from 'react';
import { useMay } from '../api/session';
import type { Maintenance } from '../api/types';
import { offersOf, type Offer } from './commands';
import { Confirm } from './Confirm';

/** What can be asked of the maintenance now; nothing for one who may only look. */
export function Actions({ maintenance }: { maintenance: Maintenance }) {
  const [asked, setAsked] = useState<Offer | null>(null);
  const may = useMay('operator');
  if (!may) return null;
  return (
    <Flex gap={{ default: 'gapSm' }} className="actions">
      {offersOf(maintenance).map((offer) => (
        <Button key={offer.label} variant={offer.look === 'primary' ? 'primary' : 'secondary'} isDanger={offer.look === 'danger'} onClick={() => setAsked(offer)}>
          {offer.label}
        </Button>
      ))}
      {asked && <Confirm id={maintenance.id} offer={asked} close={() => setAsked(null)} />}
    </Flex>
  );
}
