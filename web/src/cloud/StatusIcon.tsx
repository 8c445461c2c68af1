import { BanIcon, CheckCircleIcon, ExclamationTriangleIcon, PauseCircleIcon, PowerOffIcon, SyncAltIcon, WrenchIcon } from '@patternfly/react-icons';
import type { HostStatus } from './hostStatus';

const icons: Record<HostStatus, typeof BanIcon> = {
  needs: ExclamationTriangleIcon,
  paused: PauseCircleIcon,
  down: PowerOffIcon,
  moving: SyncAltIcon,
  maintenance: WrenchIcon,
  disabled: BanIcon,
  service: CheckCircleIcon,
};

/** The words stand beside it, so it is for the eye alone. */
export function StatusIcon({ status }: { status: HostStatus }) {
  const Icon = icons[status];
  return <Icon className={`status-icon status-${status}`} aria-hidden="true" />;
}
