/** A text of several lines as it was typed, a paragraph each. */
export const Paragraphs = ({ text }: { text: string }) =>
  text
    .split('\n')
    .map((line, at) => ({ line, key: `line-${at}` }))
    .map(({ line, key }) => <p key={key}>{line}</p>);
