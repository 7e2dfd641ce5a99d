import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { decompressRtf } from './compressed-rtf.ts';
import { rtfText } from './rtf-text.ts';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s+/gu, ''), 'hex');
/** Bytes as RTF writes them. */
const escaped = (text: string, encoding: string): string =>
  [...iconv.encode(text, encoding)].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
const read = (rtf: string): string => rtfText(Buffer.from(rtf, 'latin1'));

it('unpacks what the format’s own description packs, also where the ring begins anew', () => {
  const hello = hex(`2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af320
    68656c090020627705b06c647d0a800fa0`);
  expect(decompressRtf(hello).toString()).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
  const repeated = hex('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0');
  expect(decompressRtf(repeated).toString()).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}');
});

it('takes a letter that was not packed as it is, and what is cut off as far as it goes', () => {
  const letter = Buffer.from('{\\rtf1 plain}');
  const head = Buffer.alloc(16);
  head.writeUInt32LE(letter.length + 12, 0);
  head.writeUInt32LE(letter.length, 4);
  head.write('MELA', 8, 'latin1');
  expect(decompressRtf(Buffer.concat([head, letter])).equals(letter)).toBe(true);
  const cut = hex('1a0000001c0000004c5a4675e2d44b51410004205758');
  expect(decompressRtf(cut).toString()).toBe('{\\rtf1 WX');
  // What it says of its own length is believed to no harm.
  head.writeUInt32LE(0xffff_fff0, 0);
  head.writeUInt32LE(0xffff_ffff, 4);
  expect(decompressRtf(Buffer.concat([head, letter])).length).toBe(letter.length);
  for (const bad of [Buffer.alloc(3), Buffer.alloc(40, 7)]) expect(() => decompressRtf(bad)).toThrow();
});

it('reads Chinese in the code page of its font, by numbers, and in neither case twice', () => {
  const fonts = `{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f13\\fnil\\fcharset134 {\\*\\falt SimSun}${escaped('宋体', 'gbk')};}{\\f14\\fcharset136 PMingLiU;}}`;
  const rtf = [
    `{\\rtf1\\ansi\\ansicpg936\\deff0${fonts}{\\colortbl;\\red0;}{\\stylesheet{\\s0 Normal;}}{\\info{\\title ${escaped('题', 'gbk')}}}`,
    `{\\*\\generator Msftedit 5.41;}\\pard\\f13 ${escaped('关于移交', 'gbk')}\\b ${escaped('档案', 'gbk')}\\b0\\par`,
    `\\f14 ${escaped('檔案', 'big5')}\\f0 2024\\uc2\\u24180${escaped('年', 'gbk')}\\uc1\\u-10179?\\u-8704?\\line`,
    `\\loch\\f0\\hich\\f0\\dbch\\af13 ${escaped('函', 'gbk')}\\{1\\}\\tab x\\~y{\\field{\\*\\fldinst HYPERLINK "http://a"}{\\fldrslt ${escaped('网址', 'gbk')}}}`,
    '{\\pict\\wmetafile8 0100ffee}{\\object{\\*\\objdata 0105}}{\\bin3 }}{}\\par end}',
  ].join('\r\n');
  expect(read(rtf)).toBe('关于移交档案\n檔案2024年😀\n函{1}\tx y网址\nend');
});

it('puts the page together that Outlook has wrapped into RTF, and leaves what it added', () => {
  const rtf = [
    '{\\rtf1\\ansi\\ansicpg936\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss\\fcharset134 Arial;}}',
    '{\\*\\htmltag19 <html>}{\\*\\htmltag34 <head>}{\\*\\htmltag241 <style>p \\{color:red\\}</style>}{\\*\\htmltag41 </head>}',
    `{\\*\\htmltag50 <body>}\\htmlrtf \\lang2052 \\htmlrtf0 {\\*\\htmltag64 <p class="a">}\\htmlrtf {\\htmlrtf0 ${escaped('请查收', 'gbk')}`,
    "{\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 {\\*\\htmltag84 &lt;}\\htmlrtf <\\htmlrtf0 OK{\\*\\mhtmltag84 x}\\htmlrtf\\par}\\htmlrtf0",
    `{\\*\\htmltag72 </p>}{\\*\\htmltag64 <p>}${escaped('目录附后', 'gbk')}{\\*\\htmltag72 </p>}{\\*\\htmltag58 </body></html>}}`,
  ].join('\r\n');
  expect(read(rtf)).toBe('请查收 <OK\n目录附后');
});

it('ends with what is broken, deep or nothing of the kind', () => {
  expect(() => read('Subject: no')).toThrow('no RTF');
  expect(read('{\\rtf1 a{\\b b')).toBe('ab');
  expect(read('{\\rtf1 a}}}}b\\')).toBe('ab');
  expect(read(`{\\rtf1 ${'{'.repeat(50_000)}deep`)).toBe('deep');
  expect(read('{\\rtf1 a\\bin99999999 b}')).toBe('a');
});
