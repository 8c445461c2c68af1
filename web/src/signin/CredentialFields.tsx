import { TextField } from './TextField';
import type { FieldsProps } from './entered';

export function CredentialFields({ entered, change }: FieldsProps) {
  return (
    <>
      <TextField id="credential" label="Application credential's ID" value={entered.credential} onChange={(credential) => change({ credential })} autoComplete="username" />
      <TextField id="secret" label="Secret" type="password" value={entered.secret} onChange={(secret) => change({ secret })} autoComplete="current-password" />
    </>
  );
}
