/**
 * Waits for work that goes on side by side. All of it has ended when this answers or throws: nothing still writes when
 * the caller lets go of what it has locked.
 */
export const allEnded = async <T>(work: readonly Promise<T>[]): Promise<T[]> => {
  const ended = await Promise.allSettled(work);
  return ended.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
};
