import { Card, CardBody, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Progress } from '@patternfly/react-core';
import type { Maintenance } from '../api/types';
import { duration, moment } from '../common/times';
import { Phases } from './Phases';
import { progressOf } from './progress';

/** How far it is: the phases, the bar, and the figures. */
export function ProgressCard({ maintenance: m }: { maintenance: Maintenance }) {
  const { settled, total, percent, secondsLeft, mibPerSecond } = progressOf(m);
  const isDraining = m.state === 'draining' || m.state === 'paused';
  const facts: [string, string][] = [
    ['Begun', `${moment(m.created_at)} by ${m.created_by}`],
    ...(isDraining && secondsLeft !== null ? [['Left', `about ${duration(secondsLeft)}`] as [string, string]] : []),
    ...(mibPerSecond !== null ? [['Throughput', `${Math.round(mibPerSecond)} MiB of memory a second`] as [string, string]] : []),
    ...(m.reason !== '' ? [['Why', m.reason] as [string, string]] : []),
    ...(m.ticket !== null ? [['Ticket', m.ticket] as [string, string]] : []),
    ...(m.not_before != null ? [['Not before', moment(m.not_before)] as [string, string]] : []),
    ...(m.not_after != null ? [['Not after', moment(m.not_after)] as [string, string]] : []),
    ...(m.finished_at != null ? [['Ended', moment(m.finished_at)] as [string, string]] : []),
  ];
  return (
    <Card isCompact>
      <CardBody>
        <Phases state={m.state} />
        {total > 0 && <Progress value={percent} title="Instances dealt with" label={`${settled} of ${total}`} valueText={`${settled} of ${total} instances`} aria-label="Instances dealt with" className="drain-progress" />}
        <DescriptionList isCompact columnModifier={{ default: '1Col', md: '2Col', xl: '3Col' }} className="facts">
          {facts.map(([term, words]) => (
            <DescriptionListGroup key={term}>
              <DescriptionListTerm>{term}</DescriptionListTerm>
              <DescriptionListDescription>{words}</DescriptionListDescription>
            </DescriptionListGroup>
          ))}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
