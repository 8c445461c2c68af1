import { Card, CardBody, CardTitle, Title } from '@patternfly/react-core';
import type { Maintenance } from '../api/types';
import { lookOfMove } from '../common/states';
import { duration } from '../common/times';
import { lanes, timelineOf, type Bar } from './timeline';

/** Which instance went where, and when: a row a destination. */
export function TimelineCard({ maintenance }: { maintenance: Maintenance }) {
  const timeline = timelineOf(maintenance.moves, Date.now());
  if (timeline === null) return null;
  return (
    <Card isCompact>
      <CardTitle>
        <Title headingLevel="h2" size="lg">
          Timeline by destination
        </Title>
      </CardTitle>
      <CardBody>
        <div className="timeline">
          {timeline.rows.map(({ destination, bars }) => (
            <div className="timeline-row" key={destination}>
              <div className="timeline-host">{destination}</div>
              <ul className="timeline-lanes" aria-label={`To ${destination}`}>
                {lanes(bars).flatMap((lane, n) => lane.map((bar) => <TimelineBar key={bar.move.instance_id} bar={bar} lane={n} />))}
                <li className="timeline-space" style={{ height: `${lanes(bars).length * 1.75}rem` }} aria-hidden="true" />
              </ul>
            </div>
          ))}
          <div className="timeline-row" aria-hidden="true">
            <div className="timeline-host" />
            <div className="timeline-axis">
              <span>0</span>
              <span>{duration(timeline.seconds / 2)}</span>
              <span>{duration(timeline.seconds)}</span>
            </div>
          </div>
        </div>
      </CardBody>
    </Card>
  );
}

function TimelineBar({ bar, lane }: { bar: Bar; lane: number }) {
  const { move } = bar;
  const words = `${move.instance_name}: ${lookOfMove(move.state).words}${move.progress !== null && move.state === 'running' ? ` ${move.progress}%` : ''}`;
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  return (
    <li className={`timeline-bar timeline-${move.state}${bar.isOpen ? ' timeline-open' : ''}`} style={{ left: percent(bar.from), width: `max(0.5rem, ${percent(bar.until - bar.from)})`, top: `${lane * 1.75}rem` }} title={words}>
      {bar.until > bar.from && bar.until > bar.to && <span className="timeline-part" style={{ width: percent((bar.to - bar.from) / (bar.until - bar.from)) }} />}
      <span className="timeline-name">{words}</span>
    </li>
  );
}
