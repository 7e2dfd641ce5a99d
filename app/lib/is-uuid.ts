const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether an address names a row at all: what is no id is not asked for. The zod schema of ids would bring zod with it. */
export const isUuid = (text: string): boolean => UUID.test(text);
