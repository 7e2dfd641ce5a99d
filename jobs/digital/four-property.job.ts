import { bindStepwise } from '@/jobs/bind';
import { fourPropertyJob } from '@/server/features/digital/digital.jobs';
import { runFourProperty } from '@/server/features/digital/four-property/run-check';

export const fourPropertyHandler = bindStepwise(fourPropertyJob, runFourProperty);
