import { useRouteLoaderData } from '@remix-run/react';
import { createContext, type ReactNode, useContext } from 'react';
import { dayOf } from './format';

/** Only for a page whose loaders failed before they could tell the time. */
const FALLBACK = '2026-01-01T00:00:00.000Z';

const ClockContext = createContext(FALLBACK);

export const ClockProvider = ({ children }: { children: ReactNode }) => {
  const root = useRouteLoaderData('root') as { now?: string } | undefined;
  return <ClockContext.Provider value={root?.now ?? FALLBACK}>{children}</ClockContext.Provider>;
};

/** The server's time when the page was loaded, as ISO. */
export const useNow = (): string => useContext(ClockContext);
/** Today in Shanghai: '2026-11-21'. */
export const useToday = (): string => dayOf(useNow());
