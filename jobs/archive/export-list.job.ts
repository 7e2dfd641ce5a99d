import { exportListJob } from '@/server/features/archive/archive.jobs';
import { writeExport } from '@/server/features/archive/export-list';
import { bindStepwise } from '../bind.ts';
import { objectStore } from '../object-store.ts';

export const exportListHandler = bindStepwise(exportListJob, (steps) => writeExport(steps, objectStore()));
