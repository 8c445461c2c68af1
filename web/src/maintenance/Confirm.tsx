import { useCommand } from '../api/maintenances';
import { ConfirmDialog } from '../common/ConfirmDialog';
import type { Offer } from './commands';

interface Props {
  id: string;
  offer: Offer;
  close: () => void;
}

export function Confirm({ id, offer, close }: Props) {
  const command = useCommand(id);
  return (
    <ConfirmDialog
      question={offer.question} words={offer.words} label={offer.label} isDanger={offer.look === 'danger'}
      isPending={command.isPending} error={command.error} close={close} confirm={() => command.mutate(offer.command, { onSuccess: close })}
    />
  );
}
