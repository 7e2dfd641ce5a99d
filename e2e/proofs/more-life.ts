import type { Client } from 'pg';
import { type Pools, withTenantDb } from '@/db/client';
import { sealNext } from '@/server/audit/seal-events';
import type { Stage } from '@/server/demo/cast';
import { readImport } from '@/server/features/archive/import/read-import';
import type { ObjectStore } from '@/server/objects/object-store';
import { receiveUpload, registerUpload } from '@/server/objects/store-upload';
import { addAssessmentLife } from './life/assessment.ts';
import { addCatalogueLife } from './life/catalogue.ts';
import { addCheckLife } from './life/checks.ts';
import { addClosureLife } from './life/closure.ts';
import { addDeskLife } from './life/desk.ts';
import { addDigitalLife } from './life/digital.ts';
import { addDigitisationLife } from './life/digitisation.ts';
import { addDispositionLife } from './life/disposition.ts';
import { addDistrictLife } from './life/district.ts';
import { addExamLife } from './life/exams.ts';
import { addFileLife } from './life/files.ts';
import { addFilingLife } from './life/filing.ts';
import { addFondsLife } from './life/fonds.ts';
import { addFourPropertyLife } from './life/four-property.ts';
import { addGuidanceLife, addGuidanceOffices } from './life/guidance.ts';
import { addImportLife } from './life/imports.ts';
import { addInspectionPlanLife } from './life/inspection-plan.ts';
import { archivistScope } from './life/member-scope.ts';
import { addOnsiteLife } from './life/onsite.ts';
import { addRegisterLife } from './life/registers.ts';
import { addReportLife } from './life/reports.ts';
import { addOversightLife, addSafetyLife } from './life/safety.ts';
import { addSelfCheckLife } from './life/self-checks.ts';
import { addStorageLife } from './life/storage.ts';
import { addTrainingLife } from './life/training.ts';

/* What a district without a worker and without quarrels lacks: an import that was read, an objection, a notice, a seal. */
const WORKBOOK =
  '\ufeff题名,责任者,文号,日期,页数,保管期限,年度,机构\n关于柳溪防汛的通知,柳溪镇人民政府,柳政发〔2024〕3号,20240506,4,永久,2024,DZB\n,柳溪镇人民政府,柳政发〔2024〕4号,20240507,-1,长久,2024,DZB\n';

const importInto = async (stage: Stage, pools: Pools, objects: ObjectStore, slug: string): Promise<void> => {
  const login = `${slug}.arch`;
  const scope = await archivistScope(stage, slug);
  const received = await receiveUpload(objects, scope.tenantId, {
    stream: Buffer.from(WORKBOOK),
    fileName: '目录.csv',
    maxBytes: 10_000,
  });
  const object = await withTenantDb(pools, scope, (tdb) => registerUpload(tdb, scope, received));
  const [fonds] = await stage.as(login).archive.fonds();
  const { batchId } = await stage
    .as(login)
    .archive.startImport({ objectId: object.id, fondsId: fonds?.id ?? '', categoryCode: 'WS' });
  await readImport(
    { pools, scope, payload: { batchId }, progress: async () => undefined, signal: new AbortController().signal },
    objects,
  );
  await sealNext(pools, scope.tenantId);
};

export const addMoreLife = async (stage: Stage, pools: Pools, objects: ObjectStore, admin: Client): Promise<void> => {
  for (const slug of ['liuxi', 'songling', 'meiwu', 'baisha', 'guqiao', 'yunxi']) {
    await importInto(stage, pools, objects, slug);
    await addImportLife(stage, slug);
    await addCatalogueLife(stage, slug);
    await addCheckLife(stage, pools, slug);
    await addFondsLife(stage, slug);
    await addStorageLife(stage, slug);
    await addDigitisationLife(stage, slug);
    await addFilingLife(stage, slug);
    await addDigitalLife(stage, pools, objects, slug);
    await addFileLife(stage, slug);
    await addDispositionLife(stage, slug);
    await addFourPropertyLife(stage, pools, objects, slug);
    await addInspectionPlanLife(stage, slug);
    await addSelfCheckLife(stage, slug);
    await addAssessmentLife(stage, slug);
    await addDistrictLife(stage, slug);
    await addGuidanceLife(stage, slug);
    await addSafetyLife(stage, slug);
    await addRegisterLife(stage, slug);
    await addTrainingLife(stage, slug);
    await addExamLife(stage, slug);
    await addDeskLife(stage, slug);
    await addReportLife(stage, slug);
    const { rows } = await stage.as(`${slug}.arch`).grants.list({ side: 'received', state: 'live' });
    const [grant] = rows;
    if (grant)
      await stage.as(`${slug}.lead`).grants.object({ grantId: grant.id, reason: '检查期间正值移库，申请延后三日' });
  }
  await addClosureLife(stage);
  await addOnsiteLife(stage, pools, objects);
  await addOversightLife(stage);
  await addGuidanceOffices(stage);
  await admin.query(
    "insert into notice (tenant_id, id, kind, title) select id, gen_random_uuid(), 'job', '任务已完成' from tenant",
  );
  await admin.query(`insert into safety_reminder (tenant_id, unit_tenant_id, incident_id, due_at, stage)
    select tenant_id, tenant_id, id, next_due_at, 'soon' from safety_incident where next_due_at is not null`);
};
