import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { ExclamationCircleIcon, LockIcon } from '@patternfly/react-icons';
import { asProblem } from '../api/problem';

/** Instead of what could not be read. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = asProblem(error);
  const isForbidden = problem.status === 403;
  return (
    <EmptyState headingLevel="h2" titleText={isForbidden ? 'Not for your role' : problem.title} icon={isForbidden ? LockIcon : ExclamationCircleIcon} status={isForbidden ? 'info' : 'danger'}>
      <EmptyStateBody>{problem.detail}</EmptyStateBody>
      {retry && !isForbidden && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button variant="secondary" onClick={retry}>
              Try again
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
