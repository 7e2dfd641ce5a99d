/** 须有照片: whether an answer is a conclusion that may not stand without a photo. 不适用 and a bare note are none. */
export const needsPicture = (
  item: { needsPhoto: boolean },
  answer: { verdict: string | null; value: number | null },
): boolean => item.needsPhoto && answer.verdict !== 'na' && (answer.verdict !== null || answer.value !== null);
