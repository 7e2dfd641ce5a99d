import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { mm, textWidth } from './paper-text.ts';
import { openPdf } from './print-book-pdf.ts';
import { spineLines } from './print-sheets.ts';

describe('a field of a box spine', () => {
  it.each([
    ['B028', 20],
    ['0001～1041', 20],
    ['党政综合办公室（人大办公室、宣传统战办公室）', 20],
    ['经济发展和生态环境保护工作领导小组办公室', 30],
  ])('%s stays within a spine of %i mm, whole', (value, spineMm) => {
    const sink = new PassThrough();
    sink.resume();
    const { document } = openPdf(sink, { paper: 'A4', orientation: 'portrait' }, { title: '盒脊', author: '某单位' });
    const room = { width: mm(spineMm - 3), height: mm(13) };
    const { lines, size } = spineLines(document, value, room);
    for (const line of lines) expect(textWidth(document, 'strong', size, line)).toBeLessThanOrEqual(room.width + 0.01);
    expect(lines.length * size * 1.3).toBeLessThanOrEqual(room.height + 0.01);
    expect(lines.join('')).toBe(value.replace('～', lines.length > 1 ? '' : '～'));
    expect(size).toBeGreaterThanOrEqual(5);
    document.end();
  });
});
