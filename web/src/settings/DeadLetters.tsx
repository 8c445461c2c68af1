import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { asProblem } from '../api/problem';
import { useDeadLetters, useReplay } from '../api/webhooks';
import type { Webhook } from '../api/types';
import { Shown } from '../common/Shown';
import { moment } from '../common/times';

/** What a receiver has not taken, to be sent again. */
export function DeadLetters({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const letters = useDeadLetters(webhook.id);
  const replay = useReplay(webhook.id);
  return (
    <Modal isOpen variant="medium" onClose={close} aria-labelledby="letters-title">
      <ModalHeader title="Dead letters" labelId="letters-title" description={`Events that ${webhook.url} has not taken, and that are not tried again by themselves.`} />
      <ModalBody>
        {replay.error && <Alert isInline variant="danger" title={asProblem(replay.error).title}>{asProblem(replay.error).detail}</Alert>}
        <Shown of={letters} what="the dead letters">
          {(all) => (
            <Table aria-label="Dead letters" variant="compact">
              <Thead>
                <Tr>
                  <Th>Event</Th>
                  <Th>Given up</Th>
                  <Th>Why</Th>
                </Tr>
              </Thead>
              <Tbody>
                {all.map((letter) => (
                  <Tr key={letter.seq}>
                    <Td dataLabel="Event">{letter.seq}</Td>
                    <Td dataLabel="Given up">{moment(letter.dead_at)}</Td>
                    <Td dataLabel="Why">{letter.error}</Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </Shown>
      </ModalBody>
      <ModalFooter>
        <Button isLoading={replay.isPending} isDisabled={replay.isPending} onClick={() => replay.mutate(undefined, { onSuccess: close })}>
          Send them again
        </Button>
        <Button variant="link" onClick={close}>
          Not now
        </Button>
      </ModalFooter>
    </Modal>
  );
}
