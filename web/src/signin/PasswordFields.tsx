import { FormGroup, Radio } from '@patternfly/react-core';
import { TextField } from './TextField';
import type { FieldsProps } from './entered';

export function PasswordFields({ entered, change }: FieldsProps) {
  return (
    <>
      <TextField id="user" label="User" value={entered.user} onChange={(user) => change({ user })} autoComplete="username" />
      <TextField id="password" label="Password" type="password" value={entered.password} onChange={(password) => change({ password })} autoComplete="current-password" />
      <TextField id="domain" label="User's domain" value={entered.domain} onChange={(domain) => change({ domain })} />
      <FormGroup role="radiogroup" label="Scope" fieldId="scope" isInline>
        <Radio id="scope-project" name="scope" label="A project" isChecked={entered.scope === 'project'} onChange={() => change({ scope: 'project' })} />
        <Radio id="scope-system" name="scope" label="The whole system" isChecked={entered.scope === 'system'} onChange={() => change({ scope: 'system' })} />
      </FormGroup>
      {entered.scope === 'project' && (
        <>
          <TextField id="project" label="Project" value={entered.project} onChange={(project) => change({ project })} />
          <TextField id="project-domain" label="Project's domain" value={entered.projectDomain} onChange={(projectDomain) => change({ projectDomain })} />
        </>
      )}
    </>
  );
}
