import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';

export const studySession: RegisterDefinition = {
  code: 'study_session',
  name: { zh: '集体学习', en: 'Study sessions' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '政治理论学习、主题党日、办公会议学习和讨论；一次只归一类。学的是考核要求的重要论述、重要文件的，写明篇目，自动核查据此回答考核项。',
    en: 'Study, Party days, study at office meetings, discussions. A sitting has one kind. A key text that an assessment asks for is named, and answers its item.',
  },
  fields: [
    { kind: 'date', key: 'heldOn', name: { zh: '日期', en: 'Held on' }, required: true, inList: true },
    {
      kind: 'choice',
      key: 'kind',
      name: { zh: '类别', en: 'Kind' },
      choices: [
        { code: 'group', zh: '集体学习', en: 'group study' },
        { code: 'party_day', zh: '主题党日', en: 'Party day' },
        { code: 'office', zh: '办公会议学习', en: 'at an office meeting' },
        { code: 'discussion', zh: '讨论', en: 'discussion' },
      ],
      required: true,
      inList: true,
    },
    { kind: 'text', key: 'topic', name: { zh: '主题', en: 'Topic' }, max: 200, required: true, inList: true },
    {
      kind: 'text',
      key: 'keyText',
      name: { zh: '重要论述、文件篇目', en: 'Key text' },
      help: { zh: '考核要求学习的篇目；一般学习不填', en: 'Only where it is one that the assessment asks for' },
      max: 200,
      inList: true,
      aliases: ['学习篇目', '重要批示', '重要论述'],
    },
    { kind: 'text', key: 'campaign', name: { zh: '教育活动', en: 'Campaign' }, max: 80, inList: true },
    {
      kind: 'number',
      key: 'persons',
      name: { zh: '参加人数', en: 'Persons' },
      min: 0,
      max: 9999,
      decimals: 0,
      inList: true,
    },
  ],
  dayField: 'heldOn',
  titleField: 'topic',
};
