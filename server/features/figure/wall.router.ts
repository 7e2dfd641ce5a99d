import { z } from 'zod';
import {
  createdWallLinkView,
  createWallLinkInput,
  showWallInput,
  wallLinkView,
  wallView,
} from '@/server/domain/figure/wall';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { router, tenantProcedure, wallProcedure } from '@/server/trpc/init';
import { showWall } from './wall/show-wall.ts';
import { closeWallLink, createWallLink, readWallLinks } from './wall/wall-links.ts';

/** 大屏 and the links that open it. */
export const wallRouter = router({
  show: wallProcedure('the token of 256 random bits is the proof; it answers sums and names of units, no person')
    .input(showWallInput)
    .output(wallView)
    .query(({ ctx }) => showWall(ctx.tdb, ctx.scope)),
  links: tenantProcedure('figure.release')
    .input(z.strictObject(pageInput))
    .output(pageOf(wallLinkView))
    .query(({ ctx, input }) => readWallLinks(ctx.tdb, ctx.scope, input)),
  createLink: tenantProcedure('figure.release')
    .input(createWallLinkInput)
    .output(createdWallLinkView)
    .mutation(({ ctx, input }) => createWallLink(ctx.tdb, ctx.scope, input)),
  revokeLink: tenantProcedure('figure.release')
    .input(z.strictObject({ id: uuid }))
    .output(z.void())
    .mutation(({ ctx, input }) => closeWallLink(ctx.tdb, ctx.scope, input)),
});
