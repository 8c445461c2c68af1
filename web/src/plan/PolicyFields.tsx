import { FormGroup, Switch } from '@patternfly/react-core';
import type { Policy } from '../api/types';
import { Choice } from '../common/Choice';

interface Props {
  policy: Partial<Policy>;
  change: (part: Partial<Policy>) => void;
}

/** The keys of a policy that an operator chooses from case to case. */
export function PolicyFields({ policy, change }: Props) {
  return (
    <>
      <Choice
        id="instances" label="Instances that move" value={policy.instances ?? 'all'} onChange={(instances) => change({ instances })}
        options={[['all', 'All'], ['active', 'Running ones only'], ['none', 'None: only close the host']]}
      />
      <FormGroup fieldId="downtime">
        <Switch id="downtime" label="Instances may be stopped for their move" isChecked={policy.allow_downtime ?? false} onChange={(_, may) => change(may ? { allow_downtime: true } : { allow_downtime: false, unmovable: 'ask' })} />
      </FormGroup>
      <Choice
        id="unmovable" label="What cannot move while it runs" value={policy.unmovable ?? 'ask'} onChange={(unmovable) => change(unmovable === 'cold' ? { unmovable, allow_downtime: true } : { unmovable })}
        options={[['ask', 'Ask me'], ['cold', 'Stop it, move it, start it'], ['leave', 'Leave it on the host']]}
      />
      <Choice
        id="resizes" label="Resizes that nobody has confirmed" value={policy.verify_resize ?? 'ask'} onChange={(verify_resize) => change({ verify_resize })}
        options={[['ask', 'Ask me'], ['confirm', 'Confirm them']]}
      />
      <Choice
        id="others" label="Suspended, rescued or in error" value={policy.error ?? 'ask'} onChange={(state) => change({ error: state, suspended: state, rescued: state, soft_deleted: state })}
        options={[['ask', 'Ask me'], ['leave', 'Leave them on the host']]}
      />
      <Choice
        id="balance" label="Fill the other hosts" value={policy.balance ?? 'spread'} onChange={(balance) => change({ balance })}
        options={[['spread', 'Evenly'], ['pack', 'Tightly, and keep others free']]}
      />
      <Choice
        id="destinations" label="Destinations are chosen by" value={policy.destinations ?? 'planned'} onChange={(destinations) => change({ destinations })}
        options={[['planned', 'This plan'], ['scheduler', "Nova's scheduler"]]}
      />
    </>
  );
}
