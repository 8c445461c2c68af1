import { Button, Card, CardBody, CardTitle, Form, Title } from '@patternfly/react-core';
import type { NamedPolicy, Policy } from '../api/types';
import { Choice } from '../common/Choice';
import { asTheyAre, policyOf, type Choices } from './choices';
import { PolicyFields } from './PolicyFields';

interface Props {
  choices: Choices;
  onChange: (choices: Choices) => void;
  policies: NamedPolicy[];
}

/** What may be done to the instances; each change makes another plan. */
export function PolicyChoices({ choices, onChange, policies }: Props) {
  const change = (part: Partial<Policy>) => onChange({ ...choices, changed: { ...choices.changed, ...part } });
  return (
    <Card isCompact>
      <CardTitle>
        <Title headingLevel="h2" size="lg">
          What may be done
        </Title>
      </CardTitle>
      <CardBody>
        <Form>
          {policies.length > 0 && (
            <Choice
              id="policy" label="Policy" value={choices.policyName} onChange={(policyName) => onChange({ policyName, changed: {} })}
              options={[['', defaultWords(policies)], ...policies.map((p) => [p.name, p.name] as const)]}
            />
          )}
          <PolicyFields policy={policyOf(choices, policies)} change={change} />
          {Object.keys(choices.changed).length > 0 && (
            <div>
              <Button variant="link" isInline onClick={() => onChange({ ...asTheyAre, policyName: choices.policyName })}>
                Undo my choices
              </Button>
            </div>
          )}
        </Form>
      </CardBody>
    </Card>
  );
}

function defaultWords(policies: NamedPolicy[]): string {
  const named = policies.find((p) => p.default);
  return named ? `The cloud's default (${named.name})` : "The cloud's default";
}
