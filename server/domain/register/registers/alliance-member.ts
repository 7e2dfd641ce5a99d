import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const allianceMember: RegisterDefinition = {
  code: 'alliance_member',
  name: { zh: '档案联盟成员', en: 'Alliance members' },
  group: 'publicity',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '红色档案联盟等协作联盟的成员：档案馆、博物馆、纪念馆、烈士陵园等；退出的填退出日期。',
    en: 'Members of the red archives alliance and others: archives, museums, memorial halls, cemeteries. Who leaves gets an end date.',
  },
  fields: [
    pick(
      'alliance',
      '联盟',
      'Alliance',
      [
        ['red', '红色档案联盟', 'red archives alliance'],
        ['other', '其他联盟', 'another alliance'],
      ],
      MUST,
    ),
    line('name', '单位名称', 'Member', 80, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['archives', '档案馆', 'archives'],
        ['museum', '博物馆', 'museum'],
        ['memorial', '纪念馆', 'memorial hall'],
        ['cemetery', '烈士陵园', 'cemetery'],
        ['library', '图书馆', 'library'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    day('joinedOn', '加入日期', 'Joined on', MUST),
    day('leftOn', '退出日期', 'Left on', SHOWN),
  ],
  dayField: 'joinedOn',
  untilField: 'leftOn',
  titleField: 'name',
};
