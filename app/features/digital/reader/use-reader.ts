import { useNavigate } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useHotkeys } from '@/app/lib/hotkeys';
import type { PageTextView } from '@/server/domain/digital/page-text';
import type { ViewerView } from '@/server/domain/digital/viewer';
import { type Hit, quadOfHit } from './find-in-text';
import type { Mark, StageHandle, StagePage } from './image-stage';
import { type Leaf, leafAt, leavesOf, openLeaves, othersOf, turned, withTurned } from './leaves';
import type { Quad } from './quads';
import type { PanelKind } from './reader-bar';
import { type Found, useFind } from './use-find';
import { type PageTexts, type TextSource, usePageTexts } from './use-page-texts';

export interface ReaderStart {
  fileId: string | null;
  page: number;
  word: string;
}

interface Options {
  viewer: ViewerView;
  start: ReaderStart;
  backTo: string;
  texts: TextSource;
}

const ANGLE = 90;
const ZOOM = 1.4;

/** The address says which page is open, without asking the server for anything. */
const useAddress = (leaf: Leaf | undefined): void => {
  useEffect(() => {
    if (!leaf) return;
    const url = new URL(window.location.href);
    url.searchParams.set('file', leaf.file.id);
    url.searchParams.set('page', String(leaf.page));
    window.history.replaceState(window.history.state, '', url);
  }, [leaf]);
};

const marksOf = (
  text: PageTextView | undefined,
  hits: readonly Hit[],
  current: Found | null,
  line: number | null,
): Mark[] => {
  const lines = text?.lines ?? [];
  const chosen = line === null ? undefined : lines[line]?.quad;
  const found = hits.flatMap((hit): Mark[] => {
    const quad = quadOfHit(lines, hit);
    return quad ? [{ quad, kind: hit === current ? 'current' : 'hit' }] : [];
  });
  return chosen ? [{ quad: chosen, kind: 'line' }, ...found] : found;
};

/** Which leaf is open, how it is turned, and the keys that turn it. */
const useTurning = (leaves: readonly Leaf[], start: ReaderStart) => {
  const [at, setAt] = useState(() => leafAt(leaves, start.fileId, start.page));
  const [isDouble, setDouble] = useState(false);
  const [rotation, setRotation] = useState(0);
  const stage = useRef<StageHandle | null>(null);
  useAddress(leaves[at]);
  const rotate = () => setRotation((rotation + ANGLE) % 360);
  const zoom = (factor: number) => stage.current?.zoomBy(factor);
  return { at, setAt, isDouble, toggleDouble: () => setDouble(!isDouble), rotation, rotate, zoom, stage };
};

/** What is pointed at: a line that was chosen, a hit one stands at, and where the picture goes for it. */
const usePointing = (leaves: readonly Leaf[], texts: PageTexts, isDouble: boolean) => {
  const [line, setLine] = useState<{ leaf: number; line: number } | null>(null);
  const [focus, setFocus] = useState<{ page: number; quad: Quad; at: number } | null>(null);
  const [current, setCurrent] = useState<Found | null>(null);
  const show = (leaf: number, quad: Quad | null | undefined) => {
    const page = openLeaves(leaves, leaf, isDouble).indexOf(leaf);
    if (quad) setFocus({ page: Math.max(0, page), quad, at: Date.now() });
  };
  return {
    line,
    focus,
    current,
    selectLine: (leaf: number, chosen: number) => {
      setLine({ leaf, line: chosen });
      show(leaf, texts.textOf(leaves[leaf])?.lines[chosen]?.quad);
    },
    showHit: (hit: Found) => {
      setCurrent(hit);
      show(hit.leaf, quadOfHit(texts.textOf(leaves[hit.leaf])?.lines ?? [], hit));
    },
    forgetHit: () => setCurrent(null),
    leave: () => {
      setFocus(null);
      setLine(null);
    },
  };
};

/**
 * Goes to the first place of a word as soon as it is known: of one that was typed, or of the one that led here from the
 * full-text search.
 */
const useFirstHit = (word: string, texts: PageTexts, hits: readonly Found[], at: number, go: () => void) => {
  const isWaiting = useRef(word !== '');
  const { loadAll, isLoadingAll } = texts;
  useEffect(() => {
    if (isWaiting.current) void loadAll();
  }, [loadAll]);
  useEffect(() => {
    const isKnown = hits.some((hit) => hit.leaf === at) || !isLoadingAll;
    if (!isWaiting.current || hits.length === 0 || !isKnown) return;
    isWaiting.current = false;
    go();
  });
  return () => {
    isWaiting.current = true;
  };
};

