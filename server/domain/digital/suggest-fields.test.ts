import { expect, test } from 'vitest';
import { suggestFields } from './suggest-fields.ts';

const LETTER = [
  '柳溪镇人民政府文件',
  '柳政发〔2024]7号',
  '柳溪镇人民政府关于印发2024年防汛',
  '工作方案的通知',
  '各村（居）民委员会，镇直各单位：',
  '现将《2024年防汛工作方案》印发给你们，请认真贯彻执行。',
  '柳溪镇人民政府',
  '2024年5月6日',
];

test('a letter proposes its particulars, each with the line it was read from', () => {
  const { suggestions, isSecret } = suggestFields([LETTER, ['附件：防汛物资清单']]);
  expect(isSecret).toBe(false);
  expect(Object.fromEntries(suggestions.map(({ field, value }) => [field, value]))).toEqual({
    documentNumber: '柳政发〔2024〕7号',
    title: '柳溪镇人民政府关于印发2024年防汛工作方案的通知',
    responsibleParty: '柳溪镇人民政府',
    documentDate: '20240506',
    pageCount: '2',
  });
  expect(suggestions.find(({ field }) => field === 'documentNumber')?.evidence).toBe('柳政发〔2024]7号');
});

test('dates in Chinese numerals are read', () => {
  const { suggestions } = suggestFields([['青禾区水利局', '二〇二三年五月十二日']]);
  expect(suggestions).toContainEqual({ field: 'documentDate', value: '20230512', evidence: '二〇二三年五月十二日' });
});

test('nothing is proposed from a page with a mark of secrecy', () => {
  expect(suggestFields([['机密★10年', ...LETTER]])).toEqual({ suggestions: [], isSecret: true });
});

test('what does not stand there is not made up', () => {
  expect(suggestFields([['会议签到', '张三 李四']]).suggestions.map(({ field }) => field)).toEqual(['pageCount']);
});
