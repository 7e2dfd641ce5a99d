import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { insertChapters, insertReport } from '@/db/queries/report.queries';
import { audit } from '@/server/audit/audit';
import { nameChips } from '@/server/domain/report/name-chips';
import type { CreateReportInput } from '@/server/domain/report/report';
import { draftReport, templatesFor } from '@/server/domain/report/report-templates';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** Begins the year's report from an outline: chapters, sentences with their figures, one of a kind a year. */
export const createReport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateReportInput,
): Promise<{ id: string }> => {
  const { tenantId, accountId, actorName } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a report is begun by a person');
  const template = templatesFor(scope.tenantKind).find(({ code }) => code === input.template);
  if (!template) throw new AppError('BAD_INPUT', `${input.template} is no outline of a ${scope.tenantKind}`);
  if (input.year > Number((await readToday(tdb)).slice(0, 4))) throw new AppError('BAD_INPUT', 'a year to come');
  const { title, addressee, chapters } = draftReport(
    template,
    { kind: scope.tenantKind, name: scope.tenantName },
    input.year,
  );
  const id = uuidv7();
  const isNew = await insertReport(tdb, {
    tenantId,
    id,
    kind: 'annual_summary',
    template: template.code,
    year: input.year,
    title: Array.from(title).slice(0, 120).join(''),
    addressee,
    createdBy: accountId,
    createdByName: actorName,
  });
  if (!isNew) throw new AppError('ALREADY_EXISTS', `tenant ${tenantId} has a report of ${input.year}`);
  const rows = chapters.map((chapter, index) => ({
    ...chapter,
    id: uuidv7(),
    position: index + 1,
    paragraphs: chapter.paragraphs.map((paragraph) => nameChips(paragraph)),
  }));
  await insertChapters(tdb, { tenantId, reportId: id }, rows, actorName);
  await audit(tdb, scope, {
    action: 'report.create',
    objectKind: 'annual_report',
    objectId: id,
    objectLabel: title,
    detail: { year: input.year, template: template.code, chapters: rows.length },
  });
  return { id };
};
