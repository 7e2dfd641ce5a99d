import type { ReactNode } from 'react';

const TILE_WIDTH = 320;
const TILE_HEIGHT = 180;

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const tileOf = (text: string): string => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${TILE_WIDTH}" height="${TILE_HEIGHT}"><text x="${TILE_WIDTH / 2}" y="${TILE_HEIGHT / 2}" text-anchor="middle" transform="rotate(-20 ${TILE_WIDTH / 2} ${TILE_HEIGHT / 2})" font-family="sans-serif" font-size="14" fill="#423C35" fill-opacity="0.16">${escapeXml(text)}</text></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
};

/** Who looks, when and why, across what they look at. A repeating picture: it shows in every browser and in print. */
export const Watermark = ({ text, children }: { text: string; children: ReactNode }) => (
  <div className="lt-watermark">
    {children}
    <div className="lt-watermark-tile" aria-hidden="true" style={{ backgroundImage: tileOf(text) }} />
  </div>
);
