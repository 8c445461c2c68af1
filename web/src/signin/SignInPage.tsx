import { ActionGroup, Alert, Button, Card, CardBody, CardTitle, Form, Title, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useEffect, useState, type FormEvent } from 'react';
import { asProblem } from '../api/problem';
import { useSignIn } from '../api/session';
import logo from '../shell/respite.svg';
import { useTheme } from '../shell/theme';
import { CredentialFields } from './CredentialFields';
import { PasswordFields } from './PasswordFields';
import { bodyOf, empty, type Entered } from './entered';

/** Signing in with Keystone. The server keeps the token; this page never sees it. */
export function SignInPage() {
  const [entered, setEntered] = useState<Entered>(empty);
  const signIn = useSignIn();
  useTheme();
  useEffect(() => {
    document.title = 'Sign in · Respite';
  }, []);
  const change = (part: Partial<Entered>) => setEntered({ ...entered, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(bodyOf(entered));
  };
  const problem = signIn.error ? asProblem(signIn.error) : null;
  return (
    <main className="sign-in">
      <Card isLarge>
        <CardTitle>
          <div className="sign-in-brand">
            <img src={logo} alt="" width="40" height="40" />
            <Title headingLevel="h1">Respite</Title>
          </div>
        </CardTitle>
        <CardBody>
          <Form onSubmit={submit}>
            {problem && <Alert isInline variant="danger" title={problem.title}>{problem.detail}</Alert>}
            <ToggleGroup aria-label="How to sign in">
              <ToggleGroupItem text="User" buttonId="way-user" isSelected={entered.way === 'user'} onChange={() => change({ way: 'user' })} />
              <ToggleGroupItem text="Application credential" buttonId="way-credential" isSelected={entered.way === 'credential'} onChange={() => change({ way: 'credential' })} />
            </ToggleGroup>
            {entered.way === 'user' ? <PasswordFields entered={entered} change={change} /> : <CredentialFields entered={entered} change={change} />}
            <ActionGroup>
              <Button type="submit" isBlock isLoading={signIn.isPending} isDisabled={signIn.isPending}>
                Sign in
              </Button>
            </ActionGroup>
          </Form>
        </CardBody>
      </Card>
    </main>
  );
}
