import { useEffect, useState } from 'react';

const key = 'respite-theme';
const dark = 'pf-v6-theme-dark';

function chosen(): boolean {
  const kept = window.localStorage.getItem(key);
  return kept === null ? window.matchMedia('(prefers-color-scheme: dark)').matches : kept === 'dark';
}

/** As the browser wishes, until somebody chooses. */
export function useTheme(): { isDark: boolean; toggle: () => void } {
  const [isDark, setDark] = useState(chosen);
  useEffect(() => {
    document.documentElement.classList.toggle(dark, isDark);
  }, [isDark]);
  const toggle = () => {
    window.localStorage.setItem(key, isDark ? 'light' : 'dark');
    setDark(!isDark);
  };
  return { isDark, toggle };
}