/** Everything the reader knows and does. */
export const useReader = ({ viewer: opened, start, backTo, texts: source }: Options) => {
  const navigate = useNavigate();
  const { word } = start;
  const [turnedPages, setTurnedPages] = useState<ReadonlyMap<string, number>>(new Map());
  const viewer = useMemo(() => withTurned(opened, turnedPages), [opened, turnedPages]);
  const leaves = useMemo(() => leavesOf(viewer), [viewer]);
  const turning = useTurning(leaves, start);
  const { at, setAt, isDouble } = turning;
  const [panel, setPanel] = useState<PanelKind | null>(word === '' ? null : 'text');
  const [isComparing, setComparing] = useState(false);
  const open = openLeaves(leaves, at, isDouble);
  const shown = open.flatMap((index) => leaves[index] ?? []);
  const texts = usePageTexts(leaves, shown, source, panel === 'text' || word !== '');
  const find = useFind(leaves, texts, word);
  const pointing = usePointing(leaves, texts, isDouble);

  const go = (index: number) => {
    setAt(index);
    pointing.leave();
  };
  const turn = (step: 1 | -1) => go(turned(leaves, at, isDouble, step));
  const step = (by: 1 | -1) => {
    const hit = find.step(by, at);
    if (!hit) return;
    setAt(openLeaves(leaves, hit.leaf, isDouble)[0] ?? hit.leaf);
    pointing.showHit(hit);
  };
  const awaitHit = useFirstHit(word, texts, find.hits, at, () => step(1));
  const hasTexts = source.isWithheld !== true;
  const togglePanel = (kind: PanelKind) => {
    if (kind !== 'text' || hasTexts) setPanel(panel === kind ? null : kind);
  };
  const here = leaves[at];
  const others = useMemo(() => (here?.service ? othersOf(viewer, here.file) : []), [viewer, here]);
  const toggleCompare = () => others.length > 0 && setComparing(!isComparing);
  const leave = () => {
    if (isComparing) setComparing(false);
    else if (panel) setPanel(null);
    else navigate(backTo);
  };
  const startFind = (next: string) => {
    pointing.forgetHit();
    setPanel('text');
    find.start(next);
    awaitHit();
  };
  useHotkeys({
    arrowright: () => turn(1),
    arrowdown: () => turn(1),
    pagedown: () => turn(1),
    arrowleft: () => turn(-1),
    arrowup: () => turn(-1),
    pageup: () => turn(-1),
    home: () => go(0),
    end: () => go(leaves.length - 1),
    '+': () => turning.zoom(ZOOM),
    '=': () => turning.zoom(ZOOM),
    '-': () => turning.zoom(1 / ZOOM),
    '0': () => turning.stage.current?.home(),
    r: turning.rotate,
    d: turning.toggleDouble,
    c: toggleCompare,
    t: () => togglePanel('text'),
    i: () => togglePanel('facts'),
    escape: leave,
  });

  const { textOf } = texts;
  const { hits } = find;
  const { line, current } = pointing;
  const pages: StagePage[] = useMemo(
    () =>
      openLeaves(leaves, at, isDouble).flatMap((index) => {
        const leaf = leaves[index];
        if (!leaf?.service) return [];
        const text = textOf(leaf);
        const size = text?.width && text.height ? { width: text.width, height: text.height } : null;
        const own = hits.filter((hit) => hit.leaf === index);
        const chosen = line?.leaf === index ? line.line : null;
        return [{ leaf, size, marks: marksOf(text, own, current, chosen) }];
      }),
    [leaves, at, isDouble, textOf, hits, current, line],
  );
  return {
    leaves,
    leaf: here,
    open,
    shown,
    pages,
    texts,
    find,
    turning,
    pointing,
    hasTexts,
    panel,
    togglePanel,
    others,
    isComparing: isComparing && others.length > 0,
    toggleCompare,
    keepTurned: (fileId: string, pages: number) => setTurnedPages(new Map([...turnedPages, [fileId, pages]])),
    go,
    turn,
    step,
    startFind,
  };
};
