import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { asProblem } from '../api/problem';

interface Props {
  question: string;
  /** What will happen. */
  words: string;
  label: string;
  isDanger: boolean;
  isPending: boolean;
  error: unknown;
  confirm: () => void;
  close: () => void;
}

/** Asks once more, and says what will happen. */
export function ConfirmDialog({ question, words, label, isDanger, isPending, error, confirm, close }: Props) {
  return (
    <Modal isOpen variant="small" onClose={close} aria-labelledby="confirm-title" aria-describedby="confirm-words">
      <ModalHeader title={question} labelId="confirm-title" />
      <ModalBody id="confirm-words">
        {words}
        {error != null && <Alert isInline variant="danger" title={asProblem(error).title}>{asProblem(error).detail}</Alert>}
      </ModalBody>
      <ModalFooter>
        <Button variant={isDanger ? 'danger' : 'primary'} isLoading={isPending} isDisabled={isPending} onClick={confirm}>
          {label}
        </Button>
        <Button variant="link" onClick={close}>
          Not now
        </Button>
      </ModalFooter>
    </Modal>
  );
}
