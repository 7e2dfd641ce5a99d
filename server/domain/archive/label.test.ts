import { expect, it } from 'vitest';
import { readLabel } from './label.ts';

it('takes only labels and codes for labels: words, numbers and document numbers stay searches', () => {
  expect(readLabel('ｂ12－000123 ')).toEqual({ kind: 'hung', label: 'B12-000123' });
  expect(readLabel('P7-000001')?.kind).toBe('hung');
  expect(readLabel('b028-ws.2020-y-bgs-1')?.kind).toBe('code');
  for (const typed of ['防汛', 'B12', '第12盒', '清水发〔2023〕1号', 'B028-WS·2020 防汛', '2020-05-01通知 防汛', ''])
    expect(readLabel(typed)).toBeNull();
});
