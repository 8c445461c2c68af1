import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { LockIcon } from '@patternfly/react-icons';
import { useSession, useSignOut } from '../api/session';
import { useTheme } from './theme';

/** Whoever is signed in with a role that may not see the cloud. */
export function NoAccessPage() {
  const { data: session } = useSession();
  const signOut = useSignOut();
  useTheme();
  return (
    <main className="sign-in">
      <EmptyState headingLevel="h1" titleText="Your roles do not show the cloud" icon={LockIcon} status="info">
        <EmptyStateBody>
          {session?.user_name} is signed in, but with no role that may look at hosts. Sign in with the system's scope, or ask for the role of reader, operator (manager) or admin there. What is planned for
          your own instances is told by <code>respite my instances</code>.
        </EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={() => signOut.mutate()}>Sign in as somebody else</Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </main>
  );
}
