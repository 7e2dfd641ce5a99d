import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';

export const staff: RegisterDefinition = {
  code: 'staff',
  name: { zh: '人员', en: 'Staff' },
  group: 'people',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '档案工作人员的编制、岗位、学历和任职起止；调离时填离任日期，不删除。',
    en: 'People who work with archives: post, employment, education, from and until. Who leaves gets an end date and stays in the register.',
  },
  fields: [
    { kind: 'text', key: 'name', name: { zh: '姓名', en: 'Name' }, max: 30, required: true, inList: true },
    { kind: 'date', key: 'joinedOn', name: { zh: '到岗日期', en: 'Joined on' }, required: true, inList: true },
    {
      kind: 'choice',
      key: 'post',
      name: { zh: '岗位', en: 'Post' },
      choices: [
        { code: 'director', zh: '主要领导', en: 'head' },
        { code: 'deputy', zh: '副馆长（副局长）', en: 'deputy' },
        { code: 'worker', zh: '工作人员', en: 'staff' },
        { code: 'part_time', zh: '兼职档案员', en: 'part-time archivist' },
      ],
      required: true,
      inList: true,
    },
    {
      kind: 'choice',
      key: 'employment',
      name: { zh: '编制', en: 'Employment' },
      choices: [
        { code: 'regular', zh: '在编', en: 'regular' },
        { code: 'seconded', zh: '抽调（借调）', en: 'seconded' },
        { code: 'contract', zh: '聘用', en: 'contract' },
        { code: 'agency', zh: '劳务派遣', en: 'agency' },
      ],
      required: true,
      inList: true,
    },
    {
      kind: 'choice',
      key: 'entry',
      name: { zh: '进入方式', en: 'How' },
      choices: [
        { code: 'transfer', zh: '调入', en: 'transfer' },
        { code: 'recruited', zh: '招录', en: 'recruited' },
        { code: 'other', zh: '其他', en: 'other' },
      ],
    },
    { kind: 'date', key: 'bornOn', name: { zh: '出生日期', en: 'Born on' } },
    {
      kind: 'choice',
      key: 'sex',
      name: { zh: '性别', en: 'Sex' },
      choices: [
        { code: 'female', zh: '女', en: 'female' },
        { code: 'male', zh: '男', en: 'male' },
      ],
    },
    {
      kind: 'choice',
      key: 'degree',
      name: { zh: '学历', en: 'Education' },
      choices: [
        { code: 'school', zh: '高中及以下', en: 'secondary school' },
        { code: 'college', zh: '大专', en: 'college' },
        { code: 'bachelor', zh: '本科', en: 'bachelor' },
        { code: 'master', zh: '硕士', en: 'master' },
        { code: 'doctor', zh: '博士', en: 'doctor' },
      ],
    },
    { kind: 'flag', key: 'partyMember', name: { zh: '党员', en: 'Party member' } },
    { kind: 'flag', key: 'archivalMajor', name: { zh: '档案专业背景', en: 'Archives background' }, inList: true },
    {
      kind: 'choice',
      key: 'title',
      name: { zh: '档案职称', en: 'Title' },
      choices: [
        { code: 'clerk', zh: '管理员', en: 'archival clerk' },
        { code: 'assistant', zh: '助理馆员', en: 'assistant archivist' },
        { code: 'archivist', zh: '馆员', en: 'archivist' },
        { code: 'associate', zh: '副研究馆员', en: 'associate research archivist' },
        { code: 'research', zh: '研究馆员', en: 'research archivist' },
      ],
    },
    { kind: 'date', key: 'leftOn', name: { zh: '离任日期', en: 'Left on' }, inList: true },
    { kind: 'text', key: 'handover', name: { zh: '交接情况', en: 'Handover' }, max: 200 },
  ],
  dayField: 'joinedOn',
  titleField: 'name',
  untilField: 'leftOn',
};
