import { describe, expect, test } from 'vitest';
import { asDate8, date8FromIso, formatDate8, parseArchiveDate, shanghaiDay } from '@/server/domain/shared/dates';

function read(raw: string | number): string {
  const result = parseArchiveDate(raw);
  return result.ok ? `${formatDate8(result.date)} ${result.date.precision} ${result.date.iso ?? '-'}` : result.code;
}

describe('reading a date', () => {
  test.each([
    '20230506',
    '2023.5.6',
    '2023/5/6',
    '2023-05-06',
    '2023．5．6',
    '2023年5月6日',
    '2023 年 05 月 06 日',
    '二〇二三年五月六日',
    '二○二三年五月六日',
    '二零二三年五月六号',
    '2023-05-06 00:00:00',
    '2023-05-06T00:00:00.000Z',
    '２０２３０５０６',
    '20230506.0',
    20230506,
    45052,
    '45052',
  ])('%s is a day', (raw) => {
    expect(read(raw)).toBe('20230506 day 2023-05-06');
  });

  test.each([
    ['202305', '20230500 month -'],
    ['2023年5月', '20230500 month -'],
    ['2023.5', '20230500 month -'],
    ['20230500', '20230500 month -'],
    ['2023年元月', '20230100 month -'],
    ['2023', '20230000 year -'],
    ['二〇二三年', '20230000 year -'],
    ['[19450815]', '[19450815] day 1945-08-15'],
    ['〔1945年8月〕', '[19450800] month -'],
    ['[1945?]', '[19450000] year -'],
    ['二〇二三年十二月三十一日', '20231231 day 2023-12-31'],
    ['二〇二三年十月廿一日', '20231021 day 2023-10-21'],
    ['二〇二三年十月二十日', '20231020 day 2023-10-20'],
    ['20240229', '20240229 day 2024-02-29'],
  ])('%s is %s', (raw, expected) => {
    expect(read(raw)).toBe(expected);
  });

  test.each([
    ['', 'DATE_MISSING'],
    ['[]', 'DATE_MISSING'],
    ['20230230', 'DATE_IMPOSSIBLE'],
    ['2023.13.1', 'DATE_IMPOSSIBLE'],
    ['2023年0月1日', 'DATE_IMPOSSIBLE'],
    ['20230005', 'DATE_IMPOSSIBLE'],
    ['09990101', 'DATE_IMPOSSIBLE'],
    ['23.5.6', 'DATE_FORMAT'],
    ['5月6日', 'DATE_FORMAT'],
    ['2023/5-6', 'DATE_FORMAT'],
    ['无', 'DATE_FORMAT'],
    ['1'.repeat(100_000), 'DATE_FORMAT'],
    ['20231', 'DATE_AMBIGUOUS'],
    ['00123', 'DATE_FORMAT'],
  ])('%.20s is refused: %s', (raw, code) => {
    expect(read(raw)).toBe(code);
  });

  test('every day of four years survives all forms', () => {
    for (let time = Date.UTC(2021, 0, 1); time < Date.UTC(2025, 0, 1); time += 86_400_000) {
      const iso = new Date(time).toISOString().slice(0, 10);
      const [year, month, day] = iso.split('-').map(Number);
      const serial = time / 86_400_000 + 25_569;
      for (const form of [iso, `${year}.${month}.${day}`, `${year}年${month}月${day}日`, date8FromIso(iso), serial]) {
        const result = parseArchiveDate(form);
        if (!result.ok || result.date.iso !== iso) expect.fail(`${form} gave ${JSON.stringify(result)}`);
      }
    }
  });
});

describe('a date that was typed', () => {
  test.each([
    ['2024.5.6', '20240506'],
    [' 二〇二四年五月 ', '20240500'],
    ['〔1945〕', '[19450000]'],
    // What cannot be read is not guessed at: it is refused where it is sent.
    [' 去年五月 ', '去年五月'],
    ['', ''],
  ])('%s is stored as %s', (typed, stored) => {
    expect(asDate8(typed)).toBe(stored);
  });
});

test('an instant belongs to the day of Shanghai', () => {
  expect(shanghaiDay('2026-11-21T15:59:59.000Z')).toBe('2026-11-21');
  expect(shanghaiDay('2026-11-21T16:00:00.000Z')).toBe('2026-11-22');
});
