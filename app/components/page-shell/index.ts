export { PreferenceItems } from './account-menu';
export { BrandMark } from './brand';
export { GrantBanner } from './grant-banner';
export { PageShell } from './page-shell';
export type { Crumb, JobLine, NavItem, PageShellProps, PaletteEntry } from './types';
