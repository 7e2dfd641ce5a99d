import type { TenantDb } from '../client.ts';
import { instant, plusDays, yearOf } from './calendar.ts';
import type { LoadedTenant } from './load-tenants.ts';
import type { Random } from './random.ts';

/*
 * Rounds of a bureau that are over: the survey with the people's congress, outsourcing, filing, safety of the archives, and
 * all townships last year. Closed without findings; figures count who was visited and when.
 */
interface Round {
  title: string;
  kind: 'enforcement' | 'special' | 'provider';
  theme?: 'filing' | 'safety';
  partners?: string[];
  subjectKind: LoadedTenant['kind'];
  selectedBy: 'all' | 'named';
  /** Most units that were visited. */
  units: number;
  startOn: string;
  days: number;
}

/** That day of this year, or of the last where it is still to come. */
const lately = (today: string, monthAndDay: string): string => {
  const day = `${yearOf(today)}-${monthAndDay}`;
  return plusDays(day, 30) < today ? day : `${yearOf(today) - 1}-${monthAndDay}`;
};

const roundsOf = (today: string): Round[] => [
  {
    title: '档案法执法调研',
    kind: 'enforcement',
    partners: ['人大教科文卫工委'],
    subjectKind: 'department',
    selectedBy: 'named',
    units: 3,
    startOn: lately(today, '03-11'),
    days: 5,
  },
  {
    title: '档案数字化外包服务检查',
    kind: 'provider',
    subjectKind: 'department',
    selectedBy: 'named',
    units: 2,
    startOn: lately(today, '04-08'),
    days: 3,
  },
  {
    title: '归档工作专项检查',
    kind: 'special',
    theme: 'filing',
    subjectKind: 'department',
    selectedBy: 'named',
    units: 4,
    startOn: lately(today, '05-13'),
    days: 9,
  },
  {
    title: '档案馆安全评估',
    kind: 'special',
    theme: 'safety',
    subjectKind: 'repository',
    selectedBy: 'all',
    units: 9,
    startOn: lately(today, '06-17'),
    days: 2,
  },
  {
    title: '乡镇（街道）档案工作全覆盖检查',
    kind: 'enforcement',
    subjectKind: 'township',
    selectedBy: 'all',
    units: 99,
    startOn: `${yearOf(today) - 1}-09-03`,
    days: 20,
  },
];

/** For one bureau, by a checklist that it has. */
export const insertPastRounds = async (
  tdb: TenantDb,
  random: Random,
  bureau: LoadedTenant,
  { units, checklistId, today }: { units: readonly LoadedTenant[]; checklistId: string; today: string },
): Promise<void> => {
  const [lead, ...inspectors] = bureau.people.slice(0, 3);
  for (const round of roundsOf(today)) {
    const visited = units.filter((unit) => unit.kind === round.subjectKind).slice(0, round.units);
    if (visited.length === 0) continue;
    const { kind, subjectKind, selectedBy, startOn } = round;
    const campaignId = random.uuid(instant(startOn));
    const createdAt = instant(plusDays(startOn, -20)).toISOString();
    await tdb
      .insertInto('inspectionCampaign')
      .values({
        tenantId: bureau.id,
        id: campaignId,
        title: `${yearOf(startOn)}年${round.title}`,
        year: yearOf(startOn),
        checklistId,
        kind,
        theme: round.theme ?? null,
        jointPartners: round.partners ?? [],
        subjectKind,
        selectedBy,
        startOn,
        endOn: plusDays(startOn, round.days - 1),
        state: 'closed',
        createdBy: lead?.accountId ?? '',
        createdAt,
      })
      .execute();
    await tdb
      .insertInto('inspection')
      .values(
        visited.map((unit, at) => {
          const inspectedOn = plusDays(startOn, at % round.days);
          return {
            tenantId: bureau.id,
            id: random.uuid(instant(inspectedOn)),
            campaignId,
            subjectTenantId: unit.id,
            subjectName: unit.name,
            subjectKind: unit.kind,
            selectedBy,
            inspectorAccountIds: inspectors.map((person) => person.accountId),
            inspectorNames: inspectors.map((person) => person.name),
            scheduledOn: inspectedOn,
            inspectedOn,
            state: 'closed',
            conclusion: '未发现需要书面整改的问题。',
            result: 'PASS',
            closedOn: inspectedOn,
            createdAt,
          };
        }),
      )
      .execute();
  }
};
