import type { TenantDb } from '@/db/client';
import * as material from '@/db/queries/report-material.queries';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';
import type { Proposal, ProposeInput } from '@/server/domain/report/report';
import type { ReportBlock } from '@/server/domain/report/report-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';
import { changedAgainstLastYear, problemsOfYear } from './propose-from-figures.ts';
import { fromRegisters, openProblems, plannedFor, projectsOf, type Said } from './propose-from-registers.ts';
import { reportPeriod } from './report-figures.ts';
import { requireReport } from './require-report.ts';

type Material = material.Material;
type Write = (row: Material) => Said;

/** 5月6日 */
const dayText = (on: string | null): string =>
  on === null ? '' : `${Number(on.slice(5, 7))}月${Number(on.slice(8, 10))}日`;

const said = (rows: readonly Material[], write: Write): Proposal[] =>
  rows.map((row) => ({ key: row.id, ...write(row) }));

type Source = (
  tdb: TenantDb,
  scope: TenantScope,
  question: material.MaterialQuestion,
  days: FigurePeriodView,
) => Promise<Proposal[]>;

const nextYear: Source = async (tdb, scope, question, days) => {
  const plans = await material.plansOfYear(tdb, { tenantId: question.tenantId, year: days.year + 1 });
  const demands = scope.tenantKind === 'bureau' ? await material.demandsOpen(tdb, question) : [];
  return [
    ...said(plans, ({ id, label, detail }) => ({
      text: `组织实施《${label}》。`,
      link: detail === 'intake' ? `intake-plans/${id}` : `inspection-plans/${id}`,
    })),
    ...(await plannedFor(tdb, scope, days.year + 1)),
    ...(await openProblems(tdb, scope, question)).flatMap(({ id, said: { measure } }) =>
      typeof measure === 'string' && measure !== ''
        ? [{ key: id, text: `${measure.replace(/[。；]$/u, '')}。`, link: `registers/entries/${id}` }]
        : [],
    ),
    ...said(await material.batchesRunning(tdb, question), ({ id, label, on }) => ({
      text: `继续推进“${label}”数字化，计划${on ? `${on.slice(0, 4)}年${dayText(on)}前` : '按期'}完成。`,
      link: `digitisation/${id}`,
    })),
    ...said(await material.drillsPlanned(tdb, question), ({ id, label, on }) => ({
      text: `${dayText(on)}开展“${label}”应急演练。`,
      link: `drills/${id}`,
    })),
    ...(demands.length > 0
      ? [{ key: 'demands', text: '对尚未办结的整改意见逐项督办，适时开展回头看。', link: 'findings' }]
      : []),
  ];
};

/** What each block asks the registers. */
const SOURCES: Readonly<Record<ReportBlock, Source>> = {
  changes: (tdb, scope, _question, days) => changedAgainstLastYear(tdb, scope, days),
  problems: (tdb, scope, question, days) => problemsOfYear(tdb, scope, question, days),
  inspections: async (tdb, _scope, question) => [
    ...said(await material.inspectionRounds(tdb, question), ({ id, label, detail, amount }) => ({
      text: `${detail ? `联合${detail}` : ''}开展“${label}”，检查单位${amount ?? 0}个。`,
      link: `inspections/${id}`,
    })),
    ...said(await material.demandsReceived(tdb, question), ({ id, label, detail }) => ({
      text: `对${detail}检查指出的“${label}”，已列入整改。`,
      link: `received/${id}`,
    })),
  ],
  training: async (tdb, _scope, question) =>
    said(await material.trainingHeld(tdb, question), ({ id, label, on, amount }) => ({
      text: `${dayText(on)}举办“${label}”${amount ? `，参加${amount}人` : ''}。`,
      link: `training/${id}`,
    })),
  guidance: async (tdb, _scope, question) =>
    said(await material.guidanceByTopic(tdb, question), ({ id, label, detail, amount }) => ({
      text: `围绕“${label}”指导${detail}等单位${amount ?? 0}次。`,
      link: `guidance?event=${id}`,
    })),
  digitisation: async (tdb, _scope, question) =>
    said(await material.batchesDigitised(tdb, question), ({ id, label }) => ({
      text: `完成“${label}”数字化并通过验收。`,
      link: `digitisation/${id}`,
    })),
  deliveries: async (tdb, _scope, question) =>
    said(await material.deliveriesAccepted(tdb, question), ({ id, label, on, detail }) => ({
      text: `${dayText(on)}接收${label}移交的档案（${detail}）。`,
      link: `accessions/${id}`,
    })),
  exhibitions: (tdb, scope, question) => fromRegisters(tdb, scope, question, ['exhibition', 'submission']),
  study: (tdb, scope, question) => fromRegisters(tdb, scope, question, ['study_session']),
  safety: (tdb, scope, question) => fromRegisters(tdb, scope, question, ['safety_check', 'pest_treatment', 'repair']),
  equipment: (tdb, scope, question) => fromRegisters(tdb, scope, question, ['equipment', 'budget', 'fund_application']),
  projects: projectsOf,
  publications: (tdb, scope, question) => fromRegisters(tdb, scope, question, ['compilation', 'issued_document']),
  drills: async (tdb, _scope, question) =>
    said(await material.drillsHeld(tdb, question), ({ id, label, on, detail, amount }) => ({
      text: `${dayText(on)}开展“${label}”，参加${amount ?? 0}人${detail ? `；演练后${detail.replace(/[。；]$/u, '')}` : ''}。`,
      link: `drills/${id}`,
    })),
  honours: async (tdb, _scope, question) =>
    said(await material.honoursOfYear(tdb, question), ({ label, detail }) => ({
      text: `${label}获${detail}。`,
      link: 'honours',
    })),
  cases: async (tdb, _scope, question) =>
    said(await material.excellentCases(tdb, question), ({ label, detail }) => ({
      text: `${detail}报送的“${label}”评为优秀案例。`,
      link: 'model-cases',
    })),
  events: async (tdb, _scope, question) =>
    said(await material.majorEvents(tdb, question), ({ id, label, detail }) => ({
      text: detail === 'accepted' ? `“${label}”档案收集齐全并通过验收。` : `做好“${label}”档案收集。`,
      link: `filing/events/${id}`,
    })),
  outsourcing: async (tdb, _scope, question) =>
    said(await material.outsourcingFiled(tdb, question), ({ id, label, detail }) => ({
      text: `委托${label}承担${detail}，已按规定备案。`,
      link: `outsourcing/${id}`,
    })),
  next_year: nextYear,
};

/** 素材. Sentences that the registers of the period propose for a place of the text; nothing is written by it. */
export const propose = async (tdb: TenantDb, scope: TenantScope, input: ProposeInput): Promise<Proposal[]> => {
  const report = await requireReport(tdb, scope, input.reportId);
  const days = await reportPeriod(tdb, report);
  const question = { tenantId: scope.tenantId, from: days.from, to: days.to };
  return SOURCES[input.block](tdb, scope, question, days);
};
