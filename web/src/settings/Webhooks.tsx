import { Alert, Button, ClipboardCopy, EmptyState, EmptyStateBody, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { BellIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { useRemoveWebhook, useWebhooks } from '../api/webhooks';
import type { Webhook } from '../api/types';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { Shown } from '../common/Shown';
import { DeadLetters } from './DeadLetters';
import { WebhookForm } from './WebhookForm';
import { WebhookTable } from './WebhookTable';

/** Who is told of the journal, and whether they take it. */
export function Webhooks() {
  const webhooks = useWebhooks();
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Webhook | null>(null);
  const [shown, setShown] = useState<Webhook | null>(null);
  return (
    <>
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <Button variant="secondary" onClick={() => setAdding(true)}>
              New webhook
            </Button>
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      {secret !== null && (
        <Alert isInline variant="success" title="The webhook is there. Its secret is shown this once" component="h2">
          <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel="The webhook's secret">
            {secret}
          </ClipboardCopy>
        </Alert>
      )}
      <Shown of={webhooks} what="the webhooks">
        {(all) => (all.length === 0 ? <NoWebhooks /> : <WebhookTable webhooks={all} remove={setRemoved} show={setShown} />)}
      </Shown>
      {isAdding && <WebhookForm close={() => setAdding(false)} added={setSecret} />}
      {removed && <RemoveWebhook webhook={removed} close={() => setRemoved(null)} />}
      {shown && <DeadLetters webhook={shown} close={() => setShown(null)} />}
    </>
  );
}

function NoWebhooks() {
  return (
    <EmptyState headingLevel="h2" titleText="Nobody is told" icon={BellIcon}>
      <EmptyStateBody>A webhook sends each event of the journal to an address of yours, signed, and keeps what is not taken.</EmptyStateBody>
    </EmptyState>
  );
}

function RemoveWebhook({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const remove = useRemoveWebhook();
  return (
    <ConfirmDialog
      question="Remove this webhook?" words={`${webhook.url} is told nothing any more, and what waits for it is dropped, its dead letters too.`} label="Remove"
      isDanger isPending={remove.isPending} error={remove.error} close={close} confirm={() => remove.mutate(webhook.id, { onSuccess: close })}
    />
  );
}
