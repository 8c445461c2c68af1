import { Alert, Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import { useAddWebhook } from '../api/webhooks';
import { asProblem } from '../api/problem';

interface Props {
  close: () => void;
  added: (secret: string | null) => void;
}

export function WebhookForm({ close, added }: Props) {
  const [url, setUrl] = useState('https://');
  const [types, setTypes] = useState('');
  const add = useAddWebhook();
  const body = { url: url.trim(), types: types.split(',').map((t) => t.trim()).filter((t) => t !== '') };
  return (
    <Modal isOpen variant="small" onClose={close} aria-labelledby="webhook-title">
      <ModalHeader title="New webhook" labelId="webhook-title" />
      <ModalBody>
        <Form id="webhook-form" onSubmit={(event) => { event.preventDefault(); add.mutate(body, { onSuccess: (made) => { added(made.secret ?? null); close(); } }); }}>
          {add.error && <Alert isInline variant="danger" title={asProblem(add.error).title}>{asProblem(add.error).detail}</Alert>}
          <FormGroup label="Address" fieldId="url" isRequired>
            <TextInput id="url" value={url} isRequired onChange={(_, text) => setUrl(text)} />
          </FormGroup>
          <FormGroup label="Is told of" fieldId="types">
            <TextInput id="types" value={types} onChange={(_, text) => setTypes(text)} placeholder="everything" />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>Types of events with commas between them, such as maintenance.state, move.*. Empty: everything.</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="webhook-form" isLoading={add.isPending} isDisabled={add.isPending}>
          Add it
        </Button>
        <Button variant="link" onClick={close}>
          Not now
        </Button>
      </ModalFooter>
    </Modal>
  );
}
