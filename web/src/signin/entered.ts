import type { SignIn } from '../api/types';

/** What stands in the form, of either way to sign in. */
export interface Entered {
  way: 'user' | 'credential';
  user: string;
  password: string;
  domain: string;
  scope: 'project' | 'system';
  project: string;
  projectDomain: string;
  credential: string;
  secret: string;
}

export interface FieldsProps {
  entered: Entered;
  change: (part: Partial<Entered>) => void;
}

export const empty: Entered = {
  way: 'user', user: '', password: '', domain: 'Default', scope: 'project', project: '', projectDomain: 'Default', credential: '', secret: '',
};

export function bodyOf(e: Entered): SignIn {
  if (e.way === 'credential') return { application_credential_id: e.credential.trim(), application_credential_secret: e.secret };
  const user = { user_name: e.user.trim(), password: e.password, user_domain: e.domain.trim() };
  return e.scope === 'system' ? user : { ...user, project_name: e.project.trim(), project_domain: e.projectDomain.trim() };
}
