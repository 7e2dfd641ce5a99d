import { z } from 'zod';
import {
  countInput,
  countView,
  exportGrantedSearchInput,
  exportSearchInput,
  facetsInput,
  facetsView,
  grantedFacetsInput,
  grantedSearchInput,
  grantedSearchPage,
  searchInput,
  searchPage,
} from '@/server/domain/archive/archive-search';
import {
  exportGrantedTopicsInput,
  grantedTopicPage,
  listGrantedTopicsInput,
} from '@/server/domain/archive/granted-topics';
import { labelledInput, labelledView } from '@/server/domain/archive/label';
import { exportPeopleInput, listPeopleInput, peoplePage } from '@/server/domain/archive/person-index';
import { changeViewInput, savedViewsInput, savedViewView, saveViewInput } from '@/server/domain/archive/saved-view';
import { exportThematicInput } from '@/server/domain/archive/thematic';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, grantProcedure, tenantProcedure } from '@/server/trpc/init';
import { exportGrantedTopics, listGrantedTopics } from './count-granted-topics.ts';
import { exportGrantedSearch } from './export-granted-search.ts';
import { exportSearch } from './export-search.ts';
import { exportThematic } from './export-thematic.ts';
import { findLabelled } from './find-labelled.ts';
import { exportPeople, listPeople } from './list-people.ts';
import { changeView, listViews, removeView, saveView } from './saved-views.ts';
import { countFacets, countSearch, searchArchive } from './search-archive.ts';
import { countGrantedFacets, searchGranted } from './search-granted.ts';

const viewId = z.strictObject({ id: uuid });

/** 检索, 分面, 保存的视图: part of the archive router. */
export const searchProcedures = {
  search: tenantProcedure('archive.read')
    .input(searchInput)
    .output(searchPage)
    .query(({ ctx, input }) => searchArchive(ctx.tdb, ctx.scope, input)),
  labelled: tenantProcedure('archive.read')
    .input(labelledInput)
    .output(labelledView)
    .query(({ ctx, input }) => findLabelled(ctx.tdb, ctx.scope, input)),
  searchFacets: tenantProcedure('archive.read')
    .input(facetsInput)
    .output(facetsView)
    .query(({ ctx, input }) => countFacets(ctx.tdb, ctx.scope, input)),
  searchCount: tenantProcedure('archive.read')
    .input(countInput)
    .output(countView)
    .query(({ ctx, input }) => countSearch(ctx.tdb, ctx.scope, input)),
  exportSearch: creatingProcedure('archive.read')
    .input(exportSearchInput)
    .output(z.object({ jobId: uuid }))
    .mutation(({ ctx, input }) => exportSearch(ctx.tdb, ctx.scope, input)),

  people: tenantProcedure('archive.read')
    .input(listPeopleInput)
    .output(peoplePage)
    .query(({ ctx, input }) => listPeople(ctx.tdb, ctx.scope, input)),
  downloadPeople: tenantProcedure('archive.read')
    .input(exportPeopleInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportPeople(ctx.tdb, ctx.scope, ctx.objects, input)),

  savedViews: tenantProcedure('archive.read')
    .input(savedViewsInput)
    .output(z.array(savedViewView))
    .query(({ ctx, input }) => listViews(ctx.tdb, ctx.scope, input)),
  saveView: creatingProcedure('archive.read')
    .input(saveViewInput)
    .output(savedViewView)
    .mutation(({ ctx, input }) => saveView(ctx.tdb, ctx.scope, input)),
  changeView: tenantProcedure('archive.read')
    .input(changeViewInput)
    .output(savedViewView)
    .mutation(({ ctx, input }) => changeView(ctx.tdb, ctx.scope, input)),
  removeView: tenantProcedure('archive.read')
    .input(viewId)
    .output(viewId)
    .mutation(({ ctx, input }) => removeView(ctx.tdb, ctx.scope, input)),

  grantedSearch: grantProcedure('inspection.inspect')
    .input(grantedSearchInput)
    .output(grantedSearchPage)
    .query(({ ctx, input }) => searchGranted(ctx.gdb, ctx.scope, input)),
  grantedFacets: grantProcedure('inspection.inspect')
    .input(grantedFacetsInput)
    .output(facetsView)
    .query(({ ctx, input }) => countGrantedFacets(ctx.gdb, ctx.scope, input)),
  exportGrantedSearch: creatingProcedure('inspection.inspect')
    .input(exportGrantedSearchInput)
    .output(z.object({ jobId: uuid }))
    .mutation(({ ctx, input }) => exportGrantedSearch(ctx.tdb, ctx.scope, input)),
  exportThematic: creatingProcedure('inspection.inspect')
    .input(exportThematicInput)
    .output(z.object({ jobId: uuid }))
    .mutation(({ ctx, input }) => exportThematic(ctx.tdb, ctx.scope, input)),
  grantedTopics: grantProcedure('inspection.inspect')
    .input(listGrantedTopicsInput)
    .output(grantedTopicPage)
    .query(({ ctx, input }) => listGrantedTopics(ctx.gdb, ctx.scope, input)),
  downloadGrantedTopics: tenantProcedure('inspection.inspect')
    .input(exportGrantedTopicsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportGrantedTopics(ctx.pools, ctx.tdb, ctx.scope, ctx.objects, input)),
};
