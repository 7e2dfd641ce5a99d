import { bindStepwise } from '@/jobs/bind';
import { undoImportJob } from '@/server/features/archive/archive.jobs';
import { runUndo } from '@/server/features/archive/import/undo-import';

export const undoImportHandler = bindStepwise(undoImportJob, runUndo);
