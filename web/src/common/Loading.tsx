import { Bullseye, Spinner } from '@patternfly/react-core';

export function Loading({ what }: { what: string }) {
  return (
    <Bullseye className="loading">
      <Spinner aria-label={`Loading ${what}`} />
    </Bullseye>
  );
}
