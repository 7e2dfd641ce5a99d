import type { ServiceOptionView } from '@/server/domain/use/service-item';
import { Choice } from './choice';

/** 服务事项, or none. */
export const ServiceChoice = ({ services, ...control }: { services: readonly ServiceOptionView[] }) => (
  <Choice isOptional options={services.map(({ id, name }) => [id, name])} {...control} />
);
