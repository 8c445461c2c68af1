import type { Fill } from '../api/types';

const high = 0.9;

interface Props {
  label: string;
  fill: Fill | undefined;
}

/** How much of what a host may promise is promised. */
export function FillBar({ label, fill }: Props) {
  const share = fill && fill.total > 0 ? fill.used / fill.total : undefined;
  const percent = share === undefined ? undefined : Math.round(share * 100);
  return (
    <span className="fill">
      <span className="fill-label">{label}</span>
      <span className="fill-track" aria-hidden="true">
        <span className={`fill-bar${share !== undefined && share > high ? ' fill-high' : ''}`} style={{ width: `${Math.min(100, percent ?? 0)}%` }} />
      </span>
      <span className="fill-number">{percent === undefined ? '–' : `${percent}%`}</span>
    </span>
  );
}
