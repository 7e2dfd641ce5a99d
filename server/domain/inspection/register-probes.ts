import { NONE, type ProbeLine, WHOLE } from './probe-definition.ts';

/* Probes over the registers that a unit keeps by itself. No grant opens them: the unit runs them and sends the result. */

export const REGISTER_PROBE_CODES = [
  'group.inOffice',
  'rules.kept',
  'responsibility.signed',
  'archivists.named',
  'budget.entered',
  'storage.area',
  'equipment.kept',
  'climate.kept',
  'safety.quarterly',
  'pests.halfYearly',
  'plan.inForce',
  'drill.held',
  'secrecy.signed',
  'backup.kept',
  'transfer.onTime',
  'outsourcing.filed',
  'study.keyTexts',
] as const;
type RegisterProbeCode = (typeof REGISTER_PROBE_CODES)[number];

/** All over registers of the unit alone. */
const line = (
  code: RegisterProbeCode,
  rule: ProbeLine<RegisterProbeCode>[3],
  name: readonly [zh: string, en: string],
  definition: readonly [zh: string, en: string],
): ProbeLine<RegisterProbeCode> => [code, 'unit', null, rule, name, definition];

export const REGISTER_PROBE_LINES: readonly ProbeLine<RegisterProbeCode>[] = [
  line(
    'group.inOffice',
    WHOLE,
    ['档案工作领导小组在任', 'Leading group in office'],
    [
      '“领导小组”里有一个现在有效的档案工作领导小组；没有的算问题',
      'The register has a leading group that is in office now; none is a fault',
    ],
  ),
  line(
    'rules.kept',
    WHOLE,
    ['档案管理制度齐全', 'Rules complete'],
    [
      '归档、保管、利用、保密、安全五类制度各有一份现行的；没有或者过了复核期限的算问题',
      'Rules for filing, keeping, use, secrecy and safety are in force; one that is lacking or past its review is at fault',
    ],
  ),
  line(
    'responsibility.signed',
    WHOLE,
    ['责任书已签订', 'Responsibility letters signed'],
    [
      '主要领导、分管领导、科室负责人、档案人员四级各有现在有效的责任书；没有的层级算问题',
      'Each of the four levels has a letter that is valid now; a level without one is at fault',
    ],
  ),
  line(
    'archivists.named',
    WHOLE,
    ['各科室有档案员', 'Every department has an archivist'],
    [
      '每个在用的科室在“专兼职档案员”里有在任的人，或指定了科室档案员；没有的科室算问题。未设科室的看全单位',
      'Each department has an archivist in office, by the register or as a member of it; a department without one is at fault. Without departments, the whole unit counts as one',
    ],
  ),
  line(
    'budget.entered',
    WHOLE,
    ['档案经费列入年初预算', 'Funds in the first budget of the year'],
    [
      '每个年度登记了年初预算的档案经费；没有登记的年度算问题。当年从7月1日起算',
      'Each year has money for archives in its first budget; a year without is at fault. The current year counts from 1 July',
    ],
  ),
  line(
    'storage.area',
    NONE,
    ['库房面积够用', 'Stack area sufficient'],
    [
      '在用库房（图书资料库除外）面积合计，与现存档案需要的面积比：每万卷或每十万件60㎡，不足15㎡的按15㎡。只看现存量，以后每年增加的另算',
      'Area of the stacks in use (without the library) against what the holdings need: 60 m² for 10 000 volumes or 100 000 pieces, 15 m² at the least. Future growth comes on top',
    ],
  ),
  line(
    'equipment.kept',
    WHOLE,
    ['温湿度、安防、消防设备有登记', 'Equipment for climate, security and fire on record'],
    [
      '调温调湿、安全防范、消防三类各有在用设备的登记（消防也可以是一年内的消防器材检查）；没有的一类算问题',
      'Climate, security and fire each have equipment in service on record (for fire a check within a year does too); a class without is at fault',
    ],
  ),
  line(
    'climate.kept',
    WHOLE,
    ['温湿度记录完整', 'Climate readings complete'],
    [
      '检查年度里已经过完的每个月，有温湿度记录的日子不少于15天；不到的月份算问题',
      'Every month of the years that is over has readings on 15 days or more; a month with fewer is at fault',
    ],
  ),
  line(
    'safety.quarterly',
    WHOLE,
    ['每季度安全检查', 'Safety inspection every quarter'],
    [
      '检查年度里的每个季度都有安全检查记录；季度过完10天还没有的算问题',
      'Each quarter of the years has a safety inspection; one without, ten days after its end, is at fault',
    ],
  ),
  line(
    'pests.halfYearly',
    WHOLE,
    ['每半年防虫防霉', 'Pest treatment every half-year'],
    [
      '检查年度里每半年都有防虫防霉记录；半年过完15天还没有的算问题',
      'Each half-year has a treatment; one without, fifteen days after its end, is at fault',
    ],
  ),
  line(
    'plan.inForce',
    WHOLE,
    ['应急预案现行有效', 'Emergency plan in force'],
    [
      '有一份现行的应急预案；没有或者都过了复核日期的算问题',
      'There is an emergency plan in force; none, or none within its review, is a fault',
    ],
  ),
  line(
    'drill.held',
    WHOLE,
    ['每年应急演练', 'A drill every year'],
    [
      '检查年度里每年办过一次应急演练并有总结；没有的年度算问题。当年在办过以后才计',
      'Each year has a drill that was held and reviewed; a year without is at fault. The current year counts once it has one',
    ],
  ),
  line(
    'secrecy.signed',
    WHOLE,
    ['保密承诺书已签', 'Secrecy commitments signed'],
    [
      '在岗的档案工作人员和兼职档案员一年内签过保密承诺书；还有人没签的科室算问题。只列科室和人数，不列姓名',
      'Staff and part-time archivists signed within a year; a department where somebody has not is at fault. Departments and numbers are listed, no names',
    ],
  ),
  line(
    'backup.kept',
    WHOLE,
    ['数据备份和恢复测试', 'Backups and tests of restoring'],
    [
      '全量备份、异地备份、恢复测试一年内各做过一次；没有的一项算问题',
      'A full backup, an off-site copy and a test of restoring within a year; one that is lacking is at fault',
    ],
  ),
  line(
    'transfer.onTime',
    WHOLE,
    ['到期档案按时移交进馆', 'Due records handed over in time'],
    [
      '满10年（市级及以上机关20年）的永久和长期档案，按接收馆的年限算；过了期限还在本单位、也没有列入移交批次的年度算问题',
      'Permanent and long-term records after 10 years (20 for offices of a city and above), by the term of the archives that takes them; a year of which records are still here and on no transfer list is at fault',
    ],
  ),
  line(
    'outsourcing.filed',
    WHOLE,
    ['外包服务已备案', 'Outsourcing filed'],
    [
      '检查年度里开工的档案外包服务在开工前报了备案；没有报或者开工以后才报的算问题',
      'Outsourced work that began in the years was filed before it began; what was filed later or not at all is at fault',
    ],
  ),
  line(
    'study.keyTexts',
    NONE,
    ['学习重要论述、文件', 'Key texts studied'],
    [
      '检查年度的每一年，“集体学习”台账里有写明重要论述、文件篇目的学习，或者办过内容领域为政治理论的培训；一次也没有的年度算问题',
      'In each of the years a study session names a key text, or a training session on politics was held; a year without either is at fault',
    ],
  ),
];
