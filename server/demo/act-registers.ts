import { plusDays } from '@/db/demo/calendar';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { isWorkingDay } from '@/server/domain/shared/working-days';
import { readImport } from '@/server/features/register/read-import';
import type { Sheet, Stage } from './cast.ts';
import { registerSheets } from './register-sheets.ts';

/* A year of a unit's registers: readings of the stack on most working days, inspections, treatments, people, money. */
const READINGS = 60;

/** Readings of the last months as they come from the sheet beside the door; summer days are a little too damp. */
const readings = (today: string): string[][] => {
  const rows: string[][] = [['日期', '库房', '温度（℃）', '相对湿度（%）', '处理办法', '记录人']];
  for (let back = READINGS; back > 0; back -= 1) {
    const day = plusDays(today, -back);
    if (isWorkingDay(day, WORK_CALENDAR) === false || back % 23 === 0) continue;
    const temperature = (20 + ((back * 7) % 30) / 10).toFixed(1);
    const humidity = 47 + ((back * back) % 16);
    rows.push([day, '一号库', temperature, String(humidity), humidity > 60 ? '开除湿机两小时' : '', '郑云舟']);
  }
  return rows;
};

const blocks = (today: string): Sheet[] => {
  const [year, quarter] = [today.slice(0, 4), (months: number) => plusDays(today, -months * 30)];
  return [
    ['room_climate', readings(today)],
    [
      'safety_check',
      [
        ['检查日期', '检查部位', '检查类别', '发现隐患', '已整改', '检查情况', '检查人'],
        [quarter(8), '一号库、二号库', '季度检查', '1', '1', '窗框渗水，已修', '郑云舟、何静'],
        [quarter(5), '一号库、二号库', '季度检查', '0', '0', '正常', '郑云舟、何静'],
        [quarter(2), '全部库房', '节前检查', '2', '1', '灭火器一具过期，已换；线路老化，已报修', '郑云舟、何静'],
      ],
    ],
    [
      'pest_treatment',
      [
        ['日期', '库房', '药品', '用量', '发现虫霉', '经办人'],
        [quarter(7), '一号库', '樟脑丸', '每格二粒', '否', '何静'],
        [quarter(1), '一号库', '樟脑丸', '每格二粒', '否', '何静'],
      ],
    ],
    [
      'equipment',
      [
        ['启用日期', '设备类型', '品名型号', '数量', '性质', '安装地点'],
        [quarter(6), '空调', '柜式空调 3 匹', '2', '替换', '一号库'],
        [quarter(6), '监控', '半球摄像机', '4', '新增', '库房走廊'],
        [quarter(4), '除湿加湿一体机', '除湿加湿一体机', '1', '新增', '二号库'],
        [quarter(4), '门禁', '指纹门禁', '1', '新增', '一号库门口'],
        [quarter(4), '灭火器', '二氧化碳灭火器', '4', '新增', '一号库'],
      ],
    ],
    [
      'protection',
      [
        ['防护项目', '库房', '是否齐备', '靠什么设施', '缺什么', '对照日期'],
        ['防光', '一号库', '齐备', '双层遮光窗帘', '', quarter(3)],
        ['防尘', '一号库', '部分齐备', '门缝密封条', '空气净化机', quarter(3)],
        ['防水', '二号库', '缺', '', '挡水板、漏水检测', quarter(3)],
      ],
    ],
    [
      'budget',
      [
        ['批复日期', '预算版本', '用途', '拨款单位', '金额'],
        [`${year}-01-20`, '年初预算', '档案专项经费', '财政局', '12.5'],
        [`${year}-01-20`, '年初预算', '数字化', '财政局', '30'],
      ],
    ],
    [
      'staff',
      [
        ['姓名', '到岗日期', '岗位', '编制', '进入方式', '出生日期', '党员', '档案专业背景'],
        ['郑云舟', '2015-07-01', '工作人员', '在编', '招录', '1974-03-12', '是', '是'],
        ['何静', '2021-03-15', '工作人员', '在编', '调入', '1988-11-02', '是', '否'],
      ],
    ],
    [
      'commitment',
      [
        ['承诺人', '签署日期', '岗位', '承诺书版本', '保密守则条数', '承诺事项方面数'],
        ['郑云舟', `${year}-01-08`, '在岗', `${year}版`, '10', '6'],
        ['何静', `${year}-01-08`, '在岗', `${year}版`, '10', '6'],
      ],
    ],
    [
      'study_session',
      [
        ['日期', '类别', '主题', '参加人数'],
        [quarter(3), '集体学习', '档案法及实施条例', '8'],
        [quarter(2), '主题党日', '走进档案馆', '12'],
      ],
    ],
    [
      'complaint',
      [
        ['收到日期', '类别', '事由', '来源', '承办人', '办理情况', '结论', '答复日期'],
        [quarter(4), '表扬', '半小时查到婚姻档案，送来感谢信', '信函锦旗', '何静', '致谢', '已采纳或致谢', quarter(4)],
        [quarter(2), '投诉', '午休时间无人接待', '12345热线', '郑云舟', '安排午间值班', '属实，已整改', quarter(2)],
      ],
    ],
    [
      'service_measure',
      [
        ['检查日期', '措施', '类别', '到位', '负责人'],
        [quarter(1), '老花镜、放大镜', '设备用品', '是', '何静'],
        [quarter(1), '无障碍坡道', '无障碍与适老', '是', '何静'],
        [quarter(1), '查档指南上墙', '指南公示', '是', '何静'],
      ],
    ],
  ];
};

