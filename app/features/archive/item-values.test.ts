import { describe, expect, it } from 'vitest';
import { changesBetween } from './item-values';

describe('what a correction says', () => {
  it('stores dates and counts as they are written in an office', () => {
    const before = { title: '甲', documentDate: '20230506', startDate: '', pageCount: '3', reason: '' };
    const after = { ...before, documentDate: '２０２４年5月6日', startDate: '2024.5', pageCount: '１２' };
    expect(changesBetween(before, after)).toEqual({ documentDate: '20240506', startDate: '20240500', pageCount: 12 });
  });

  it('leaves what is no date to be refused, and says nothing of what did not change', () => {
    const before = { title: '甲', documentDate: '20230506', remarks: '' };
    expect(changesBetween(before, { ...before, documentDate: '去年' })).toEqual({ documentDate: '去年' });
    expect(changesBetween(before, { ...before, title: ' 甲 ' })).toEqual({});
    expect(changesBetween(before, { ...before, documentDate: '' })).toEqual({ documentDate: null });
  });
});
