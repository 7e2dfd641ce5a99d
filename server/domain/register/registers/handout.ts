import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';

export const handout: RegisterDefinition = {
  code: 'handout',
  name: { zh: '宣传品发放', en: 'Handouts' },
  group: 'publicity',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '发放的宣传品和学习资料，只记发出的，库存不计。',
    en: 'Materials handed out; stock that was not issued does not count.',
  },
  fields: [
    { kind: 'date', key: 'issuedOn', name: { zh: '发放日期', en: 'Issued on' }, required: true, inList: true },
    {
      kind: 'choice',
      key: 'kind',
      name: { zh: '类别', en: 'Kind' },
      choices: [
        { code: 'flow_chart', zh: '流程图挂图', en: 'wall chart' },
        { code: 'fan', zh: '档案文化扇', en: 'fan' },
        { code: 'bag', zh: '创意公文袋', en: 'document bag' },
        { code: 'study', zh: '学习资料', en: 'study material' },
        { code: 'leaflet', zh: '宣传册页', en: 'leaflet' },
        { code: 'other', zh: '其他', en: 'other' },
      ],
      required: true,
      inList: true,
    },
    { kind: 'text', key: 'title', name: { zh: '名称', en: 'Title' }, max: 100, required: true, inList: true },
    {
      kind: 'number',
      key: 'copies',
      name: { zh: '发放数量', en: 'Handed out' },
      min: 1,
      max: 9999999,
      decimals: 0,
      required: true,
      inList: true,
    },
    { kind: 'text', key: 'receivers', name: { zh: '发放对象', en: 'To whom' }, max: 100, inList: true },
  ],
  dayField: 'issuedOn',
  titleField: 'title',
};