/** Two days of a logger in the second stack, with one line that the battery spoilt. */
const loggerFile = (today: string): Buffer => {
  const lines = [2, 1].flatMap((back) =>
    Array.from({ length: 12 }, (_, index) => {
      const time = `${plusDays(today, -back)} ${String(index * 2).padStart(2, '0')}:00:00`;
      return `${back * 12 - index};${time};${(20 + ((index * 5) % 14) / 10).toFixed(1)};${50 + ((index * 7) % 9)}`;
    }),
  );
  return Buffer.from(['No.;Date/Time;Temperature [°C];Humidity [%RH]', ...lines, '0;;--;--'].join('\r\n'));
};

const importLogger = async (stage: Stage, login: string): Promise<void> => {
  const objectId = await stage.file(login, '二号库记录仪.csv', loggerFile(stage.today));
  const input = { code: 'room_climate', objectId, fixed: { room: '二号库' } };
  const { importId } = await stage.as(login).register.startImport(input);
  const { pools, scope, objects } = await stage.behind(login);
  const signal = new AbortController().signal;
  await readImport({ pools, scope, payload: { importId }, progress: async () => undefined, signal }, objects);
};

/**
 * Registers of a unit, from what its people would have copied out of their sheets and taken from a logger; one entry
 * has a photo and was put right since.
 */
export const actRegisters = async (stage: Stage, login: string): Promise<void> => {
  // Each call is an act of its own, with a key of its own.
  const register = () => stage.as(login).register;
  const kept = new Set((await register().list()).map(({ code }) => code));
  const sheets = [...blocks(stage.today), ...registerSheets(stage.today)];
  for (const [code, cells] of sheets.filter(([code]) => kept.has(code))) await register().enterRows({ code, cells });
  await importLogger(stage, login);
  // Begun before lunch.
  const { draft } = await register().sheet({ code: 'room_climate' });
  await register().keepSheet({
    code: 'room_climate',
    rows: [{ key: 'begun', cells: { readOn: stage.today, room: '一号库', recorder: '郑云舟' } }],
    rowVersion: draft?.rowVersion ?? 0,
  });
  const { rows } = await register().entries({ code: 'safety_check', limit: 1 });
  const [newest] = rows;
  if (!newest) return;
  const photo = await stage.photograph(login, '换下的灭火器.png');
  await register().attach({ entryId: newest.id, objectIds: [photo] });
  await register().change({
    entryId: newest.id,
    rowVersion: newest.rowVersion,
    values: { ...newest.values, settled: 2 },
    reason: '线路已更换',
  });
};
