import { Alert, Button, Checkbox, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, NumberInput, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import { useKeepPolicy } from '../api/policies';
import { asProblem } from '../api/problem';
import type { NamedPolicy, Policy } from '../api/types';
import { PolicyFields } from '../plan/PolicyFields';

interface Props {
  /** Null: a new one. */
  policy: NamedPolicy | null;
  close: () => void;
}

const usualMoves = 5;

/** A policy under a name. Keys that are not here keep what they have; the API and `respite policy` know all of them. */
export function PolicyForm({ policy, close }: Props) {
  const [name, setName] = useState(policy?.name ?? '');
  const [description, setDescription] = useState(policy?.description ?? '');
  const [isDefault, setDefault] = useState(policy?.default ?? false);
  const [values, setValues] = useState<Partial<Policy>>(policy?.policy ?? {});
  const keep = useKeepPolicy();
  const change = (part: Partial<Policy>) => setValues({ ...values, ...part });
  const moves = values.max_moves_per_source ?? usualMoves;
  return (
    <Modal isOpen variant="medium" onClose={close} aria-labelledby="policy-title">
      <ModalHeader title={policy ? `Change ${policy.name}` : 'New policy'} labelId="policy-title" description="Drains that run keep what they began with." />
      <ModalBody>
        <Form id="policy-form" onSubmit={(event) => { event.preventDefault(); keep.mutate({ name: name.trim(), description, default: isDefault, policy: values }, { onSuccess: close }); }}>
          {keep.error && <Alert isInline variant="danger" title={asProblem(keep.error).title}>{asProblem(keep.error).detail}</Alert>}
          <FormGroup label="Name" fieldId="name" isRequired>
            <TextInput id="name" value={name} isDisabled={policy !== null} isRequired onChange={(_, text) => setName(text)} />
          </FormGroup>
          <FormGroup label="What it is for" fieldId="description">
            <TextInput id="description" value={description} onChange={(_, text) => setDescription(text)} />
          </FormGroup>
          <PolicyFields policy={values} change={change} />
          <FormGroup label="Moves at once from a host" fieldId="moves">
            <NumberInput inputName="moves" inputAriaLabel="Moves at once from a host" minusBtnAriaLabel="One less" plusBtnAriaLabel="One more" value={moves} min={1} onMinus={() => change({ max_moves_per_source: Math.max(1, moves - 1) })} onPlus={() => change({ max_moves_per_source: moves + 1 })} onChange={(event) => change({ max_moves_per_source: Math.max(1, Number((event.target as HTMLInputElement).value) || 1) })} />
          </FormGroup>
          <Checkbox id="default" label="It holds where nobody chooses a policy" isChecked={isDefault} onChange={(_, checked) => setDefault(checked)} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="policy-form" isLoading={keep.isPending} isDisabled={keep.isPending || name.trim() === ''}>
          Keep it
        </Button>
        <Button variant="link" onClick={close}>
          Not now
        </Button>
      </ModalFooter>
    </Modal>
  );
}
