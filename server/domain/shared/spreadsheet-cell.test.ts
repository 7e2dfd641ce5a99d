import { expect, test } from 'vitest';
import { csvLine, inertCell, restoreInertCell } from '@/server/domain/shared/spreadsheet-cell';

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1'])(
  '%j cannot run',
  (text) => {
    expect(inertCell(text)).toBe(`'${text}`);
  },
);

test('other texts are left alone', () => {
  for (const text of ['', '题名', "'题名", '1-2', ' =1']) expect(inertCell(text)).toBe(text);
});

test('10,000 random texts come back as they were', () => {
  const characters = Array.from("'=+-@\t\r\n＝＋－＠a档\"',");
  let state = 11;
  for (let index = 0; index < 10_000; index += 1) {
    let text = '';
    for (let length = index % 6; length > 0; length -= 1) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      text += characters[state % characters.length] ?? '';
    }
    if (restoreInertCell(inertCell(text)) !== text) expect.fail(JSON.stringify(text));
    if (/^[=+\-@\t\r\n＝＋－＠]/.test(inertCell(text))) expect.fail(`runs: ${JSON.stringify(text)}`);
  }
});

test('a line of csv is quoted where needed', () => {
  expect(csvLine(['a', 'b,"c"', '=1', ' d'])).toBe('a,"b,""c""",\'=1," d"\r\n');
});
