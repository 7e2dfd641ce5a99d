import { bindStepwise } from '@/jobs/bind';
import { layeredPdfJob } from '@/server/features/digital/digital.jobs';
import { makeLayered } from '@/server/features/digital/layered/make-layered';

export const makeLayeredPdfHandler = bindStepwise(layeredPdfJob, makeLayered);
