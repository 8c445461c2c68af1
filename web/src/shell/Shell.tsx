import { Nav, NavItem, NavList, Page, PageSidebar, PageSidebarBody, SkipToContent } from '@patternfly/react-core';
import { Suspense } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { Loading } from '../common/Loading';
import { LiveBanner } from '../live/LiveBanner';
import { TopBar } from './TopBar';

const pages = [
  { to: '/', words: 'Cloud' },
  { to: '/history', words: 'Maintenances' },
  { to: '/events', words: 'Events' },
  { to: '/settings', words: 'Settings' },
];

const main = 'main-content';

/** What surrounds every page of one who is signed in. */
export function Shell() {
  const { pathname } = useLocation();
  const isAt = (to: string) => (to === '/' ? pathname === '/' || pathname.startsWith('/plan') || pathname.startsWith('/what-if') : pathname.startsWith(to) || (to === '/history' && pathname.startsWith('/maintenances')));
  const sidebar = (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label="Pages">
          <NavList>
            {pages.map(({ to, words }) => (
              <NavItem key={to} isActive={isAt(to)}>
                <NavLink to={to}>{words}</NavLink>
              </NavItem>
            ))}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
  return (
    <Page masthead={<TopBar />} sidebar={sidebar} isManagedSidebar isContentFilled mainContainerId={main} skipToContent={<SkipToContent href={`#${main}`}>Skip to content</SkipToContent>}>
      <LiveBanner />
      <Suspense fallback={<Loading what="the page" />}>
        <Outlet />
      </Suspense>
    </Page>
  );
}
