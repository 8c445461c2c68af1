import {
  Button, Label, Masthead, MastheadBrand, MastheadContent, MastheadLogo, MastheadMain, MastheadToggle, PageToggleButton, Toolbar, ToolbarContent, ToolbarGroup, ToolbarItem,
} from '@patternfly/react-core';
import { BarsIcon, MoonIcon, SunIcon } from '@patternfly/react-icons';
import { Link } from 'react-router';
import { useSession, useSignOut } from '../api/session';
import logo from './respite.svg';
import { useTheme } from './theme';

/** Where one is, as whom, and in which light. */
export function TopBar() {
  const { data: session } = useSession();
  const signOut = useSignOut();
  const { isDark, toggle } = useTheme();
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton variant="plain" aria-label="Pages">
            <BarsIcon />
          </PageToggleButton>
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link {...props} to="/" aria-label="Respite" />}>
            <img src={logo} alt="" width="28" height="28" />
            <span className="brand">Respite</span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarGroup align={{ default: 'alignEnd' }} gap={{ default: 'gapSm' }}>
              <ToolbarItem>
                <Button variant="plain" aria-label={isDark ? 'Light mode' : 'Dark mode'} onClick={toggle} icon={isDark ? <SunIcon /> : <MoonIcon />} />
              </ToolbarItem>
              {session && (
                <>
                  <ToolbarItem alignSelf="center">
                    <span className="who">{session.user_name}</span> <Label isCompact>{session.access}</Label>
                  </ToolbarItem>
                  <ToolbarItem>
                    <Button variant="link" onClick={() => signOut.mutate()}>
                      Sign out
                    </Button>
                  </ToolbarItem>
                </>
              )}
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}
