import type { VisitRow } from '@/db/queries/use.queries';
import { type VisitView, visitView } from '@/server/domain/use/reading-visit';

export const toVisitView = (row: VisitRow): VisitView => visitView.parse(row);
