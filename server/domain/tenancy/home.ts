import { z } from 'zod';
import { owedView } from '@/server/domain/filing/filing-plan';
import { todoView } from '@/server/domain/platform/todo';
import { isoDate, uuid } from '@/server/domain/shared/ids';

/** 快捷操作 of the workspace's first page, in the order of use. At most six are shown. */
export const QUICK_ACTIONS = [
  'register_item',
  'import_catalogue',
  'number_year',
  'register_visit',
  'register_loan',
  'plan_inspection',
  'register_guidance',
  'chase_overdue',
  'ask_access',
  'go_onsite',
  'organise_training',
  'answer_dispatch',
  'read_grants',
  'invite_member',
  'assign_roles',
  'read_audit',
] as const;
export const quickAction = z.enum(QUICK_ACTIONS);
export type QuickAction = z.infer<typeof quickAction>;

const todoGroup = z.object({ total: z.number().int(), rows: z.array(todoView) });

/** 工作台. Only what is there: no part that the person's role has nothing in. */
export const homeView = z.object({
  /** The day in Shanghai by which everything below is counted. */
  today: isoDate,
  todos: z.object({ overdue: todoGroup, soon: todoGroup, later: todoGroup, open: z.number().int() }),
  /** Keys; the screen knows text and address of each. */
  quickActions: z.array(quickAction).max(6),
  /** 谁在查阅本单位: live grants over this unit. Null for those who may not see grants. */
  receivedGrants: z
    .array(
      z.object({
        id: uuid,
        ownerName: z.string(),
        inspectorNames: z.array(z.string()),
        yearFrom: z.number().int().nullable(),
        yearTo: z.number().int().nullable(),
        categoryCodes: z.array(z.string()).nullable(),
        reason: z.string(),
        validTo: z.string(),
        looksToday: z.number().int(),
        hasOpenObjection: z.boolean(),
      }),
    )
    .nullable(),
  /** 我的查阅授权: what this person may read elsewhere now. Null for those who inspect nothing. */
  myGrants: z
    .array(
      z.object({
        id: uuid,
        unitSlug: z.string(),
        unitName: z.string(),
        recordClasses: z.array(z.string()),
        yearFrom: z.number().int(),
        yearTo: z.number().int(),
        reason: z.string(),
        validTo: z.string(),
        inspectionId: uuid.nullable(),
      }),
    )
    .nullable(),
  /** 馆藏件卷 by filing year, newest first, and the last import. Null for those who do not read archives. */
  archive: z
    .object({
      years: z.array(z.object({ filingYear: z.number().int(), items: z.number().int() })),
      lastImport: z
        .object({
          id: uuid,
          fileName: z.string(),
          state: z.string(),
          filedRows: z.number().int(),
          createdAt: z.string(),
        })
        .nullable(),
    })
    .nullable(),
  /** 移交归档: what the departments of this part-time archivist still owe. Null for everybody else. */
  handIn: z.array(owedView).nullable(),
  showsFigures: z.boolean(),
  /** 下辖单位: how many wait for something. Null for those who do not look after units. */
  district: z
    .object({
      units: z.number().int(),
      overdueUnits: z.number().int(),
      attentionUnits: z.number().int(),
      notInspected: z.number().int(),
    })
    .nullable(),
  notices: z.array(
    z.object({
      id: uuid,
      kind: z.string(),
      title: z.string(),
      link: z.string().nullable(),
      createdAt: z.string(),
      readAt: z.string().nullable(),
    }),
  ),
});
export type HomeView = z.infer<typeof homeView>;
