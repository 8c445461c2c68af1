import { Alert } from '@patternfly/react-core';
import { useLive } from './LiveEvents';

/** Says that what is shown may be old. */
export function LiveBanner() {
  const live = useLive();
  return (
    <div role="status" aria-live="polite">
      {live === 'lost' && (
        <Alert isInline variant="warning" title="Live updates lost, retrying" className="live-banner">
          What you see may be old. Drains go on at the server.
        </Alert>
      )}
    </div>
  );
}
