import { bindSingle } from '@/jobs/bind';
import { remindPeople } from '@/server/features/training/hours/remind-people';
import { remindPeopleJob } from '@/server/features/training/training.jobs';

export const remindPeopleHandler = bindSingle(remindPeopleJob, (tdb, scope) => remindPeople(tdb, scope));
