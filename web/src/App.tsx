import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { useSession } from './api/session';
import { CloudPage } from './cloud/CloudPage';
import { ErrorState } from './common/ErrorState';
import { Loading } from './common/Loading';
import { LiveEvents } from './live/LiveEvents';
import { NoAccessPage } from './shell/NoAccessPage';
import { NotFoundPage } from './shell/NotFoundPage';
import { Shell } from './shell/Shell';
import { SignInPage } from './signin/SignInPage';

const PlanPage = lazy(async () => ({ default: (await import('./plan/PlanPage')).PlanPage }));
const MaintenancePage = lazy(async () => ({ default: (await import('./maintenance/MaintenancePage')).MaintenancePage }));
const HistoryPage = lazy(async () => ({ default: (await import('./history/HistoryPage')).HistoryPage }));
const EventsPage = lazy(async () => ({ default: (await import('./events/EventsPage')).EventsPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./settings/SettingsPage')).SettingsPage }));

export function App() {
  const session = useSession();
  if (session.isPending) return <Loading what="the console" />;
  if (session.isError) return <ErrorState error={session.error} retry={() => void session.refetch()} />;
  if (session.data === null) return <SignInPage />;
  if (session.data.access === 'tenant') return <NoAccessPage />;
  return (
    <LiveEvents>
      <Routes>
        <Route element={<Shell />}>
          <Route index element={<CloudPage />} />
          <Route path="plan/:host" element={<PlanPage />} />
          <Route path="maintenances/:id" element={<MaintenancePage />} />
          <Route path="history" element={<HistoryPage />} />
          <Route path="events" element={<EventsPage />} />
          <Route path="settings" element={<SettingsPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </LiveEvents>
  );
}
