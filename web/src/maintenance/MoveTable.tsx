import { MenuToggle } from '@patternfly/react-core';
import { EllipsisVIcon } from '@patternfly/react-icons';
import { ActionsColumn, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { useMay } from '../api/session';
import type { Maintenance, Move } from '../api/types';
import { actionWords } from '../common/actions';
import { MoveLabel } from '../common/StateLabel';
import { duration } from '../common/times';
import { offersOfMove, type Offer } from './commands';
import { Confirm } from './Confirm';
import { SendElsewhere } from './SendElsewhere';

/** Every instance of the host: how it leaves, where to, and what it waits for. */
export function MoveTable({ maintenance }: { maintenance: Maintenance }) {
  const [asked, setAsked] = useState<Offer | null>(null);
  const [sent, setSent] = useState<Move | null>(null);
  const may = useMay('operator');
  return (
    <>
      <Table aria-label="Instances" variant="compact" gridBreakPoint="grid-lg">
        <Thead>
          <Tr>
            <Th>Instance</Th>
            <Th>State</Th>
            <Th modifier="nowrap">What happens</Th>
            <Th modifier="nowrap">Goes to</Th>
            <Th width={40}>What goes on, or is waited for</Th>
            {may && <Th screenReaderText="Actions" />}
          </Tr>
        </Thead>
        <Tbody>
          {maintenance.moves.map((move) => (
            <Tr key={move.instance_id}>
              <Td dataLabel="Instance">
                <strong>{move.instance_name}</strong>
              </Td>
              <Td dataLabel="State" modifier="nowrap">
                <MoveLabel state={move.state} /> {move.state === 'running' && move.progress !== null && <span className="subtle">{move.progress}%</span>}
              </Td>
              <Td dataLabel="What happens">{actionWords[move.action]}</Td>
              <Td dataLabel="Goes to" modifier="nowrap">{move.destination ?? '–'}</Td>
              <Td dataLabel="What goes on">
                {move.reason}
                {move.eta_seconds !== null && move.state === 'running' && <span className="subtle"> about {duration(move.eta_seconds)} left</span>}
                {move.fault !== null && <div className="fault">{move.fault}</div>}
              </Td>
              {may && <Td isActionCell>{actions(maintenance, move, setAsked, setSent)}</Td>}
            </Tr>
          ))}
        </Tbody>
      </Table>
      {asked && <Confirm id={maintenance.id} offer={asked} close={() => setAsked(null)} />}
      {sent && <SendElsewhere maintenance={maintenance} move={sent} close={() => setSent(null)} />}
    </>
  );
}

function actions(maintenance: Maintenance, move: Move, ask: (offer: Offer) => void, send: (move: Move) => void) {
  const offers = offersOfMove(maintenance, move);
  if (offers.length === 0) return null;
  const items = offers.map((offer) => ({ title: offer.label, onClick: () => ask(offer) }));
  const canMove = move.action === 'live_migrate' || move.action === 'cold_migrate';
  return (
    <ActionsColumn
      items={canMove ? [...items, { title: 'Send it elsewhere', onClick: () => send(move) }] : items}
      actionsToggle={({ onToggle, isOpen, toggleRef }) => (
        <MenuToggle ref={toggleRef} variant="plain" aria-label={`Actions for ${move.instance_name}`} onClick={onToggle} isExpanded={isOpen} icon={<EllipsisVIcon />} />
      )}
    />
  );
}
