import type { ReactNode } from 'react';
import type { IconName } from '../icon';

export interface NavItem {
  key: string;
  to: string;
  label: string;
  /** For the 64 px navigation: one line of it. */
  short: string;
  icon: IconName;
  count?: number;
  /** Addresses of pages that belong to it. */
  also?: readonly string[];
  /** Only this address, not those below it. */
  exact?: boolean;
}

export interface Crumb {
  label: string;
  to?: string;
}

export interface PaletteEntry {
  key: string;
  label: string;
  /** Where it belongs: a page, a kind of record. */
  kind: string;
  icon: IconName;
  to: string;
}

export interface JobLine {
  id: string;
  label: string;
  state: 'owed' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number | null;
}

export interface PageShellProps {
  workspace: { name: string; subtitle: string };
  account: { displayName: string };
  /** Groups are parted by a line. Already filtered by permission. */
  nav: readonly (readonly NavItem[])[];
  foot?: readonly NavItem[];
  crumbs: readonly Crumb[];
  /** 64 px navigation, where the work needs the width. */
  rail: boolean;
  counts: { jobs: number; notices: number };
  noticesTo: string;
  jobsTo: string;
  loadJobs: () => Promise<JobLine[]>;
  /** Records for the palette; pages of the navigation are found without it. */
  search?: (text: string) => Promise<PaletteEntry[]>;
  /** GrantBanner, while another unit's records are on the screen. */
  grantBanner?: ReactNode;
  children: ReactNode;
}
