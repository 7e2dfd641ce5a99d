import { z } from 'zod';
import {
  enterSignatureInput,
  issueLetterInput,
  letterPage,
  letterView,
  listLettersInput,
  listSignersInput,
  signerPage,
  signLetterInput,
} from '@/server/domain/secrecy/commitment-letter';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { enterSignature, getLetter, issueLetter, listLetters, listSigners, signLetter } from './letters.ts';

/** 保密承诺书: wordings by version, who signed, who has not. Everybody of the office reads and signs. */
export const secrecyRouter = router({
  letters: tenantProcedure('workspace.enter')
    .input(listLettersInput)
    .output(letterPage)
    .query(({ ctx, input }) => listLetters(ctx.tdb, ctx.scope, input)),
  letter: tenantProcedure('workspace.enter')
    .input(z.strictObject({ letterId: uuid }))
    .output(letterView)
    .query(({ ctx, input }) => getLetter(ctx.tdb, ctx.scope, input)),
  issueLetter: creatingProcedure('register.keep')
    .input(issueLetterInput)
    .output(z.object({ letterId: uuid }))
    .mutation(({ ctx, input }) => issueLetter(ctx.tdb, ctx.scope, input)),
  signers: tenantProcedure('register.read')
    .input(listSignersInput)
    .output(signerPage)
    .query(({ ctx, input }) => listSigners(ctx.tdb, ctx.scope, input)),
  signLetter: creatingProcedure('workspace.enter')
    .input(signLetterInput)
    .output(z.object({ entryId: uuid }))
    .mutation(({ ctx, input }) => signLetter(ctx.tdb, ctx.scope, ctx.objects, input)),
  enterSignature: creatingProcedure('register.keep')
    .input(enterSignatureInput)
    .output(z.object({ entryId: uuid }))
    .mutation(({ ctx, input }) => enterSignature(ctx.tdb, ctx.scope, ctx.objects, input)),
});
