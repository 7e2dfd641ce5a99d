import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';

export const complaint: RegisterDefinition = {
  code: 'complaint',
  name: { zh: '投诉与表扬', en: 'Complaints and praise' },
  group: 'service',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '利用者的投诉、建议和表扬，写明怎样办理、什么时候答复（档案法第二十八条：投诉应当处理并告知结果）。',
    en: 'What readers complain of, suggest and praise, with what was done and when they were told (Archives Law art. 28).',
  },
  fields: [
    { kind: 'date', key: 'receivedOn', name: { zh: '收到日期', en: 'Received on' }, required: true, inList: true },
    {
      kind: 'choice',
      key: 'kind',
      name: { zh: '类别', en: 'Kind' },
      choices: [
        { code: 'complaint', zh: '投诉', en: 'complaint' },
        { code: 'suggestion', zh: '建议', en: 'suggestion' },
        { code: 'praise', zh: '表扬', en: 'praise' },
      ],
      required: true,
      inList: true,
    },
    { kind: 'text', key: 'subject', name: { zh: '事由', en: 'Subject' }, max: 120, required: true, inList: true },
    {
      kind: 'choice',
      key: 'channel',
      name: { zh: '来源', en: 'By' },
      choices: [
        { code: 'onsite', zh: '当面', en: 'in person' },
        { code: 'phone', zh: '电话', en: 'telephone' },
        { code: 'letter', zh: '信函锦旗', en: 'letter or banner' },
        { code: 'online', zh: '网络', en: 'online' },
        { code: 'hotline', zh: '12345热线', en: 'hotline 12345' },
      ],
      required: true,
    },
    { kind: 'text', key: 'person', name: { zh: '利用者', en: 'Reader' }, max: 40 },
    { kind: 'text', key: 'content', name: { zh: '内容', en: 'What was said' }, max: 1000, isLong: true },
    { kind: 'text', key: 'handler', name: { zh: '承办人', en: 'Handled by' }, max: 30, inList: true },
    { kind: 'text', key: 'handling', name: { zh: '办理情况', en: 'What was done' }, max: 1000, isLong: true },
    {
      kind: 'choice',
      key: 'outcome',
      name: { zh: '结论', en: 'Outcome' },
      choices: [
        { code: 'pending', zh: '办理中', en: 'pending' },
        { code: 'valid', zh: '属实，已整改', en: 'valid, put right' },
        { code: 'partly', zh: '部分属实', en: 'partly valid' },
        { code: 'unfounded', zh: '不属实', en: 'unfounded' },
        { code: 'noted', zh: '已采纳或致谢', en: 'taken up or thanked' },
      ],
      required: true,
      inList: true,
    },
    { kind: 'date', key: 'answeredOn', name: { zh: '答复日期', en: 'Answered on' }, inList: true },
  ],
  dayField: 'receivedOn',
  titleField: 'subject',
};
