import type OpenSeadragon from 'openseadragon';
import { useEffect, useRef, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { type Leaf, underRightOf } from './leaves';
import type { ViewLink } from './link-views';
import { pointsOf, type Quad, viewBoxOf } from './quads';

type Viewer = OpenSeadragon.Viewer;

export interface Mark {
  quad: Quad;
  kind: 'line' | 'hit' | 'current';
}
export interface StagePage {
  leaf: Leaf;
  /** Of the page that was read, in whose pixels the marks are; null while nothing is to be marked. */
  size: { width: number; height: number } | null;
  marks: readonly Mark[];
}
/** What the keys and buttons ask of the picture. */
export interface StageHandle {
  zoomBy(factor: number): void;
  home(): void;
}

interface ImageStageProps {
  pages: readonly StagePage[];
  rotation: number;
  /** A place to go to, on which of the pages. */
  focus: { page: number; quad: Quad; at: number } | null;
  label: string;
  /** Moves together with another stage. */
  link?: ViewLink;
  onReady: (handle: StageHandle | null) => void;
  /** A picture did not come: perhaps the right has ended. */
  onLost: () => void;
}

const GAP = 1.02;
const SVG = 'http://www.w3.org/2000/svg';

const startViewer = async (element: HTMLElement): Promise<Viewer> => {
  // Half a megabyte that only who reads needs.
  const { default: open } = await import('openseadragon');
  const viewer = open({
    element,
    drawer: 'canvas',
    showNavigationControl: false,
    tabIndex: -1,
    animationTime: 0.3,
    visibilityRatio: 0.5,
    minZoomImageRatio: 0.7,
    maxZoomPixelRatio: 3,
    imageLoaderLimit: 4,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
  });
  // The keys of the page do it, wherever the focus stands.
  viewer.addHandler('canvas-key', (event) => {
    event.preventDefaultAction = true;
  });
  return viewer;
};

/**
 * A page that is shown whole stays whole when a panel opens beside it or the window changes; a place that somebody went
 * to stays where it is.
 */
const keepWhole = (viewer: Viewer, isWhole: { current: boolean }): void => {
  const moved = () => {
    isWhole.current = false;
  };
  for (const name of ['canvas-scroll', 'canvas-pinch', 'canvas-drag', 'canvas-double-click'] as const)
    viewer.addHandler(name, moved);
  viewer.addHandler('resize', () => {
    // Before the viewer itself has taken the new size there is nothing to fit into.
    if (isWhole.current) requestAnimationFrame(() => viewer.isOpen() && viewer.viewport.goHome(true));
  });
};

/** Tiles that are still to come are asked for under the right of today. */
const followRights = (viewer: Viewer, latest: { current: readonly StagePage[] }): void => {
  for (let at = 0; at < viewer.world.getItemCount(); at += 1) {
    const { source } = viewer.world.getItemAt(at);
    const original = source.getTileUrl.bind(source);
    source.getTileUrl = (level, x, y) => {
      const url = original(level, x, y);
      const service = latest.current[at]?.leaf.service;
      return typeof url === 'string' && service ? underRightOf(url, service) : url;
    };
  }
};

const drawMarks = (viewer: Viewer, pages: readonly StagePage[]): void => {
  viewer.clearOverlays();
  for (const [at, { size, marks }] of pages.entries()) {
    const item = viewer.world.getItemAt(at);
    if (!item || !size || marks.length === 0) continue;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('class', 'lt-marks');
    svg.setAttribute('aria-hidden', 'true');
    for (const { quad, kind } of marks) {
      const polygon = document.createElementNS(SVG, 'polygon');
      polygon.setAttribute('points', pointsOf(quad));
      polygon.setAttribute('class', `lt-mark-${kind}`);
      svg.append(polygon);
    }
    viewer.addOverlay({ element: svg as unknown as HTMLElement, location: item.getBounds() });
  }
};

const goTo = async (viewer: Viewer, { page, quad }: { page: number; quad: Quad }, stage: StagePage): Promise<void> => {
  if (!stage.size) return;
  const { default: open } = await import('openseadragon');
  const box = viewBoxOf(quad, stage.size);
  viewer.viewport.fitBounds(new open.Rect(box.x + page * GAP, box.y, box.width, box.height));
};

/** Keeps a viewer for as long as the stage stands. */
const useViewer = (onLost: () => void) => {
  const place = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const isWhole = useRef(true);
  const lost = useRef(onLost);
  lost.current = onLost;
  useEffect(() => {
    let made: Viewer | null = null;
    let isGone = false;
    if (place.current)
      void startViewer(place.current).then((started) => {
        if (isGone) {
          started.destroy();
          return;
        }
        made = started;
        keepWhole(made, isWhole);
        made.addHandler('open-failed', () => lost.current());
        setViewer(made);
      });
    return () => {
      isGone = true;
      made?.destroy();
    };
  }, []);
  return { place, viewer, isWhole };
};

/** One or two pages to zoom, turn and move, with what was found marked on them. */
export const ImageStage = ({ pages, rotation, focus, label, link, onReady, onLost }: ImageStageProps) => {
  const t = useText();
  const { place, viewer, isWhole } = useViewer(onLost);
  const [opened, setOpened] = useState('');
  const latest = useRef(pages);
  latest.current = pages;
  const ready = useRef(onReady);
  ready.current = onReady;
  const keys = pages.map(({ leaf }) => leaf.key).join(' ');
  useEffect(() => {
    if (!viewer) return;
    const then = () => {
      followRights(viewer, latest);
      isWhole.current = true;
      viewer.viewport.goHome(true);
      setOpened(keys);
    };
    viewer.addOnceHandler('open', then);
    viewer.open(
      latest.current.map(({ leaf }, at) => ({
        tileSource: `${leaf.service}/info.json`,
        x: at * GAP,
        y: 0,
        width: 1,
      })) as never,
    );
    ready.current({
      zoomBy: (factor) => {
        isWhole.current = false;
        viewer.viewport.zoomBy(factor);
        viewer.viewport.applyConstraints();
      },
      home: () => {
        isWhole.current = true;
        viewer.viewport.goHome();
      },
    });
    return () => {
      viewer.removeHandler('open', then);
      ready.current(null);
    };
  }, [viewer, keys, isWhole]);
  useEffect(() => (viewer && link ? link.join(viewer) : undefined), [viewer, link]);
  useEffect(() => {
    if (!viewer?.isOpen() || viewer.viewport.getRotation() === rotation) return;
    viewer.viewport.setRotation(rotation);
    isWhole.current = true;
    viewer.viewport.goHome();
  }, [viewer, rotation, isWhole]);
  useEffect(() => {
    if (viewer && opened === keys) drawMarks(viewer, pages);
  }, [viewer, opened, keys, pages]);
  useEffect(() => {
    const stage = focus ? latest.current[focus.page] : undefined;
    if (!viewer || !focus || !stage || opened !== keys) return;
    isWhole.current = false;
    void goTo(viewer, focus, stage);
  }, [viewer, opened, keys, focus, isWhole]);
  return (
    <div className="lt-stage" role="img" aria-label={label}>
      {opened === keys ? null : (
        <div className="lt-stage-first">
          {pages.map(({ leaf }) => (
            <img
              key={leaf.key}
              src={`${leaf.service}/full/^!900,1200/0/default.jpg`}
              alt=""
              onError={(event) => {
                event.currentTarget.hidden = true;
              }}
            />
          ))}
          <p className="lt-hidden" role="status">
            {t('digital.pageLoading')}
          </p>
        </div>
      )}
      <div ref={place} className="lt-stage-view" />
    </div>
  );
};
