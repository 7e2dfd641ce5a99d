import type OpenSeadragon from 'openseadragon';

/** Two pictures that are zoomed and moved as one. */
export interface ViewLink {
  /** Answers how the viewer leaves again. */
  join(viewer: OpenSeadragon.Viewer): () => void;
}

export const createViewLink = (): ViewLink => {
  const joined = new Set<OpenSeadragon.Viewer>();
  let leader: OpenSeadragon.Viewer | null = null;
  return {
    join(viewer) {
      joined.add(viewer);
      leader ??= viewer;
      // Whoever is touched leads; the other would otherwise pull back while both are moving.
      const lead = () => {
        leader = viewer;
      };
      const follow = () => {
        if (leader !== viewer || !viewer.isOpen()) return;
        const bounds = viewer.viewport.getBounds(true);
        for (const other of joined) if (other !== viewer && other.isOpen()) other.viewport.fitBounds(bounds, true);
      };
      const names = ['canvas-enter', 'canvas-press', 'canvas-scroll', 'canvas-pinch'] as const;
      for (const name of names) viewer.addHandler(name, lead);
      viewer.addHandler('update-viewport', follow);
      return () => {
        joined.delete(viewer);
        if (leader === viewer) leader = null;
        for (const name of names) viewer.removeHandler(name, lead);
        viewer.removeHandler('update-viewport', follow);
      };
    },
  };
};
