import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CFB } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { afterAll, expect, it } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { identifyFile } from '@/server/objects/inspect/identify-file';
import { createTextReader } from './text-reader.ts';

const folder = tempFolder('mails');
const reader = createTextReader();
afterAll(reader.close);

const SENT = 'message/rfc822';
const OUTLOOK = 'application/vnd.ms-outlook';
const fileOf = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const base64 = (text: string, encoding: string): string => iconv.encode(text, encoding).toString('base64');
const letter = gunzipSync(readFileSync(new URL('./testing/letter.doc.gz', import.meta.url)));

it('reads a mail with its names, its letter and the names of what is attached', async () => {
  const mail = [
    `From: =?gb2312?B?${base64('镇档案室', 'gb18030')}?= <das@liuxi.example>`,
    `To: =?utf-8?B?${base64('区档案馆', 'utf8')}?= <dag@qinghe.example>`,
    `Subject: =?gbk?B?${base64('报送2024年度归档', 'gb18030')}?=`,
    ` =?gbk?B?${base64('文件目录', 'gb18030')}?=`,
    'Date: Mon, 06 May 2024 09:30:00 +0800',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="outer"',
    '',
    '--outer',
    'Content-Type: multipart/alternative; boundary="inner"',
    '',
    '--inner',
    'Content-Type: text/plain; charset=gb2312',
    'Content-Transfer-Encoding: base64',
    '',
    base64('现将目录报送贵馆，\r\n请查收。', 'gb18030'),
    '--inner',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>网页</p>',
    '--inner--',
    '--outer',
    'Content-Type: application/pdf',
    `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent('归档文件目录.pdf')}`,
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0xLjQ=',
    '--outer--',
    '',
  ].join('\r\n');
  const file = fileOf('sent.eml', mail);
  expect((await identifyFile(file))?.mediaType).toBe(SENT);
  expect(await reader.documentTexts(file, SENT)).toEqual([
    [
      '主题：报送2024年度归档文件目录',
      '发件人：镇档案室 <das@liuxi.example>',
      '收件人：区档案馆 <dag@qinghe.example>',
      '日期：2024-05-06 01:30 UTC',
      '附件：归档文件目录.pdf',
      '现将目录报送贵馆，\n请查收。',
    ].join('\n'),
  ]);
});

it('reads a head that was written in the code page of the office, and a letter that is only HTML', async () => {
  const mail = iconv.encode(
    'Subject: 防汛值班安排\r\nContent-Type: text/html; charset=gb18030\r\n\r\n<style>p{}</style><p>汛期&nbsp;值班</p><p>表附后</p>',
    'gb18030',
  );
  const [text] = await reader.documentTexts(fileOf('old.eml', mail), SENT);
  expect(text).toBe('主题：防汛值班安排\n汛期 值班\n表附后');
});

it('ends a mail that nests without end, and goes on', async () => {
  const deep = Array.from(
    { length: 3_000 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  await expect(reader.documentTexts(fileOf('deep.eml', deep.join('')), SENT)).rejects.toMatchObject({
    name: 'ChildFailure',
  });
  const [text] = await reader.documentTexts(fileOf('plain.eml', 'Subject: hi\r\n\r\nbody'), SENT);
  expect(text).toBe('主题：hi\nbody');
}, 30_000);

const PLAIN_LETTER = { '1000001E': iconv.encode('请按清单接收。\r\n附件为移交清单。', 'gb18030') };

/** A message as Outlook lays it out: a stream for each property, and those of a fixed size in one. */
const outlookMail = (letterOf: Readonly<Record<string, Buffer>> = PLAIN_LETTER): Buffer => {
  const container = CFB.utils.cfb_new();
  const add = (name: string, content: Buffer): void => void CFB.utils.cfb_add(container, name, content);
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const fixed = Buffer.alloc(32 + 2 * 16);
  fixed.writeUInt32LE(0x0039_0040, 32);
  fixed.writeBigUInt64LE((BigInt(Date.UTC(2024, 4, 6, 1, 30)) + 11_644_473_600_000n) * 10_000n, 40);
  fixed.writeUInt32LE(0x3ffd_0003, 48);
  fixed.writeUInt32LE(936, 56);
  add('/__properties_version1.0', fixed);
  add('/__substg1.0_0037001F', wide('关于移交电子档案的函'));
  add('/__substg1.0_0C1A001F', wide('王主任'));
  add('/__substg1.0_5D01001F', wide('wang@liuxi.example'));
  add('/__substg1.0_0E04001E', iconv.encode('区档案馆', 'gb18030'));
  for (const [name, bytes] of Object.entries(letterOf)) add(`/__substg1.0_${name}`, bytes);
  add('/__attach_version1.0_#00000000/__substg1.0_3707001F', wide('移交清单.doc'));
  // What is attached holds the names of a Word document.
  add('/__attach_version1.0_#00000000/__substg1.0_37010102', letter);
  add('/__attach_version1.0_#00000001/__substg1.0_3704001F', wide('QD.XLS'));
  return Buffer.from(CFB.write(container, { type: 'buffer' }));
};

it('reads a mail of Outlook, and takes it for no Word document though one is attached', async () => {
  const file = fileOf('kept.msg', outlookMail());
  expect((await identifyFile(file))?.mediaType).toBe(OUTLOOK);
  expect((await identifyFile(fileOf('letter.doc', letter)))?.mediaType).toBe('application/msword');
  expect(await reader.documentTexts(file, OUTLOOK)).toEqual([
    [
      '主题：关于移交电子档案的函',
      '发件人：王主任 <wang@liuxi.example>',
      '收件人：区档案馆',
      '日期：2024-05-06 01:30 UTC',
      '附件：移交清单.doc、QD.XLS',
      '请按清单接收。\n附件为移交清单。',
    ].join('\n'),
  ]);
  for (const cut of [0, 700, 3_000])
    await expect(
      reader.documentTexts(fileOf('cut.msg', outlookMail().subarray(0, cut)), OUTLOOK),
    ).rejects.toMatchObject({ name: 'ChildFailure' });
});

it('reads a letter that Outlook keeps as RTF alone, and the head of the mail when that is damaged', async () => {
  const rtf = Buffer.from("{\\rtf1\\ansi\\ansicpg936 {\\b \\'c7\\'eb}\\u26597?\\'ca\\'d5\\par 2024}", 'latin1');
  const head = Buffer.alloc(16);
  head.writeUInt32LE(rtf.length + 12, 0);
  head.writeUInt32LE(rtf.length, 4);
  head.write('MELA', 8, 'latin1');
  const textOf = async (name: string, bytes: Buffer) => {
    const [text = ''] = await reader.documentTexts(fileOf(name, outlookMail({ '10090102': bytes })), OUTLOOK);
    return text.split('\n');
  };
  const whole = await textOf('rich.msg', Buffer.concat([head, rtf]));
  expect(whole.slice(-3)).toEqual(['附件：移交清单.doc、QD.XLS', '请查收', '2024']);
  const damaged = await textOf('damaged.msg', rtf);
  expect(damaged.at(-1)).toBe('附件：移交清单.doc、QD.XLS');
});

it('reads RTF of old word processors', async () => {
  const file = fileOf('old.rtf', "{\\rtf1\\ansi\\ansicpg936 \\'b7\\'c0\\'d1\\'b4\\par 2024}");
  expect((await identifyFile(file))?.mediaType).toBe('application/rtf');
  expect(await reader.documentTexts(file, 'application/rtf')).toEqual(['防汛\n2024']);
});
