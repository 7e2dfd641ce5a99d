/**
 * SQL: the form in which document numbers are compared, whatever brackets, zeros and 第 were typed. A number without
 * digits says nothing, as 无 and — do: whoever compares leaves those out.
 */
export const documentNumberForm = (column: string): string =>
  `search_form(regexp_replace(replace(${column}, '第', ''), '([^0-9])0+([1-9])', '\\1\\2', 'g'))`;
