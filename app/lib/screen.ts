import { type UIMatch, useMatches } from '@remix-run/react';
import type { Crumb } from '@/app/components/page-shell';
import type { Translate } from '@/app/i18n/messages';

/** What a route says about itself to the frame: `export const handle: ScreenHandle<typeof loader> = …`. */
export interface ScreenHandle<Data = unknown> {
  /** 64 px navigation, where the work needs the width. */
  rail?: boolean;
  /** Its steps of the path on top; the workspace's name stands before them, and together they are the title of the window. `data` is absent when the loader failed. */
  crumbs?: (match: { data: Data | undefined; params: UIMatch['params'] }, t: Translate) => Crumb[];
}

const isHandle = (handle: unknown): handle is ScreenHandle => typeof handle === 'object' && handle !== null;

export const useScreen = (t: Translate): { rail: boolean; crumbs: Crumb[] } => {
  const matches = useMatches();
  const handles = matches.flatMap((match) => (isHandle(match.handle) ? [{ match, handle: match.handle }] : []));
  return {
    rail: handles.some(({ handle }) => handle.rail),
    crumbs: handles
      .flatMap(({ match, handle }) => handle.crumbs?.({ data: match.data, params: match.params }, t) ?? [])
      .filter((crumb) => crumb.label !== ''),
  };
};

/** 待办 · 柳溪镇人民政府 · 兰台 */
export const useWindowTitle = (t: Translate): string =>
  [
    ...useScreen(t)
      .crumbs.map((crumb) => crumb.label)
      .reverse(),
    t('common.product'),
  ].join(' · ');
