import { Alert, Button, Form, FormGroup, FormSelect, FormSelectOption, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useState } from 'react';
import { useHosts } from '../api/hosts';
import { useCommand } from '../api/maintenances';
import { asProblem } from '../api/problem';
import type { Maintenance, Move } from '../api/types';

interface Props {
  maintenance: Maintenance;
  move: Move;
  close: () => void;
}

/** Another destination for one instance; the server holds it against the rules. */
export function SendElsewhere({ maintenance, move, close }: Props) {
  const { data: hosts } = useHosts();
  const [destination, setDestination] = useState('');
  const command = useCommand(maintenance.id);
  const others = (hosts ?? []).filter((h) => h.name !== maintenance.host && h.status === 'enabled' && h.state === 'up');
  return (
    <Modal isOpen variant="small" onClose={close} aria-labelledby="send-title">
      <ModalHeader title={`Send ${move.instance_name} elsewhere`} labelId="send-title" description="Where a rule of the cloud forbids it, nothing changes and you are told which." />
      <ModalBody>
        <Form>
          <FormGroup label="Destination" fieldId="destination">
            <FormSelect id="destination" value={destination} onChange={(_, chosen) => setDestination(chosen)}>
              <FormSelectOption value="" label={`As planned (${move.destination ?? 'none'})`} />
              {others.map((h) => (
                <FormSelectOption key={h.name} value={h.name} label={h.name} />
              ))}
            </FormSelect>
          </FormGroup>
          {command.error && <Alert isInline variant="danger" title={asProblem(command.error).title}>{asProblem(command.error).detail}</Alert>}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={destination === '' || command.isPending} isLoading={command.isPending} onClick={() => command.mutate({ kind: 'send', instance: move.instance_id, destination }, { onSuccess: close })}>
          Send it there
        </Button>
        <Button variant="link" onClick={close}>
          Not now
        </Button>
      </ModalFooter>
    </Modal>
  );
}
